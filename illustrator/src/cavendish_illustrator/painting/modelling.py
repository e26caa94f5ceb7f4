"""Flat drawings as round bodies: each part of a figure is taken for a cushion and lit from one side."""

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.painting.pixel_ops import Mask, blur, gradient, resize
from cavendish_illustrator.painting.style_parts import unit_of

_SOLID = 0.5
_EDGE = 26.0
"""Difference of colour, in Lab, at which one part of a figure ends."""
_PART, _BODY = 34.0, 70.0
"""So far from its edge a part and a body is round, in units."""
_LIGHT = (0.55, -0.6, 0.58)
"""Where the light comes from: beside, above and before the picture."""


def modelled(image: Field, near: Field, side: int, *, part: float = 0.4, softness: float = 4.5) -> Field:
    """How much of the light each place of a figure gets, as if each of its parts were round; flat has 1.

    `part` is how much of their own roundness parts have, `softness` how many units their edges are round.
    """
    height, width = image.shape[:2]
    unit = unit_of(image)
    small, cover = resize(image, width // 2, height // 2), resize(near, width // 2, height // 2)
    reach = unit / 2
    lab = blur(np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), np.float32), 1.6 * reach)
    steps = [np.hypot(*gradient(np.ascontiguousarray(lab[..., channel]))) for channel in range(3)]
    is_inside = (np.maximum.reduce(steps) < _EDGE) & (cover > _SOLID)
    relief = part * _dome(is_inside, _PART * reach) + 0.8 * _dome(cover > _SOLID, _BODY * reach)
    slope_x, slope_y = (one / 8 for one in gradient(blur(relief, softness * reach)))
    light = np.array(_LIGHT) / np.linalg.norm(_LIGHT)
    facing = light[2] - slope_x * light[0] * side - slope_y * light[1]
    lit = clamp(facing / np.sqrt(1 + slope_x**2 + slope_y**2))
    return resize(blur(lit / light[2], 1.5 * reach), width, height, is_smooth=True)


def _dome(inside: Mask, radius: float) -> Field:
    """Heights that rise steeply from the edge and level off `radius` inside."""
    away = np.minimum(cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3), radius)
    return np.asarray(np.sqrt(away * radius), np.float32)
