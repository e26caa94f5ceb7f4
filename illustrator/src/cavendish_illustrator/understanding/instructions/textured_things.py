"""What a clause wants of another feel or all covered: a velvet jacket, drops of water on the leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.understanding.instructions.added_things import airy_things
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    SCENERY,
    WHOLE,
    AddObject,
    Recolour,
    Relight,
    Remake,
)
from cavendish_illustrator.understanding.instructions.new_clothes import CLOTHES, is_cloth
from cavendish_illustrator.understanding.instructions.picture_parts import OBJECT, part_named
from cavendish_illustrator.understanding.instructions.recoloured_things import (
    recoloured_things,
    thing_recoloured,
    wanted_colors,
)
from cavendish_illustrator.understanding.instructions.remade_things import is_ground
from cavendish_illustrator.understanding.instructions.surfaces_under import TABLES
from cavendish_illustrator.understanding.instructions.word_patterns import Span, spans_of
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

_CLOTHY: Final = frozenset({"garment", "headwear", "tie"})
_ONLY_CLOTH: Final = frozenset({"smooth", "leather", "silk", "denim", "knit", "velvet", "sequins", "fur"})
"""What a cup, a wall or an animal is not made of."""
_ON_ANYTHING: Final = frozenset({"drops", "wet", "frost", "dust", "glitter", "snow"})
"""What may lie on the whole picture where nothing is named."""
_PANES: Final = (
    "window", "glass", "lens", "screen", "okn", "szyb", "fenster", "scheib", "ventan", "cristal", "vitre",
    "fenetre", "finestr", "vetr", "janel", "vidro", "raam", "ruit", "вікн", "скл", "skl",
)  # fmt: skip
"""What drops on it lie before the whole picture."""
_DRINK: Final = "drink"
_STEAM: Final = "steam"
_MARKS: Final = frozenset({"water-drop", "droplet", "sweat-droplets", "snowflake", "sparkles"})
_PARTS_OF_PLANTS: Final = frozenset({"leaves", "petals"})
_FALLING: Final = ("fall", "spad", "padaj", "cae", "cay", "tomb", "cad", "vall", "пада", "pada")
_LIKE: Final = frozenset({"like", "wie", "como", "comme", "come", "jak", "als", "як", "jako"})
_MODALS: Final = frozenset(
    ("should", "must", "soll", "sollen", "sollte", "muss", "moet", "moeten", "debe", "deben", "doit",
     "doivent", "deve", "devono", "devem", "powinien", "powinna", "powinno", "ma", "має", "мають")
)  # fmt: skip


def texture_spans(reading: Reading, within: range | None = None) -> list[tuple[str, Span]]:
    """Which textures and coverings the words name, and from which word to which; they begin in that range."""
    rows = {**read_topic("textures")["cloth"], **read_topic("textures")["over"]}
    return [
        (name, span)
        for name, row in rows.items()
        for span in spans_of(reading.tokens, _own(row, reading), within=within)
    ]


def _own(row: Sequence[str], reading: Reading) -> list[str]:
    """The patterns of a row that hold in the instruction's language."""
    lead = f"{reading.language}:"
    return [pattern.removeprefix(lead) for pattern in row if ":" not in pattern or pattern.startswith(lead)]


def textured_things(clause: Clause) -> Iterator[Remake | AddObject | Relight | Recolour]:
    """The thing that is to be of a cloth or covered, and the steam or light that is asked for with it."""
    if not clause.matches or clause.is_about_background or clause.verbs("write", "crop", "extend"):
        return
    if _is_uncreased(clause):
        yield Remake(material="smooth", target=_garment_words(clause))
        return
    for name, span in _told(clause):
        rest = replace(clause, matches=[item for item in clause.matches if not _is_within(item, span)])
        found = _remade(rest, name, span)
        if found is not None:
            yield found
            yield from _besides(rest, found)
            return


def _besides(clause: Clause, found: Remake) -> Iterator[AddObject | Relight | Recolour]:
    """The steam or the colour that is asked for in the same breath."""
    yield from (one for one in airy_things(clause) if isinstance(one, AddObject) and one.concept == _STEAM)
    is_covered = found.material in read_topic("textures")["over"]
    if clause.verbs("change") and is_covered and not clause.nouns()[1:]:
        yield from recoloured_things(clause)


