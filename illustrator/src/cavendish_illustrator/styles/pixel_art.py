"""Pixel art: few large cells in a small palette."""

import numpy as np
from PIL import Image

from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.painting.pixel_ops import blur, resize, to_hsv
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_CELLS = 128
_COLORS = 32
_STRONG, _MOST_COPIES = 0.2, 14
"""How far a pixel's channels lie apart to count more, and how much more at most."""
_HUES, _SHARE, _SPECKS = 12, 24, 5
"""Hues told apart, the part of a picture that each counts as at least, and so few pixels are no colour."""


def _palette(small: Field) -> Image.Image:
    """The colours of a picture in which strong ones count more: a red scarf is small and yet seen."""
    pixels = small.reshape(-1, 3)
    is_strong = pixels.max(-1) - pixels.min(-1) > _STRONG
    hues = (to_hsv(small).reshape(-1, 3)[:, 0] * (_HUES / 360)).astype(np.intp) % _HUES
    rows = [pixels]
    for hue in range(_HUES):
        own = pixels[is_strong & (hues == hue)]
        if len(own) > _SPECKS:
            rows.append(np.tile(own, (min(_MOST_COPIES, len(pixels) // (_SHARE * len(own))), 1)))
    joined = np.concatenate(rows)
    sample = Image.fromarray((joined[None] * 255).astype(np.uint8))
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
