"""Verbs whose second half stands apart: `nimm ihr die Brille ab`, `zet zijn bril af`, `take the hat off`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_FIRST: Final = frozenset(
    {
        "take", "pull", "nimm", "nehmt", "setz", "setze", "zieh", "ziehe", "mach", "mache", "zet", "doe",
        "haal", "trek", "neem",
    }
)  # fmt: skip
_AWAY: Final = frozenset({"off", "away", "ab", "weg", "af"})


def with_separable_verbs(reading: Reading) -> Reading:
    """The reading, such a verb being one that takes away."""
    matches = list(reading.matches)
    for index, match in enumerate(matches):
        if reading.tokens[match.start].plain in _FIRST and _goes_away(reading, matches[index + 1 :]):
            matches[index] = replace(match, topic="edit", value="remove")
    return Reading(reading.language, reading.tokens, matches)


def _goes_away(reading: Reading, rest: Sequence[Match]) -> bool:
    for match in rest:
        if reading.tokens[match.start].is_after_break:
            return False
        if reading.tokens[match.end - 1].plain in _AWAY:
            return True
    return False
