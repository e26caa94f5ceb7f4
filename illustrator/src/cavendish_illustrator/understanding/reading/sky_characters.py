"""Sun, moon and clouds that wear, hold or do something: they are somebody and no mere light or weather."""

from typing import Final

from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_TOPICS: Final = frozenset({"time", "setting", "weather", "unknown", "subject"})
_DOING: Final = frozenset({"wearing", "holding"})
_MOODS: Final = frozenset({"happy", "sad", "grumpy", "surprised", "tired", "cute"})
_STILL: Final = frozenset({"standing", "flying", "sitting"})


def character_of(reading: Reading, position: int) -> str | None:
    """The concept of a sky thing that is somebody here; None for all else."""
    match = reading.matches[position]
    if match.topic not in _TOPICS or match.end - match.start > 1:
        return None
    word = reading.tokens[match.start].plain
    concept = next(
        (c for c, words in read_topic("sky_characters").items() if word in str(words).split()), None
    )
    return concept if concept is not None and _is_somebody(reading, position) else None


def _is_somebody(reading: Reading, position: int) -> bool:
    """Whether a mood stands before it, or a doing or clothes after it."""
    before = reading.matches[position - 1] if position else None
    if before is not None and before.topic in ("mood", "pose") and before.value not in _STILL:
        return before.topic == "pose" or before.value in _MOODS
    after = [one for one in reading.matches[position + 1 : position + 6] if one.value != "stop"]
    if after and after[0].value == "and" and len(after) > 2 and _is_sky_word(reading, after[1]):
        after = after[2:]
    if not after:
        return False
    first = after[0]
    is_doing = (first.topic == "relation" and first.value in _DOING) or (
        first.topic == "pose" and first.value not in _STILL
    )
    is_dressed = first.value in ("with", "in") and len(after) > 1 and _is_worn(after[1:3])
    return is_doing or is_dressed or (first.topic == "mood" and first.value in _MOODS)


def _is_worn(matches: list[Match]) -> bool:
    return any(is_in(one.value, "wearable") for one in matches)


def _is_sky_word(reading: Reading, match: Match) -> bool:
    word = reading.tokens[match.start].plain
    return any(word in str(words).split() for words in read_topic("sky_characters").values())
