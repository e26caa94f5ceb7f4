"""Romance verbs that are written like things: right after somebody, `porta` carries and is no door."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_WHO: Final = frozenset({"che", "que", "qui"})
_SAID_OF_SOMEBODY: Final = frozenset({"color", "size", "mood", "state", "hair_style"})
_NOUN_LIKE: Final = frozenset({"subject", "role", "setting", "unknown"})


def with_verbs_alike(reading: Reading) -> Reading:
    """The reading in which such a word is what somebody does, where nothing else stands between them."""
    verbs = read_table("understanding/reading/verbs_alike.toml").get(reading.language, {})
    if not verbs:
        return reading
    return replace(reading, matches=[_as_verb(reading, at, verbs) for at in range(len(reading.matches))])


def _as_verb(reading: Reading, at: int, verbs: Mapping[str, str]) -> Match:
    match = reading.matches[at]
    pose = verbs.get(reading.tokens[match.start].plain)
    is_alone = match.end - match.start == 1 and match.topic in _NOUN_LIKE
    if pose is None or not is_alone or not _follows_somebody(reading, at):
        return match
    return replace(match, topic="pose", value=pose, is_plural=False)


def _follows_somebody(reading: Reading, at: int) -> bool:
    """Whether who does it stands before it, with no comma, article or preposition between."""
    while at > 0 and not reading.tokens[reading.matches[at].start].is_after_break:
        at -= 1
        before = reading.matches[at]
        if before.topic in {"subject", "role"}:
            return before.topic == "role" or is_animate(before.value)
        if reading.tokens[before.start].plain not in _WHO and before.topic not in _SAID_OF_SOMEBODY:
            return False
    return False
