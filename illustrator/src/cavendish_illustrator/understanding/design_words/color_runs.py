"""Finds the colours a designed piece is to have where they stand by themselves: `flat, blue and orange`."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from cavendish_illustrator.understanding.design_words.limited_palette import (
    LimitedPalette,
    color_words,
    named_color,
)
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_FEWEST: Final = 2
_JOINTS: Final = frozenset({"stop", "and", "palette", "in", "with"})
_NOUNS: Final = frozenset({"subject", "role", "setting"})


def find_stated_palette(reading: Reading) -> LimitedPalette | None:
    """The first run of two colours or more, or of one with a word such as `tones`, of no thing."""
    for start, end in _runs(reading):
        colors = [color for index in range(start, end) if (color := named_color(reading, index))]
        has_cue = any(_is_cue(reading, index) for index in range(start, end))
        is_real = any(reading.matches[index].topic == "color" for index in range(start, end))
        is_palette = has_cue or (is_real and len(colors) >= _FEWEST)
        if colors and is_palette and not _is_owned(reading, start, end):
            return LimitedPalette(tuple(dict.fromkeys(colors)), frozenset(range(start, end)))
    return None


def _is_cue(reading: Reading, index: int) -> bool:
    match = reading.matches[index]
    return any(reading.tokens[place].plain in color_words() for place in range(match.start, match.end))


def _belongs(reading: Reading, index: int) -> bool:
    match = reading.matches[index]
    is_joint = match.topic == "word" and match.value in _JOINTS
    is_manner = match.topic in {"mood", "style"} and not _is_break(reading, match)
    return is_joint or is_manner or _is_cue(reading, index) or named_color(reading, index) is not None


def _is_break(reading: Reading, match: Match) -> bool:
    return reading.tokens[match.start].is_after_break


def _is_background(reading: Reading, index: int) -> bool:
    match = reading.matches[index]
    return (match.topic == "word" and match.value == "background") or match.value in {"plain", "studio"}


def _runs(reading: Reading) -> Iterator[tuple[int, int]]:
    """Stretches of colours and the little words between them; commas part colours too."""
    matches, index = reading.matches, 0
    while index < len(matches):
        end = index
        while end < len(matches) and _belongs(reading, end):
            end += 1
        while end > index and matches[end - 1].topic == "word" and not _is_cue(reading, end - 1):
            end -= 1
        if end > index:
            yield index, end
        index = max(end, index) + 1


def _is_owned(reading: Reading, start: int, end: int) -> bool:
    """Whether the thing before or after has the colours: `red and white roses`."""
    matches = reading.matches
    if end < len(matches) and not _is_break(reading, matches[end]) and matches[end].topic in _NOUNS:
        return True
    if (end < len(matches) and _is_background(reading, end)) or (
        start and _is_background(reading, start - 1)
    ):
        return True
    stops = (m.topic == "word" and m.value == "stop" for m in matches[start:end])
    first = matches[min(start + sum(1 for _ in takewhile(bool, stops)), end - 1)]
    is_open = start == 0 or _is_break(reading, first) or matches[start - 1].topic == "kind"
    is_told = _is_cue(reading, start) or (first.topic == "word" and first.value in {"in", "with", "palette"})
    return not (is_open or is_told)
