"""Sizes told by another thing, which is not shown: `a cat the size of a bus`, `kot wielkości autobusu`."""

from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import fold

LIKE: Final = "like:"
_NOUNS: Final = frozenset({"subject", "role"})
_REACH: Final = 3
"""So many meanings may stand between the words and the thing: `the size of a small house`."""
_SIZES: Final = ((2.0, "giant"), (1.2, "big"), (0.8, ""), (0.4, "small"), (0.0, "tiny"))


@cache
def _cues() -> dict[str, list[tuple[str, ...]]]:
    """The phrases by their first words, the longest first."""
    rows = read_topic("size_comparisons").values()
    phrases = {tuple(fold(phrase).split()) for row in rows for phrase in split_phrases(str(row))}
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def with_compared_sizes(reading: Reading) -> Reading:
    """The reading in which what something is as large as is its size, and no thing of the picture."""
    plain = [token.plain for token in reading.tokens]
    for start in range(len(plain)):
        for cue in _cues().get(plain[start], ()):
            if tuple(plain[start : start + len(cue)]) == cue:
                found = _compared(reading, start, start + len(cue))
                if found is not None:
                    return with_compared_sizes(found)
    return reading


def _compared(reading: Reading, start: int, end: int) -> Reading | None:
    if any(token.is_after_break for token in reading.tokens[start + 1 : end]):
        return None
    if any(match.start == start and match.value.startswith(LIKE) for match in reading.matches):
        return None  # found before
    later = [match for match in reading.matches if match.start >= end][:_REACH]
    thing = next((match for match in later if match.topic in _NOUNS), None)
    if thing is None or any(token.is_after_break for token in reading.tokens[end : thing.end]):
        return None
    size = Match("size", f"{LIKE}{thing.value}", start, thing.end, reading.language)
    kept = [match for match in reading.matches if match.end <= start or match.start >= thing.end]
    at = sum(match.end <= start for match in reading.matches)
    return replace(reading, matches=[*kept[:at], size, *kept[at:]])


def size_beside(concept: str, compared: str) -> str | None:
    """The word for the size of a thing that is as large as another."""
    share = real_height(compared) / real_height(concept)
    return next((name for least, name in _SIZES if share >= least), None) or None