def _told(clause: Clause) -> list[tuple[str, Span]]:
    """The textures that this clause names, the longest first, but for those within a thing's own name."""
    told = [
        (name, span)
        for name, span in texture_spans(clause.reading, _words_of(clause))
        if not any(_swallows(item, span) for item in clause.matches)
    ]
    return sorted(told, key=lambda one: (one[1][0] - one[1][1], one[1][0]))


def _is_within(match: Match, span: Span) -> bool:
    return span[0] <= match.start and match.end <= span[1]


def _swallows(match: Match, span: Span) -> bool:
    """Whether the words are a part of a longer name: `cinnamon sticks`, `dust bin`."""
    is_longer = (
        match.start <= span[0] and span[1] <= match.end and match.end - match.start > span[1] - span[0]
    )
    is_apart = match.value in _MARKS or match.value in CLOTHES
    return match.topic in ("subject", "role", "style") and is_longer and not is_apart


def _is_uncreased(clause: Clause) -> bool:
    """`Remove the creases from her jacket`."""
    words = _own(read_topic("textures")["creases"]["smooth"], clause.reading)
    is_told = spans_of(clause.reading.tokens, words, within=_words_of(clause))
    is_gone = clause.verbs("remove") or clause.has("word", "negation")
    return bool(is_told) and is_gone and _garment_words(clause) is not None


def _words_of(clause: Clause) -> range:
    return range(clause.matches[0].start, clause.matches[-1].end)


def _garment_words(clause: Clause) -> str | None:
    worn = (clause.words(item) for item in clause.matches if is_cloth(clause, item))
    return next(worn, None)


def _remade(clause: Clause, name: str, span: Span) -> Remake | None:
    if name in read_topic("textures")["over"]:
        return _covered(clause, name)
    return _of_other_feel(clause, name, span)


def _of_other_feel(clause: Clause, name: str, span: Span) -> Remake | None:
    _, part = thing_recoloured(clause)
    clothes = [item for item in clause.matches if is_cloth(clause, item)]
    if clause.verbs("remove", "cut_out") or (part not in _CLOTHY and clause.values("style")):
        return None
    if clothes:
        return _new_cloth(clause, clothes, name, span)
    if name == "sequins":
        return _covered(clause, "glitter")
    if clause.verbs("put", "add") or name in _ONLY_CLOTH or not _is_made(clause):
        return None
    return _made_of(clause, name, span)


def _made_of(clause: Clause, name: str, span: Span) -> Remake | None:
    """The table or the main thing of another material."""
    grounds = [item for item in clause.matches if is_ground(clause, item) or _is_table(item)]
    if grounds:
        if clause.verbs("replace") or len(grounds) > 1 or len(_told(clause)) > 1:
            return None  # another table
        color = _color(clause, grounds, span)
        return Remake(material=name, target=clause.words(grounds[0]), concept=SCENERY, color=color)
    nouns = [noun for noun in clause.nouns() if not _is_compared(clause, noun)]
    thing = nouns[0] if nouns else None
    if nouns == clause.nouns():
        thing, _ = thing_recoloured(clause)
    thing = thing or next((item for item in clause.matches if item.value in _PARTS_OF_PLANTS), None)
    if name == "glass" and thing is None:
        return None
    return Remake(
        material=name,
        target=None if thing is None else clause.words(thing),
        concept=nouns[0].value if nouns else None,
        color=_color(clause, nouns, span),
    )


def _is_table(match: Match) -> bool:
    return match.topic == "setting" and match.value in TABLES


def _is_compared(clause: Clause, noun: Match) -> bool:
    """`Fluffy like a plush toy`."""
    before = clause.reading.tokens[max(0, noun.start - 3) : noun.start]
    return any(token.plain in _LIKE for token in before)


def _is_made(clause: Clause) -> bool:
    """Told by a verb, or by what a thing is to be: `de tafel moet van donker hout zijn`."""
    words = {token.plain for token in clause.reading.tokens}
    is_told = bool(words & _MODALS) or any(clause.is_definite(noun) for noun in clause.nouns()[:1])
    return clause.verbs("change", "replace") or (not clause.values("edit") and is_told)


