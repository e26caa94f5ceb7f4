"""Reads unknown German and Dutch compounds by their last part: a `Fachwerkdorf` is a village."""

import functools
from typing import Final

from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases

_SHORTEST_REST: Final = 3
"""Before the head stands at least so much of a word."""


@functools.cache
def _heads(language: str) -> tuple[str, ...]:
    found = split_phrases(read_topic("compound_heads")["heads"].get(language, ""))
    return tuple(sorted(found, key=len, reverse=True))


@functools.cache
def _doubtful(language: str) -> frozenset[str]:
    return frozenset(split_phrases(read_topic("compound_heads")["doubtful"].get(language, "")))


def is_doubtful(head: str, language: str) -> bool:
    """Whether words end in it that are no compounds: `kritisch` is no table, `verbergen` are no mountains."""
    return head in _doubtful(language)


def compound_head(word: str, language: str) -> str | None:
    """The last part of a compound, as written; None where it ends in no noun that is safe to take."""
    for head in _heads(language):
        if word.endswith(head) and len(word) >= len(head) + _SHORTEST_REST:
            return head
    return None
