"""Reads a thing that only lends its colour: `a mustard scarf`, `une écharpe moutarde`."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.understanding.reading.hair_words import ADJECTIVE_AFTER_NOUN
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_in
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_PLANTS: Final = frozenset({40, 41, 42, 43})
_CUPS: Final = frozenset({"hot-beverage", "mug-plain", "latte-cup", "teacup-saucer", "espresso-cup"})
"""Of all vessels these are not named after what is in them, as a mustard jar is."""


@cache
def _lenders(language: str) -> Mapping[str, str]:
    """Words of a language, folded, with the colours they lend."""
    rows = read_table("understanding/reading/color_nouns.toml")
    return {
        word: color for color, row in rows.items() for word in str(row["words"].get(language, "")).split()
    }


def with_lent_colors(reading: Reading) -> Reading:
    """The reading in which such words are colours of the things beside them."""
    lenders = _lenders(reading.language)
    if not any(token.plain in lenders for token in reading.tokens):
        return reading
    matches = [_as_color(reading, at, lenders) or match for at, match in enumerate(reading.matches)]
    return replace(reading, matches=matches)


def _as_color(reading: Reading, at: int, lenders: Mapping[str, str]) -> Match | None:
    match = reading.matches[at]
    color = lenders.get(reading.tokens[match.start].plain)
    if color is None or match.end - match.start != 1 or match.topic == "color":
        return None
    step = -1 if reading.language in ADJECTIVE_AFTER_NOUN else 1
    other = at + step
    if 0 <= other < len(reading.matches) and _is_stuff(reading.matches[other]):
        other += step  # `a mustard velvet sofa`
    if not 0 <= other < len(reading.matches):
        return None
    between = reading.matches[min(at, other) + 1 : max(at, other) + 1]
    is_one_phrase = not any(reading.tokens[one.start].is_after_break for one in between)
    return replace(match, topic="color", value=color) if is_one_phrase and _takes(reading, other) else None


def _is_stuff(match: Match) -> bool:
    """Whether it may be what the thing is made of: a word for cloth means nothing by itself."""
    return match.topic == "material" or (match.topic, match.value) == ("word", "stop")


def _takes(reading: Reading, other: int) -> bool:
    """Whether the thing beside it has a colour of its own to give away: no dish, plant, animal or jar."""
    noun = reading.matches[other]
    if noun.topic != "subject" or is_animate(noun.value):
        return False
    if noun.value in _CUPS:
        return True
    facts = find_icon(noun.value)
    is_plant = facts is not None and facts.subgroup in _PLANTS
    return not (is_plant or is_food(noun.value) or is_in(noun.value, "vessel"))
