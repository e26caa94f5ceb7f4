"""The emblem of a trade: a bakery's logo shows bread, a cycle workshop's a bicycle."""

from functools import cache

from cavendish_illustrator.understanding.lexicon import read_topic
from cavendish_illustrator.understanding.phrase_matcher import Reading

_SHORTEST_INSIDE = 4
"""Shorter stems count only at the beginning of a word."""


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    rows = read_topic("trades").items()
    return tuple((stem, concept) for concept, stems in rows for stem in str(stems).split())


def find_emblem(reading: Reading) -> tuple[str, str] | None:
    """Return the concept that stands for the trade the prompt names, and the word that named it."""
    for token in reading.tokens:
        for stem, concept in _stems():
            is_inside = len(stem) > _SHORTEST_INSIDE and stem in token.plain
            if is_inside or token.plain.startswith(stem):
                return concept, token.plain
    return None
