"""Flat: few clean colours without texture, as in a vector illustration."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flatten, quantise_colors, rounded, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style


def redraw(image: Field, focus: Field | None, _seed: int) -> Field:
    unit = unit_of(image)
    near = np.zeros(image.shape[:2], np.float32) if focus is None else clamp(blur(focus, 2 * unit) * 1.4)
    calm = flatten(flatten(image, 16 * unit), 12 * unit)
    few = quantise_colors(calm, 18)
    few = blur(rounded(few, 5 * unit), 0.6 * unit)
    detail = quantise_colors(flatten(image, 3 * unit), 26)
    flat = mix(few, mix(detail, image, 0.35), near[..., None])
    field = to_hsv(clamp(flat))
    field[..., 1] = clamp(field[..., 1] * 1.12)
    field[..., 2] = clamp(field[..., 2] * 1.03)
    return to_rgb(field)


STYLE = StylePass(serves=(Style.FLAT,), redraw=redraw, wants_vignette=False)
