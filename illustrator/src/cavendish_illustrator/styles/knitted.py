"""Knitted: every colour is a stitch of wool, two slanted strands in rows, with fluff over the edges."""

import numpy as np
from PIL import Image

from cavendish_illustrator.painting.color import Field, clamp, mix
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import resize
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_STITCHES = 62
"""How many stand along the longer side."""
_FLATNESS = 0.82
"""A stitch's height by its width."""
_COLORS = 26
_STRAND = 0.27


def redraw(image: Field, _focus: Field | None, seed: int) -> Field:
    height, width = image.shape[:2]
    wide = max(height, width) / _STITCHES
    tall = wide * _FLATNESS
    columns, rows = max(8, round(width / wide)), max(8, round(height / tall))
    small = clamp((resize(image, columns, rows) - 0.5) * 1.12 + 0.52)
    picture = Image.fromarray((small * 255).astype(np.uint8))
    few = picture.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    wool = np.asarray(few.resize((width, height), Image.Resampling.NEAREST), np.float32) / 255
    xs = np.arange(width, dtype=np.float32)[None] * (columns / width)
    ys = np.arange(height, dtype=np.float32)[:, None] * (rows / height)
    across, down = np.mod(xs, 1), np.mod(ys, 1)
    side = np.abs(across - 0.5)
    strand = (side - (0.44 - 0.36 * down)) / _STRAND
    arch = np.sqrt(np.maximum(1 - strand**2, 0))
    twist = 0.5 + 0.5 * np.sin((down * 2.2 + side * 3.4) * 2 * np.pi)
    fuzz = noise((height, width), (wide * 0.3, wide * 0.3), np.random.default_rng(seed), 2)
    light = 0.4 + 0.56 * arch + 0.1 * twist * arch + 0.14 * (fuzz - 0.5)
    lit = wool * light[..., None] * np.where(across < 0.5, 1.04, 0.95)[..., None]
    return clamp(mix(lit, wool, 0.12))


STYLE = StylePass(serves=(Style.KNITTED,), redraw=redraw, wants_vignette=False)
