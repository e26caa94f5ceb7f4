"""Pixel art: few large cells in a small palette."""

import numpy as np
from PIL import Image

from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.painting.pixel_ops import blur, resize
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_CELLS = 128
_COLORS = 32
_STRONG, _MOST_COPIES = 0.42, 12
"""How far a pixel's channels lie apart to count more, and how much more at most."""


def _palette(small: Field) -> Image.Image:
    """The colours of a picture in which strong ones count more: a red scarf is small and yet seen."""
    pixels = small.reshape(-1, 3)
    strength = pixels.max(-1) - pixels.min(-1)
    strong = pixels[strength > _STRONG]
    copies = min(_MOST_COPIES, len(pixels) // (2 * len(strong))) if len(strong) else 0
    rows = np.concatenate([pixels, np.tile(strong, (copies, 1))]) if copies else pixels
    sample = Image.fromarray((rows[None] * 255).astype(np.uint8))
    return sample.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def pixelated(image: Field, cells: int) -> Field:
    """The picture in so many cells along its longer side."""
    height, width = image.shape[:2]
    side = max(height, width) / cells
    small = resize(image, max(8, round(width / side)), max(8, round(height / side)))
    small = clamp((small - 0.5) * 1.16 + 0.52)
    small = clamp(small + (small - blur(small, 1.0)) * 0.7)
    picture = Image.fromarray((small * 255).astype(np.uint8))
    few = picture.quantize(palette=_palette(small), dither=Image.Dither.NONE).convert("RGB")
    return np.asarray(few.resize((width, height), Image.Resampling.NEAREST), np.float32) / 255


def redraw(image: Field, _focus: Field | None, _seed: int) -> Field:
    return pixelated(image, _CELLS)


STYLE = StylePass(serves=(Style.PIXEL_ART,), redraw=redraw, wants_vignette=False)
