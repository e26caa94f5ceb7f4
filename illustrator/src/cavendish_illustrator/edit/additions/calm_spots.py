"""Finds where something fits upon a photograph: the middle of the greatest even, open stretch of a region."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, luminance
from cavendish_illustrator.painting.pixel_ops import blur, resize

_SIDE: Final = 256
_UNREST: Final = 0.016
"""Unevenness of tones up to which a surface counts as even."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The middle of a disc that is free, and its radius, in pixels."""

    x: float
    y: float
    radius: float


def calm_spot(image: Field, allowed: Field, liking: Field | None = None) -> Spot | None:
    """The best disc of what is allowed and even; `liking` weighs places against size, 0..1.

    Where nothing allowed is even, any allowed place will do.
    """
    height, width = allowed.shape
    scale = min(1.0, _SIDE / max(height, width))
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    free = resize(allowed, *small) > 0.5
    if not free.any():
        return None
    tone = luminance(resize(image, *small))
    unrest = blur(np.abs(tone - blur(tone, 2.0)), 1.5)
    even = free & (unrest < _UNREST)
    even = cv2.morphologyEx(even.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)) > 0
    mask = even & free if (even & free).mean() > 0.01 * free.mean() else free
    padded = np.pad(mask.astype(np.uint8), 1)
    distance = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1].astype(np.float32)
    score = distance if liking is None else distance * resize(liking, *small)
    row, column = np.unravel_index(int(score.argmax()), score.shape)
    radius = float(distance[row, column])
    return Spot(x=(column + 0.5) / scale, y=(row + 0.5) / scale, radius=radius / scale)
