"""Tells the Czech `se` that means with from the one of a verb: `holka se psem`, not `holka se směje`."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_INSTRUMENTAL: Final = ("em", "ou", "ím", "ým", "mi", "cí", "ií", "ní")
_THINGS: Final = frozenset({"subject", "role", "color", "size", "material", "mood", "number", "unknown"})


def with_instrumentals(reading: Reading) -> Reading:
    """The reading in which a `se` before a noun in the instrumental case says what somebody has with them."""
    if reading.language != "cs":
        return reading
    matches = [_as_with(reading, at) or match for at, match in enumerate(reading.matches)]
    return replace(reading, matches=matches)


def _as_with(reading: Reading, at: int) -> Match | None:
    match = reading.matches[at]
    following = reading.matches[at + 1] if at + 1 < len(reading.matches) else None
    is_se = match.topic == "word" and match.value == "stop" and reading.words(match) == "se"
    if not is_se or following is None or following.topic not in _THINGS:
        return None
    first = reading.tokens[following.start]
    is_case = not first.is_after_break and first.raw.endswith(_INSTRUMENTAL)
    return replace(match, value="with") if is_case else None
