"""Anime: a clear painted background and even, bright tones, without texture or ink on every edge."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import flatten, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_BLOOM = 0.22


def redraw(image: Field, focus: Field | None, _seed: int) -> Field:
    unit = unit_of(image)
    near = np.zeros(image.shape[:2], np.float32) if focus is None else clamp(blur(focus, 2 * unit) * 1.6)
    calm = blur(flatten(image, 5 * unit), 1.6 * unit)
    drawn = mix(calm, mix(flatten(image, 2 * unit), image, 0.6), near[..., None])
    field = to_hsv(clamp(drawn))
    field[..., 1] = clamp(field[..., 1] * 1.18)
    field[..., 2] = clamp(field[..., 2] * 1.06)
    bright = to_rgb(field)
    glow = blur(bright * smoothstep(0.62, 0.95, luminance(bright))[..., None], 26 * unit)
    return clamp(bright + glow * _BLOOM * (1 - 0.6 * near[..., None]))


STYLE = StylePass(serves=(Style.ANIME,), redraw=redraw, wants_vignette=False)
