"""Pixel art: few large cells in a small palette."""

import numpy as np
from PIL import Image

from cavendish_illustrator.color import Field, clamp
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.pixel_ops import blur, resize
from cavendish_illustrator.style_registry import StylePass

_CELLS = 160
_COLORS = 40


def redraw(image: Field, _focus: Field | None, _seed: int) -> Field:
    height, width = image.shape[:2]
    side = max(height, width) / _CELLS
    small = resize(image, max(8, round(width / side)), max(8, round(height / side)))
    small = clamp((small - 0.5) * 1.16 + 0.52)
    small = clamp(small + (small - blur(small, 1.0)) * 0.7)
    picture = Image.fromarray((small * 255).astype(np.uint8))
    few = picture.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    return np.asarray(few.resize((width, height), Image.Resampling.NEAREST), np.float32) / 255


STYLE = StylePass(serves=(Style.PIXEL_ART,), redraw=redraw, wants_vignette=False)
