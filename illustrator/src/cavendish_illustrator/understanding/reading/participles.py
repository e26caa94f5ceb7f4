"""Participles that say how somebody is: `eine lesende Katze` reads, and nothing is done to her."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.understanding.reading.clauses import NOUNS, QUALITIES, is_somebody
from cavendish_illustrator.understanding.reading.verb_poses import deed_pose, held_pose, pose_of
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_ENDINGS: Final = {
    "de": ("end", "ende", "ender", "enden", "endes", "endem"),
    "nl": ("end", "ende"),
    "en": ("ing",),
}
_BEFORE: Final = QUALITIES | {"word"}


def with_participles(reading: Reading) -> Reading:
    """The reading in which a participle before somebody is what they do."""
    endings = _ENDINGS.get(reading.language)
    if endings is None:
        return reading
    matches = [
        _as_pose(reading, at) if reading.tokens[match.start].plain.endswith(endings) else match
        for at, match in enumerate(reading.matches)
    ]
    return replace(reading, matches=matches)


def _as_pose(reading: Reading, at: int) -> Match:
    match = reading.matches[at]
    word = reading.tokens[match.start].plain
    is_alone = match.topic == "relation" and match.end - match.start == 1
    if not is_alone or not _stands_before_somebody(reading, at):
        return match
    pose = held_pose(word) or deed_pose(word) or pose_of(word, reading.language)
    return match if pose is None else replace(match, topic="pose", value=pose)


def _stands_before_somebody(reading: Reading, at: int) -> bool:
    """Whether an article, a number or nothing is before it, and a person or an animal behind."""
    match, before = reading.matches[at], reading.matches[at - 1] if at else None
    is_apart = reading.tokens[match.start].is_after_break
    if before is not None and not is_apart and before.topic not in _BEFORE:
        return False
    if reading.language == "en" and (before is None or before.value in {"and", "with"} or is_apart):
        return False  # `eating cats`
    noun = _noun_behind(reading, reading.matches[at + 1 :])
    return noun is not None and is_somebody(noun)


def _noun_behind(reading: Reading, later: Sequence[Match]) -> Match | None:
    """The noun that follows but for adjectives; None behind an article."""
    for one in later:
        if reading.tokens[one.start].is_after_break:
            return None
        if one.topic in NOUNS:
            return one
        if one.topic not in QUALITIES or one.topic == "number":
            return None
    return None
