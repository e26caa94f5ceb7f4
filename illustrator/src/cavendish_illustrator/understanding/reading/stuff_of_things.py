"""What a thing is made of by its own name: a German `Lederrucksack`, a jacket of denim."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

_LEAST_REST: Final = 4
"""So many letters at least are the thing's."""
_MADE: Final = frozenset({7})
_KITCHEN: Final = 48
_WORN_COLORS: Final = {"leather": "#5a3820", "denim": "#3f62a8"}
_OWN: Final = frozenset({"jeans"})
"""What has the colour of its stuff in its drawing."""


@cache
def _stuffs(name: str) -> tuple[tuple[str, str], ...]:
    pairs = split_phrases(read_topic("compound_heads")["stuffs"][name])
    parted = (pair.partition(":") for pair in pairs)
    return tuple(sorted(((part, stuff) for part, _, stuff in parted), key=lambda pair: -len(pair[0])))


@cache
def _worn() -> tuple[tuple[str, str], ...]:
    rows = read_topic("compound_heads")["worn"]
    return tuple((stem, stuff) for stuff, stems in rows.items() for stem in split_phrases(str(stems)))


def stuff_in_name(concept: str, word: str) -> str | None:
    """The material that a listed name or a German compound tells; None for what grows or lives."""
    facts = find_icon(concept)
    is_made = facts is None or facts.group in _MADE or facts.subgroup == _KITCHEN
    if not is_made or is_animate(concept) or is_in(concept, "wearable") or not word:
        return None
    words = word.lower().split()
    if len(words) > 1:
        return next((stuff for stem, stuff in _stuffs("named") if _begins(word, stem)), None)
    compound = (
        stuff
        for part, stuff in _stuffs("de")
        if words[0].startswith(part) and len(words[0]) >= len(part) + _LEAST_REST
    )
    return next(compound, None)


def worn_color(concept: str, word: str, material: str | None) -> str | None:
    """The colour of clothes of leather or denim of which none was said."""
    if concept in _OWN or not is_in(concept, "wearable"):
        return None
    if material in _WORN_COLORS:
        return _WORN_COLORS[material]
    return next((_WORN_COLORS[stuff] for stem, stuff in _worn() if _begins(word, stem)), None)


def _begins(word: str, stem: str) -> bool:
    """Whether a word begins so, or is just that where a full stop ends the stem: `couro` is no `couronne`."""
    words: Sequence[str] = fold(word).split()
    if stem.endswith("."):
        return stem[:-1] in words
    return any(one.startswith(stem) for one in words)
