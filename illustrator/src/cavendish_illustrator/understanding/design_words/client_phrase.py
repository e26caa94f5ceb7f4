"""Leaves out whom a design is made for: `an album cover for a lo-fi band, an astronaut` shows no band."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding.design_words.topical import EVENTS
from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import fold

_NEAR: Final = 3
"""Words that may stand between the kind and its `for`; what a pattern is for is said last."""
_THINGS: Final = frozenset({"subject", "role"})
_SHOWING: Final = frozenset({Kind.INFOGRAPHIC, Kind.MENU, Kind.PORTRAIT})
"""What these are for is what they are about."""


@cache
def _words(name: str, language: str) -> frozenset[str]:
    row = read_topic("title_words")[name]
    return frozenset(fold(phrase) for key in ("en", language) for phrase in split_phrases(row.get(key, "")))


def without_client(reading: Reading) -> Reading:
    """The reading without the things of a `for` phrase, where the prompt names other things to show."""
    inside = set(_inside(reading))
    if not inside or any(token.plain == "wanted" for token in reading.tokens):
        return reading
    gone = {index for index in inside if _is_left_out(reading.matches[index])}
    others = [m for index, m in enumerate(reading.matches) if m.topic in _THINGS and index not in inside]
    is_used = (
        bool(gone) and all(is_in(reading.matches[k].value, "wearable") for k in gone) and _is_pattern(reading)
    )
    if not gone or not (others or is_used):
        return reading
    kept = [match for index, match in enumerate(reading.matches) if index not in gone]
    return replace(reading, matches=kept)


def _is_pattern(reading: Reading) -> bool:
    return any(match.topic == "kind" and match.value == Kind.PATTERN for match in reading.matches)


def _is_left_out(match: Match) -> bool:
    return match.topic in _THINGS or (match.topic == "setting" and match.value in EVENTS)


def _inside(reading: Reading) -> Iterator[int]:
    """The matches of the phrase after the `for` that follows the kind."""
    language = reading.language
    kind = next((m for m in reading.matches if m.topic == "kind" and Kind(m.value) not in _SHOWING), None)
    if kind is None:
        return
    tokens = reading.tokens
    reach = len(tokens) if kind.value == Kind.PATTERN else _NEAR
    near = range(kind.end, min(len(tokens), kind.end + reach))
    start = next((index + 1 for index in near if tokens[index].plain in _words("for", language)), 0)
    is_parted = any(tokens[index].is_after_break for index in range(kind.end, start))
    if not start or (is_parted and kind.value != Kind.PATTERN):
        return
    turns = _words("turns", language) | _words("about_inside", language)
    end = start
    while end < len(tokens) and not tokens[end].is_after_break and tokens[end].plain not in turns:
        end += 1
    yield from (index for index, match in enumerate(reading.matches) if start <= match.start < end)
