"""Words for a style that say what a thing is: `a kitchen with blue tiles`, `an embroidered blouse`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding.reading.hair_words import ADJECTIVE_AFTER_NOUN
from cavendish_illustrator.understanding.reading.room_parts import is_room_part
from cavendish_illustrator.vocabulary.concept_classes import concept_class, is_animate
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

_MADE: Final = ("wearable", "vessel", "sat_on", "headgear")
_STYLE_WORDS: Final = ("style", "styl", "stil", "estilo", "стил", "art", "kunst", "inspired")
"""Who says `in the style of` means the picture."""
_WITH: Final = frozenset(
    {
        "with", "z", "ze", "mit", "con", "avec", "com", "met", "з", "із", "зі", "s", "se", "full", "covered",
        "couvert", "cubierto", "bedeckt", "coperto", "coberto", "bedekt",
    }
)  # fmt: skip
_OF: Final = frozenset({"de", "of", "di", "van"})
_PICTURED: Final = _OF | frozenset(
    {"von", "vom", "der", "einer", "eines", "do", "da", "dos", "das", "del", "della", "dello", "du",
     "des", "d"}
)  # fmt: skip
"""What leads to what a picture shows: a photo of a table is not one that lies on it."""
_WHERE: Final = frozenset(
    {
        "on", "in", "at", "over", "above", "along", "across", "all", "by", "under", "na", "w", "nad", "an",
        "auf", "am", "im", "uber", "en", "sobre", "sur", "dans", "au", "aux", "su", "sul", "sulla", "sui",
        "sulle", "nel", "nella", "em", "no", "nas", "nos", "op", "aan", "boven", "на", "в", "у", "над", "v",
        "ve", "to",
    }
)  # fmt: skip
"""What leads to where something lies or hangs."""
_OWNERS: Final = frozenset({"subject", "role", "setting"})
_OF_HOUSES: Final = frozenset({Style.TILE, Style.MOSAIC, Style.STAINED_GLASS, Style.FRESCO, Style.CLAY})
"""What no person or animal has: `ryba z mozaiki` is one made of it."""
_PARTS: Final = ("boden", "wand", "vloer", "muur", "tisch", "tafel")
_QUALITIES: Final = frozenset({"color", "material", "size", "state", "number"})
_BESIDE: Final = 2
"""So many words may stand between a deed and what is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    beside: frozenset[str]
    had: frozenset[str]
    done: frozenset[str]
    lying: frozenset[str]
    belongings: frozenset[str]
    rooms: frozenset[str]
    things: dict[str, str]
    verbs: tuple[str, ...]
    participles: tuple[str, ...]


@cache
def _table() -> _Table:
    rows = read_table("understanding/reading/techniques_of_things.toml")
    return _Table(
        beside=frozenset(rows["beside"]),
        had=frozenset(rows["had"]),
        done=frozenset(rows["done"]),
        lying=frozenset(rows["lying"]),
        belongings=frozenset(rows["belongings"]).union(*(concept_class(name) for name in _MADE)),
        rooms=frozenset(rows["rooms"]),
        things=rows["things"],
        verbs=tuple(rows["verbs"]["words"].split()),
        participles=tuple(rows["verbs"]["participles"].split()),
    )


def with_techniques_told(reading: Reading) -> Reading:
    """The reading in which such words are things, or are left out where no drawing stands for one."""
    if all(match.topic != "style" for match in reading.matches):
        return reading
    matches = list(reading.matches)
    for index, match in enumerate(reading.matches):
        if match.topic == "style" and _is_of_thing(reading, index):
            matches[index] = _as_thing(match)
            if match.value == Style.STAINED_GLASS:
                matches = [_inside(one) for one in matches]
    return replace(reading, matches=matches)


def _as_thing(match: Match) -> Match:
    concept = _table().things.get(match.value)
    if concept is None:
        return replace(match, topic="word", value="unseen")
    return replace(match, topic="subject", value=concept, is_plural=False)


def _inside(match: Match) -> Match:
    """Windows of stained glass are seen from inside their church."""
    is_church = match.topic == "setting" and match.value == "church"
    return replace(match, value="church_interior") if is_church else match


def _is_of_thing(reading: Reading, index: int) -> bool:
    words = _words(reading, reading.matches[index])
    if any(word.startswith(_STYLE_WORDS) for word in words):
        return False
    tests = (_is_beside_belonging, _is_had, _is_done, _is_lying, _is_part_of_room, _is_plain_flat)
    return any(test(reading, index) for test in tests)


def _words(reading: Reading, match: Match) -> list[str]:
    return [token.plain for token in reading.tokens[match.start : match.end]]


def _before(reading: Reading, index: int) -> Iterator[Match]:
    """The meanings before one up to the break before it, the nearest first."""
    for place in range(index, 0, -1):
        if reading.tokens[reading.matches[place].start].is_after_break:
            return
        yield reading.matches[place - 1]


def _after(reading: Reading, index: int) -> Iterator[Match]:
    """The meanings after one up to the next break."""
    for match in reading.matches[index + 1 :]:
        if reading.tokens[match.start].is_after_break:
            return
        yield match


