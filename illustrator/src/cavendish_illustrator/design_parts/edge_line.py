"""The line around a designed piece: a gold edge that shines, or a plain one in its colour."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer

_LINES: Final = ((0.022, 0.013), (0.041, 0.004))
"""How far in the middle of a line lies, and how wide it is, in parts of the shorter side."""
_SHINE: Final = 9.0


def paint_edge(image: Field, color: str) -> Field:
    """The picture with a broad and a thin line in the colour along its edge, brighter here and there."""
    height, width = image.shape[:2]
    side = min(height, width)
    layer = VectorLayer(0, 0, width, height)
    for inset, wide in _LINES:
        gap = side * inset
        layer.frame(gap, gap, width - gap, height - gap, "#ffffff", max(1.0, side * wide))
    cover = layer.pixels[..., 3:].astype(np.float32) / 255
    across = np.linspace(0, 1, width, dtype=np.float32)[None]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    shine = 0.5 + 0.5 * np.sin((across + down) * _SHINE)
    tone = mix(clamp(rgb(color) * 0.86), mix(color, "#fff6d8", 0.45), shine[..., None])
    result = image.copy()
    result[..., :3] = mix(image[..., :3], tone, cover)
    return result