def _new_cloth(clause: Clause, clothes: Sequence[Match], name: str, span: Span) -> Remake | None:
    old, new = clothes[0], clothes[-1]
    if part_named(clause.words(old), old.value) == "headwear" and clause.verbs("add", "put"):
        return None  # a hat that is put on
    is_other = old is not new or clause.verbs("add", "put", "replace") or clause.has("relation", "wearing")
    return Remake(
        material=name,
        target=clause.words(old),
        concept=old.value if old.topic == "subject" else None,
        color=_color(clause, [new], span, is_near=old is not new),
        is_other=is_other,
    )


def _color(clause: Clause, things: Sequence[Match], span: Span, *, is_near: bool = False) -> str | None:
    """The colour beside the texture or beside the thing; else the only one, if it may be far."""
    near = [span, *((item.start, item.end) for item in things)]
    colors = [item for item in clause.matches if item.topic == "color"]
    for start, end in near:
        beside = [item for item in colors if 0 <= start - item.end <= 1 or 0 <= item.start - end <= 1]
        if beside:
            return beside[-1].value
    wanted = wanted_colors(clause)
    return wanted[-1] if len(wanted) == 1 and colors and not is_near else None


def _covered(clause: Clause, name: str) -> Remake | None:
    if clause.verbs("remove", "cut_out", "replace"):
        return None
    things = [item for item in clause.matches if _is_thing(item)]
    if (name == "powder" and clause.verbs("change")) or (name == "flakes" and _is_falling(clause)):
        return None
    if name == "powder":
        return Remake(material=name, target=_DRINK) if _is_on_drink(clause, things) else None
    ground = next((item for item in clause.matches if is_ground(clause, item)), None)
    if any(_is_pane(clause, item) for item in things) and name in ("drops", "frost"):
        found = Remake(material=name, target=WHOLE)
    elif ground is not None:
        found = Remake(material=name, target=clause.words(ground), concept=SCENERY)
    else:
        return _covered_thing(clause, name, things)
    return found


def _is_falling(clause: Clause) -> bool:
    first, last = clause.matches[0].start, clause.matches[-1].end
    return any(token.plain.startswith(_FALLING) for token in clause.reading.tokens[first:last])


def _covered_thing(clause: Clause, name: str, things: Sequence[Match]) -> Remake | None:
    thing, part = _where_it_lies(clause, things)
    if thing is None:
        is_alone = name in _ON_ANYTHING and not clause.nouns()
        return Remake(material=name, target=WHOLE if name == "frost" else None) if is_alone else None
    if part == OBJECT and _is_brought(clause, thing):
        return None
    concept = thing.value if thing.topic in ("subject", "role") else None
    return Remake(material=name, target=clause.words(thing), concept=concept)


def _where_it_lies(clause: Clause, things: Sequence[Match]) -> tuple[Match | None, str]:
    plants = [item for item in things if part_named(clause.words(item)) == "greenery"]
    plants += [item for item in things if item.value in _PARTS_OF_PLANTS]
    return (plants[0], "greenery") if plants else thing_recoloured(replace(clause, matches=things))


def _is_brought(clause: Clause, thing: Match) -> bool:
    """`Add a dirty plate`: the covered thing itself is new."""
    return clause.verbs("add", "put") and clause.is_told_new(thing)


def _is_thing(match: Match) -> bool:
    if match.topic == "word":
        return match.value in ("body", "costume")
    is_part = match.topic == "air" and match.value in _PARTS_OF_PLANTS
    return is_part or match.topic in ("subject", "role", "setting", "place", UNKNOWN)


def _is_pane(clause: Clause, match: Match) -> bool:
    return clause.words(match).lower().startswith(_PANES)


def _is_on_drink(clause: Clause, things: Sequence[Match]) -> bool:
    """Powder lies on a drink or on top of whatever there is, and nothing else that has a name."""
    others = [item for item in things if item.topic == "subject"]
    return all(part_named(clause.words(item), item.value) == _DRINK or _is_cup(item) for item in others)


def _is_cup(match: Match) -> bool:
    return match.value in ("hot-beverage", "espresso-cup", "mug-plain", "whipped-cream", "glass-of-milk")
