"""Finds rows of words with any endings in an instruction, in whichever of the ten languages."""

import functools
import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase, translate
from typing import Final

from cavendish_illustrator.vocabulary.tokens import Token

Span = tuple[int, int]
_FEW: Final = 512
"""Rows of patterns whose beginnings are remembered; there are some two hundred."""


def length_at(tokens: Sequence[Token], start: int, patterns: Iterable[str]) -> int:
    """How many words from `start` on the longest fitting pattern takes; 0 where none fits."""
    return max((_length(tokens, start, pattern.split()) for pattern in patterns), default=0)


def _length(tokens: Sequence[Token], start: int, words: Sequence[str]) -> int:
    row = tokens[start : start + len(words)]
    fits = len(row) == len(words) and all(
        fnmatchcase(token.plain, word) for token, word in zip(row, words, strict=True)
    )
    is_whole = not any(token.is_after_break for token in row[1:])
    return len(words) if fits and is_whole else 0


def spans_of(tokens: Sequence[Token], patterns: Sequence[str], *, within: range | None = None) -> list[Span]:
    """All rows of words that a pattern fits, from and to (exclusive), which begin in a range of the words."""
    begun, rows = _read(tuple(patterns))
    found: list[Span] = []
    for start in range(len(tokens)) if within is None else within:
        if begun.match(tokens[start].plain):
            length = max(_length(tokens, start, row) for row in rows)
            found += [(start, start + length)] if length else []
    return found


@functools.lru_cache(maxsize=_FEW)
def _read(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[tuple[str, ...], ...]]:
    """What the first words of the patterns look like, as one expression, and the words of each."""
    rows = tuple(tuple(pattern.split()) for pattern in patterns)
    return re.compile("|".join(translate(row[0]) for row in rows) or "(?!)"), rows
