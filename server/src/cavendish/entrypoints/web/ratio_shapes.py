"""Aspect ratios as small drawn shapes."""

import math
from typing import Final, NamedTuple

from cavendish.domain.aspect_ratio import AspectRatio
from cavendish.domain.generation import AUTO_RATIO

BOX: Final = 32
"""Side of the square that each shape stands in, in CSS pixels."""
_AREA: Final = 360.0
_LONGEST: Final = 29.0


class RatioShape(NamedTuple):
    ratio: str
    x: float
    y: float
    width: float
    height: float


def draw_shape(ratio: str) -> RatioShape:
    """A rectangle in the middle of the box; all have about one area, as pictures of one model do."""
    across, down = (1, 1) if ratio == AUTO_RATIO else AspectRatio(ratio).parts
    width = math.sqrt(_AREA * across / down)
    height = width * down / across
    factor = min(1.0, _LONGEST / max(width, height))
    width, height = max(4.0, width * factor), max(4.0, height * factor)
    return RatioShape(
        ratio, round((BOX - width) / 2, 1), round((BOX - height) / 2, 1), round(width, 1), round(height, 1)
    )
