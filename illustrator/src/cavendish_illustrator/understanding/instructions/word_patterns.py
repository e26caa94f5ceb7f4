"""Finds rows of words with any endings in an instruction, in whichever of the ten languages."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from cavendish_illustrator.vocabulary.tokens import Token

Span = tuple[int, int]


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


def spans_of(tokens: Sequence[Token], patterns: Sequence[str]) -> list[Span]:
    """All rows of words that a pattern fits, from and to (exclusive)."""
    found = [(start, length_at(tokens, start, patterns)) for start in range(len(tokens))]
    return [(start, start + length) for start, length in found if length]