def _is_stop(match: Match) -> bool:
    return match.topic == "word" and match.value == "stop"


def _is_belonging(match: Match | None) -> bool:
    return match is not None and match.topic in {"subject", "role"} and match.value in _table().belongings


def _is_beside_belonging(reading: Reading, index: int) -> bool:
    """`an embroidered blouse`, `uno scialle ricamato`."""
    if reading.matches[index].value not in _table().beside:
        return False
    if _words(reading, reading.matches[index]) == ["3d"]:
        return "printer" in {one.value for one in list(_after(reading, index))[:1]}
    after = next((one for one in _after(reading, index) if one.topic not in _QUALITIES), None)
    if _is_belonging(after):
        return True
    before = next(_before(reading, index), None)
    return reading.language in ADJECTIVE_AFTER_NOUN and _is_belonging(before)


def _is_had(reading: Reading, index: int) -> bool:
    """`a kitchen with blue tiles`, `una cocina de azulejos`, `ein Matrose mit Tattoo`."""
    match = reading.matches[index]
    if match.value not in _table().had:
        return False
    before = [one for one in _before(reading, index) if one.topic not in _QUALITIES]
    has_of = match.value == Style.TILE and any(not _OF.isdisjoint(_words(reading, one)) for one in before[:2])
    joins = any(not _WITH.isdisjoint(_words(reading, one)) for one in before[:3])
    joins = joins or not _WITH.isdisjoint(_words(reading, match)[:1])
    owner = next((one for one in before if one.topic in _OWNERS or one.value == "unseen"), None)
    return owner is not None and (joins or has_of) and not (match.value in _OF_HOUSES and _is_somebody(owner))


def _is_done(reading: Reading, index: int) -> bool:
    """`a boy reading a comic`, `маляр пише олію`: somebody has or makes it."""
    match, table = reading.matches[index], _table()
    before = list(_before(reading, index))
    if match.value not in table.done or not any(_is_somebody(one) for one in before):
        return False
    after = next(_after(reading, index), match)
    if any(word.startswith(table.participles) for word in _words(reading, after)):
        return False
    for one in [one for one in before if not _is_stop(one) or _is_verb(reading, one)][:_BESIDE]:
        words = _words(reading, one)
        if any(word.startswith(table.participles) for word in words):
            return False
        if one.topic == "relation" and one.value == "holding":
            return True
        if (one.topic in {"pose", UNKNOWN} or _is_stop(one)) and _is_verb(reading, one):
            return True
    nearest = next((one for one in before if not _is_stop(one) and one.topic not in _QUALITIES), None)
    starts = [*_words(reading, match)[:1], *(_words(reading, nearest) if nearest else ())]
    is_person = any(_is_somebody(one) for one in before[:3]) and all(one.topic != "kind" for one in before)
    return match.value in {Style.PENCIL, Style.CRAYON} and is_person and not _WITH.isdisjoint(starts)


def _is_verb(reading: Reading, match: Match) -> bool:
    return any(word.startswith(_table().verbs) for word in _words(reading, match))


def _is_somebody(match: Match) -> bool:
    return match.topic == "role" or (match.topic == "subject" and is_animate(match.value))


def _is_lying(reading: Reading, index: int) -> bool:
    """`old photos on the wall`, `a fresco on the ceiling of a church`."""
    if reading.matches[index].value not in _table().lying:
        return False
    after = list(_after(reading, index))[:3]
    first = after[0] if after else None
    is_on = first is not None and (
        first.topic == "relation" or (_is_stop(first) and _leads_to(reading, first))
    )
    if first is not None and not _PICTURED.isdisjoint(_words(reading, first)):
        return False
    return is_on and any(
        one.value == "unseen" or _is_belonging(one) or one.value in {"hearth", "bedroom", "office", "album"}
        for one in after[1:]
    )


def _leads_to(reading: Reading, match: Match) -> bool:
    """Whether the word says where something is; `nowoczesnego` says what it is a picture of."""
    return _is_stop(match) and not _WHERE.isdisjoint(_words(reading, match))


def _is_part_of_room(reading: Reading, index: int) -> bool:
    """`a boy on a mosaic floor`, `Mosaikboden`."""
    match = reading.matches[index]
    if match.value not in {Style.MOSAIC, Style.TILE, Style.FRESCO}:
        return False
    around = [*list(_after(reading, index))[:1], *[o for o in _before(reading, index) if not _is_stop(o)][:2]]
    words = [word for one in around for word in _words(reading, one)]
    return any(is_room_part(word) for word in words) or _words(reading, match)[-1].endswith(_PARTS)


def _is_plain_flat(reading: Reading, index: int) -> bool:
    """`a flat in Paris`, `a flat tyre`, `a minimalist living room`: a word said of the thing behind it."""
    match = reading.matches[index]
    if _words(reading, match) not in (["flat"], ["minimalist"], ["pastel"]):
        return False
    after = next(_after(reading, index), None)
    if after is None:
        return False
    is_thing = after.topic == "subject" and not is_animate(after.value)
    if match.value == Style.FLAT and not is_thing:
        return after.value in _table().rooms or (after.value == "in" and match.start <= 1)
    return is_thing or after.topic == "setting"
