"""Paper cut: stacked sheets, each casting a soft shadow on the one below."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flatten, paper, quantise_colors, rounded, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    rng, unit = np.random.default_rng(seed), unit_of(image)
    shape = image.shape[:2]
    near = np.zeros(shape, np.float32) if focus is None else clamp(blur(focus, 1.5 * unit) * 1.3)
    sheets = quantise_colors(flatten(flatten(image, 18 * unit), 14 * unit), 9)
    sheets = rounded(sheets, 7 * unit)
    detail = rounded(quantise_colors(flatten(image, 4 * unit), 22), 1.4 * unit)
    cut = mix(sheets, detail, (near > 0.5).astype(np.float32)[..., None])
    level = 1 - luminance(cut) + near * 0.6
    offset = max(2, round(7 * unit))
    above = np.roll(level, (offset, offset), (0, 1))
    shadow = blur(clamp((above - level) * 3), 4 * unit)
    edge = clamp((level - np.roll(level, (2, 2), (0, 1))) * 4) * 0.12
    field = to_hsv(clamp(cut))
    field[..., 1] = clamp(field[..., 1] * 1.1)
    result = to_rgb(field) * (1 - 0.42 * shadow)[..., None] + edge[..., None]
    return clamp(result * paper(shape, rng, unit, 0.05)[..., None])


STYLE = StylePass(serves=(Style.PAPER_CUT,), redraw=redraw, wants_vignette=False)
