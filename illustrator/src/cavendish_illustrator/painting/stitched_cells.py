"""Pictures made of many equal square cells in few colours: bricks, cross-stitches."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from cavendish_illustrator.painting.color import Field, clamp, rgb
from cavendish_illustrator.painting.pixel_ops import blur, resize


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A picture in cells: every pixel's colour, and where it lies in its cell from -1 to 1."""

    color: Field
    across: Field
    down: Field
    side: float


def _palette_image(colors: tuple[str, ...]) -> Image.Image:
    palette = Image.new("P", (1, 1))
    entries = (np.stack([rgb(color) for color in colors]) * 255).astype(np.uint8)
    palette.putpalette(np.resize(entries, (256, 3)).tobytes())
    return palette


def in_cells(image: Field, count: int, colors: int | tuple[str, ...]) -> Cells:
    """Divide the picture into about `count` by `count` cells, in so many colours or in those given."""
    height, width = image.shape[:2]
    side = float(np.sqrt(height * width)) / count
    columns, rows = max(8, round(width / side)), max(8, round(height / side))
    small = clamp((resize(image, columns, rows) - 0.5) * 1.12 + 0.51)
    small = clamp(small + (small - blur(small, 1.0)) * 0.7)
    picture = Image.fromarray((small * 255).astype(np.uint8))
    if isinstance(colors, int):
        few = picture.quantize(colors, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    else:
        few = picture.quantize(palette=_palette_image(colors), dither=Image.Dither.NONE)
    large = few.convert("RGB").resize((width, height), Image.Resampling.NEAREST)
    xs = np.arange(width, dtype=np.float32)[None] * (columns / width)
    ys = np.arange(height, dtype=np.float32)[:, None] * (rows / height)
    across = np.broadcast_to(np.mod(xs, 1) * 2 - 1, (height, width))
    down = np.broadcast_to(np.mod(ys, 1) * 2 - 1, (height, width))
    return Cells(color=np.asarray(large, np.float32) / 255, across=across, down=down, side=width / columns)
