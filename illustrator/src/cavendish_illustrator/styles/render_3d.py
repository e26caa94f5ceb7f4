"""Glossy 3D: smooth rounded shapes with bright highlights, before a soft background."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix
from cavendish_illustrator.painting.pixel_ops import blur, gradient, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flatten, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style


def redraw(image: Field, focus: Field | None, _seed: int) -> Field:
    unit = unit_of(image)
    near = focus_cover(image, focus, 1.0)
    far = blur(flatten(image, 10 * unit), 2.5 * unit)
    fine = blur(flatten(image, 4 * unit), 0.7 * unit)
    calm = mix(far, fine, near[..., None])
    field = to_hsv(clamp(calm))
    field[..., 1] = clamp(field[..., 1] * 1.12)
    field[..., 2] = clamp(field[..., 2] * 1.04)
    matt = to_rgb(field)
    dome = blur(near, 6 * unit) * 4 + blur(near, 16 * unit) * 10 + blur(near, 36 * unit) * 22
    dome = dome + blur(luminance(calm), 5 * unit) * 4
    slope_x, slope_y = (blur(slope, 5 * unit) for slope in gradient(dome / unit))  # no steps of wide blurs
    steep = 1 / np.sqrt(slope_x**2 + slope_y**2 + 1)
    lit = clamp((0.4 * slope_x + 0.52 * slope_y + 0.76) * steep)
    gloss = clamp((0.34 * slope_x + 0.5 * slope_y + 0.8) * steep) ** 30 * 0.55
    share = near * 0.9
    shaded = matt * mix(np.ones_like(lit), 0.74 + 0.42 * lit, share)[..., None]
    return clamp(shaded + (gloss * near)[..., None])


STYLE = StylePass(serves=(Style.RENDER_3D,), redraw=redraw)
