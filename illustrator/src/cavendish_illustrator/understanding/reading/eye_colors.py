"""The colour of somebody's eyes, which is no colour of the picture: `gato negro con ojos verdes`."""

from dataclasses import replace
from typing import Final

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
    places = [index for index, token in enumerate(reading.tokens) if token.plain in _EYES]
    if not places:
        return reading
    gone = {found for place in places if (found := _beside(reading, place)) is not None}
    return replace(reading, matches=[one for k, one in enumerate(reading.matches) if k not in gone])


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
