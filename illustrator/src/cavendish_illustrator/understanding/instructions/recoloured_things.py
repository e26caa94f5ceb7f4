"""What a clause wants in another colour: somebody's eyes before the somebody."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Final

from cavendish_illustrator.understanding.instructions.added_things import PAINTS, added_things
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import SCENERY, Place, Recolour
from cavendish_illustrator.understanding.instructions.picture_parts import OBJECT, is_of_somebody, part_named
from cavendish_illustrator.understanding.instructions.plain_letters import without_accents
from cavendish_illustrator.vocabulary.concept_classes import is_in, is_person
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN

_SMALL_FIRST: Final = ("eyes", "mouth", "headwear", "garment", "hair", "background", "sky")
STANDING: Final = frozenset(
    {
        "castle", "wizard_tower", "temple", "lighthouse", "church", "bridge", "eiffel_tower", "windmill",
        "big_ben", "pyramids", "statue_of_liberty", "colosseum", "taj_mahal", "barn", "haunted_house",
    }
)  # fmt: skip
"""Places that may be the one thing a photograph shows."""
_TOLD_OF_OLD: Final = frozenset({("edit", "replace"), ("word", "negation")})
"""What stands before a colour that a thing has and shall not keep: `blue instead of orange`, `non nero`."""
_HAIR: Final = "hair"
_LIP_RED: Final = "#b3202f"
_HAIR_SHADES: Final = {"#e02b2b": "#a63d20", "#f4c726": "#d8b26a"}
"""Colours that mean another shade of hair than of paint."""


def recoloured_things(clause: Clause) -> Iterator[Recolour]:
    """The colour a clause gives to something that is in the picture already."""
    colors = wanted_colors(clause)
    paint = next((noun for noun in clause.nouns() if noun.value in PAINTS), None)
    if paint is not None and not clause.verbs("remove", "replace"):
        yield Recolour(target=PAINTS[paint.value], color=colors[-1] if colors else _LIP_RED)
        return
    is_added = clause.verbs("add") and clause.values("air")
    if not colors or is_added or clause.verbs("write") or next(added_things(clause), None) is not None:
        return
    thing, part = thing_recoloured(clause)
    if thing is not None and thing.topic == UNKNOWN and hair_shades(clause.words(thing)):
        yield Recolour(target=_HAIR, color=colors[-1])  # `make her blonde`
        return
    target = None if thing is None else clause.words(thing)
    concept = thing.value if thing is not None and thing.topic in ("subject", "role") else None
    if thing is not None and part == OBJECT and thing.topic == "setting" and thing.value not in STANDING:
        concept = SCENERY
    place = clause.place if clause.place in (Place.LEFT, Place.MIDDLE, Place.RIGHT) else None
    owner = _owner(clause, thing) if is_of_somebody(part) else None
    color = _HAIR_SHADES.get(colors[-1], colors[-1]) if part == _HAIR else colors[-1]
    yield Recolour(target=target, color=color, concept=concept, place=place, owner=owner)


def wanted_colors(clause: Clause) -> list[str]:
    """Colours but for those that shall go, as in `blue instead of orange`; else one that only hair has."""
    told = [match for match in clause.matches if not (match.topic == "word" and match.value == "stop")]
    kept = []
    for index, match in enumerate(told):
        before = told[index - 1] if index > 1 else None  # the first verb is what is asked for
        before = told[0] if index == 1 and told[0].value == "negation" else before
        is_old = before is not None and (before.topic, before.value) in _TOLD_OF_OLD
        if match.topic == "color" and not is_old:
            kept.append(match.value)
    if kept or not (_is_about_hair(clause) or clause.verbs("change", "add")):
        return [*kept[1:], kept[0]] if _is_told_first(clause, told) else kept
    words = " ".join(clause.values(UNKNOWN)).split()
    return [shade for word in words for shade in hair_shades(word)]


def _is_told_first(clause: Clause, told: Sequence[Match]) -> bool:
    """`Fai diventare blu la tuta arancione`: the second colour is what the thing had."""
    colors = [item for item in told if item.topic == "color"]
    if len(colors) != 2 or not clause.verbs("change"):
        return False
    first, second = told.index(colors[0]), told.index(colors[1])
    named = told[first + 1 : second]
    is_thing = len(named) == 1 and named[0].topic in ("subject", UNKNOWN)
    return is_thing and clause.is_definite(named[0]) and named[0].end == colors[1].start


def _is_about_hair(clause: Clause) -> bool:
    return any(part == _HAIR for _, part in _named_parts(clause))


def hair_shades(word: str) -> list[str]:
    """The colours that only hair has and that a word says: `blonde`."""
    shades = read_topic("hair_colors").items()
    plain = without_accents(word)
    return [shade for shade, names in shades if any(fnmatchcase(plain, name) for name in names)]


def _owner(clause: Clause, thing: Match | None) -> str | None:
    people = (noun.value for noun in clause.nouns() if noun is not thing and is_person(noun.value))
    return next(people, None)


def thing_recoloured(clause: Clause) -> tuple[Match | None, str]:
    """What gets a colour and the part it is: a part of a face or a garment before whose it is."""
    parts = {part: match for match, part in _named_parts(clause)}
    for part in _SMALL_FIRST:
        if part in parts:
            return parts[part], part
    named = [
        match for match in clause.matches if match.topic == "word" and match.value in ("body", "costume")
    ]
    named += [match for match in clause.nouns() if is_in(match.value, "wearable")] + clause.nouns()
    named += [match for match in clause.matches if match.topic in {UNKNOWN, "weather", "setting"}]
    return (named[0] if named else None), OBJECT


def _named_parts(clause: Clause) -> Iterator[tuple[Match, str]]:
    """Words of the clause for parts of a photograph, whether the lexicon knows them otherwise or not."""
    for match in reversed(clause.matches):
        if match.topic in ("color", "number", "edit", "place"):
            continue
        concept = match.value if match.topic == "subject" else None
        part = part_named(clause.words(match), concept)
        if part != OBJECT:
            yield match, part
