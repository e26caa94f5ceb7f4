"""What a clause wants made of another material: `turn him into a marble statue`, `a cup of gold`."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import SCENERY, Remake
from cavendish_illustrator.understanding.instructions.picture_parts import OBJECT, part_named
from cavendish_illustrator.understanding.instructions.plain_letters import without_accents
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.lexicon import Match

MATERIALS: Final = frozenset({"gold", "glass", "wood", "stone", "metal", "copper", "ice", "candy"})
"""Materials that a photographed thing can be shown in."""
_STATUES: Final = (
    "statu*", "sculptur*", "skulptur*", "scultur*", "escultur*", "estatu*", "posag*", "rzezb*",
    "standbeeld*", "beeldhouw*", "standbild*", "статуя", "статую", "статуї", "скульптур*", "soch*",
)  # fmt: skip
_GROUNDS: Final = (
    "table", "tabletop", "desk", "counter", "floor", "ground", "stol", "stolik*",
    "blat", "blacie", "blatu", "podlog*",
    "tisch*", "boden", "fussboden", "mesa", "suelo", "piso", "sol", "tavol*", "pavimento", "chao", "tafel*",
    "vloer", "стіл*", "підлог*", "стол*", "podlah*",
)  # fmt: skip
"""What the main object stands on: it is all that is not the object."""
_METALS: Final = {"#d9b34a": "gold", "#d4af37": "gold", "#c9ced6": "metal", "#b87333": "copper"}
"""Colours that a statue has of a metal."""


def remade_things(clause: Clause) -> Iterator[Remake]:
    """The thing that is to be of a material that its photograph can be turned into."""
    if not clause.matches:
        return
    tokens = clause.reading.tokens[clause.matches[0].start : clause.matches[-1].end]
    is_statue = any(fnmatchcase(without_accents(token.plain), name) for token in tokens for name in _STATUES)
    is_asked = clause.verbs("change", "replace") or (is_statue and not clause.values("edit"))
    if not is_asked or clause.is_about_background:
        return
    named = [value for value in clause.values("material") if value in MATERIALS]
    if _is_shade(clause):
        named = []
    nouns = [noun for noun in clause.nouns() if not _is_statue(noun.value)]
    thing = nouns[0] if nouns else None
    ground = next((match for match in clause.matches if is_ground(clause, match)), None)
    if ground is not None and named and thing is None:
        yield Remake(material=named[-1], target=clause.words(ground), concept=SCENERY)
        return
    if any(match.topic == "setting" for match in clause.matches) and not is_statue:
        return  # `make it look like a wooden cabin in the forest`
    is_metal = is_statue or (thing is not None and _can_be_of_metal(clause, thing))
    named += [_METALS[color] for color in clause.values("color")[-1:] if is_metal and color in _METALS]
    if not named and not is_statue:
        return
    yield Remake(
        material=named[-1] if named else "stone",
        target=None if thing is None else clause.words(thing),
        concept=None if thing is None else thing.value,
    )


def _is_shade(clause: Clause) -> bool:
    """`Ice blue`, `stone grey`: the material only says which blue."""
    colors = {match.start for match in clause.matches if match.topic == "color"}
    return any(match.topic == "material" and match.end in colors for match in clause.matches)


def is_ground(clause: Clause, match: Match) -> bool:
    """A table or a floor, which the main object stands on."""
    words = without_accents(clause.words(match)).split()
    return any(fnmatchcase(word, name) for word in words for name in _GROUNDS)


def _can_be_of_metal(clause: Clause, thing: Match) -> bool:
    """A golden cup shines as gold does; golden hair and a golden dress do not."""
    is_worn = is_animate(thing.value) or is_in(thing.value, "wearable")
    return not is_worn and part_named(clause.words(thing), thing.value) == OBJECT


def _is_statue(concept: str) -> bool:
    return "statue" in concept
