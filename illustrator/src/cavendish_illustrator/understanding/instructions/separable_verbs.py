"""Verbs whose second half stands apart: `nimm ihr die Brille ab`, `take the hat off`, `cut her out`."""

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
_CUT: Final = frozenset(
    {"cut", "schneide", "schneid", "schneidet", "stelle", "stell", "stellt", "knip", "snij", "snijd"}
)
_OUT: Final = frozenset({"out", "aus", "frei", "uit", "heraus", "vrij"})


def with_separable_verbs(reading: Reading) -> Reading:
    """The reading, such a verb being one that takes away or cuts out."""
    matches = list(reading.matches)
    for index, match in enumerate(matches):
        first, rest = reading.tokens[match.start].plain, matches[index + 1 :]
        if first in _FIRST and _ends_with(reading, rest, _AWAY):
            matches[index] = replace(match, topic="edit", value="remove")
        elif first in _CUT and _ends_with(reading, rest, _OUT):
            matches[index] = replace(match, topic="edit", value="cut_out")
    return Reading(reading.language, reading.tokens, matches)


def _ends_with(reading: Reading, rest: Sequence[Match], particles: frozenset[str]) -> bool:
    for match in rest:
        if reading.tokens[match.start].is_after_break:
            return False
        if reading.tokens[match.end - 1].plain in particles:
            return True
    return False
