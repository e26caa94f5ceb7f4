"""Neon: glowing contours in the picture's own hues on near-black."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, gradient, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flatten, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style


def redraw(image: Field, focus: Field | None, _seed: int) -> Field:
    unit = unit_of(image)
    calm = flatten(image, 9 * unit)
    strongest = np.zeros(image.shape[:2], np.float32)
    for channel in range(3):
        along_x, along_y = gradient(blur(np.ascontiguousarray(calm[..., channel]), 1.4 * unit))
        strongest = np.maximum(strongest, np.hypot(along_x, along_y))
    if focus is not None:
        along_x, along_y = gradient(blur(focus, 1.5 * unit))
        strongest = np.maximum(
            strongest * (0.45 + 0.55 * clamp(focus * 1.5)), np.hypot(along_x, along_y) * 0.6
        )
    tubes = smoothstep(0.1, 0.34, strongest)
    field = to_hsv(calm)
    height, width = image.shape[:2]
    sweep = (
        np.linspace(290, 180, width, dtype=np.float32)[None]
        + np.linspace(0, 60, height, dtype=np.float32)[:, None]
    )
    is_grey = smoothstep(0.3, 0.1, field[..., 1])
    field[..., 0] = np.mod(field[..., 0] * (1 - is_grey) + sweep * is_grey, 360)
    field[..., 1], field[..., 2] = 0.85, 1.0
    light = to_rgb(field) * tubes[..., None]
    glow = blur(light, 4 * unit) * 0.9 + blur(light, 14 * unit) * 1.1 + blur(light, 44 * unit) * 0.9
    dark = calm * np.array([0.10, 0.07, 0.17], np.float32) + np.array([0.02, 0.012, 0.05], np.float32)
    lit = 1 - (1 - clamp(dark)) * (1 - clamp(glow * 0.8))
    return clamp(lit * (1 - tubes[..., None] * 0.9) + (light * 0.65 + 0.4 * tubes[..., None]))


STYLE = StylePass(serves=(Style.NEON,), redraw=redraw)
