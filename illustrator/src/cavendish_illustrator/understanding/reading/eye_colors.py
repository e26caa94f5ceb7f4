"""The colour of somebody's eyes, which is no colour of the picture: `gato negro con ojos verdes`."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_EYES: Final = frozenset(
    {
        "eyes", "eyed", "oczy", "oczami", "oczach", "oczu", "augen", "ojos", "yeux", "occhi", "olhos",
        "ogen", "очі", "очима", "очей", "oci", "ocima",
    }
)  # fmt: skip
_NEAR: Final = 2
"""So many words may stand between the colour and the eyes."""


def without_eye_colors(reading: Reading) -> Reading:
    """The reading without the colours beside the word for eyes."""
    gone = set(_named(reading))
    if not gone:
        return reading
    return replace(reading, matches=[one for k, one in enumerate(reading.matches) if k not in gone])


def with_eyes(spec: PictureSpec, reading: Reading) -> PictureSpec:
    """The picture whose first person has eyes of the colour told: `a woman with green eyes`."""
    found = _named(reading)
    person = next((i for i, one in enumerate(spec.subjects) if is_person(one.concept)), None)
    if not found or person is None:
        return spec
    color = str(reading.matches[found[0]].value)
    return spec.with_subject(person, replace(spec.subjects[person], eyes=color))


def _named(reading: Reading) -> list[int]:
    """Which of the matches are colours of eyes, in order."""
    places = [index for index, token in enumerate(reading.tokens) if token.plain in _EYES]
    return [found for place in places if (found := _beside(reading, place)) is not None]


def _beside(reading: Reading, place: int) -> int | None:
    """The colour right after the eyes or else before them, in the same clause."""
    after: int | None = None
    before: int | None = None
    for index, match in enumerate(reading.matches):
        if match.topic != "color":
            continue
        low, high = min(place, match.start), max(place, match.start)
        if any(token.is_after_break for token in reading.tokens[low + 1 : high + 1]):
            continue
        if place < match.start <= place + _NEAR and after is None:
            after = index
        if place - _NEAR <= match.start < place:
            before = index
    if before is not None and reading.matches[before].end == place:
        return before
    return after if after is not None else before
