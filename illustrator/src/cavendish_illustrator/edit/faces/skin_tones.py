"""Tells skin from cloth by its tones."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.pixel_ops import to_hsv

_VIVID: Final = 0.5
"""Saturation that hardly any skin reaches."""


def skin_cover(image: Field) -> Field:
    """Soft cover of skin tones. Source: hue and saturation range of Kovac et al., EUROCON 2003, in HSV."""
    hsv = to_hsv(image)
    hue, saturation, value = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    warm = smoothstep(42, 34, hue) + smoothstep(345, 352, hue)
    return (
        warm
        * smoothstep(0.1, 0.18, saturation)
        * smoothstep(0.68, 0.56, saturation)
        * smoothstep(0.3, 0.42, value)
    )


def paler_than_cloth(image: Field, worn: Field) -> Field:
    """Where an orange or red cloth is vivid, only what is much paler can be skin; 1 beside other cloth."""
    hsv = to_hsv(image)
    cloth = worn > 0.6
    if not cloth.any():
        return np.ones_like(worn)
    hue, saturation = float(np.median(hsv[..., 0][cloth])), float(np.median(hsv[..., 1][cloth]))
    if saturation < _VIVID or 50 < hue < 340:
        return np.ones_like(worn)
    return smoothstep(0.75 * saturation, 0.62 * saturation, hsv[..., 1])
