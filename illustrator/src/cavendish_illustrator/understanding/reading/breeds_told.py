"""An animal whose breed is told is one of that: `pies rasy golden retriever`, `Hund der Rasse Dackel`."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_BREED: Final = frozenset(
    {"breed", "rasy", "rasa", "rasse", "raza", "race", "razza", "raca", "ras", "породи", "plemene"}
)
_SUBJECT: Final = "subject"


def with_breeds_told(reading: Reading) -> Reading:
    """The reading without the kind of animal before its breed, and without the word for breed."""
    plain = [token.plain for token in reading.tokens]
    subjects = [match for match in reading.matches if match.topic == _SUBJECT]
    gone: list[Match] = []
    for one, after in pairwise(subjects):
        is_told = not _BREED.isdisjoint(plain[one.end : after.start])
        if is_told and is_animate(one.value) and is_animate(after.value):
            gone.append(one)
    if not gone:
        return reading
    matches = [match for match in reading.matches if match not in gone]
    return replace(reading, matches=[_passed_over(match, plain) for match in matches])


def _passed_over(match: Match, plain: list[str]) -> Match:
    is_breed = match.topic != _SUBJECT and not _BREED.isdisjoint(plain[match.start : match.end])
    return replace(match, topic="word", value="stop") if is_breed else match
