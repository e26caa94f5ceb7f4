"""The emblem of a trade: a bakery's logo shows bread, a cycle workshop's a bicycle."""

from collections.abc import Iterable
from functools import cache

from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import tokenise

_SHORTEST_INSIDE = 4
"""Shorter stems count only at the beginning of a word."""


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    rows = read_topic("trades").items()
    return tuple((stem, concept) for concept, stems in rows for stem in str(stems).split())


def find_emblem(reading: Reading) -> tuple[str, str] | None:
    """Return the concept that stands for the trade the prompt names, and the word that named it."""
    return _emblem_in(token.plain for token in reading.tokens)


def find_emblem_of(prompt: str) -> str:
    """The concept that stands for the trade a prompt names; empty where it names none."""
    found = _emblem_in(token.plain for token in tokenise(prompt))
    return found[0] if found is not None else ""


def _emblem_in(words: Iterable[str]) -> tuple[str, str] | None:
    for word in words:
        for stem, concept in _stems():
            if (len(stem) > _SHORTEST_INSIDE and stem in word) or word.startswith(stem):
                return concept, word
    return None
