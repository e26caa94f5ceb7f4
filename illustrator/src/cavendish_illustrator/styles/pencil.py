"""Pencil: contours by colour dodge and hatching that follows the tones."""

import math

import numpy as np

from cavendish_illustrator.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.noise_field import noise
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.pixel_ops import blur
from cavendish_illustrator.style_parts import flatten, paper, unit_of
from cavendish_illustrator.style_registry import StylePass

_HATCHES = ((0.8, 0.62, 5.0), (-0.7, 0.4, 5.0), (0.15, 0.24, 4.0))
"""Angle, tone below which it starts, spacing in units."""


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    rng, unit = np.random.default_rng(seed), unit_of(image)
    shape = image.shape[:2]
    detail = np.zeros(shape, np.float32) if focus is None else clamp(blur(focus, 4 * unit) * 1.4)
    calm = mix(flatten(image, 8 * unit), image, detail[..., None])
    grey = blur(luminance(calm), 0.7 * unit)
    dodge = clamp(grey / np.maximum(1 - blur(1 - grey, 9 * unit), 0.02))
    contour = clamp((dodge - 0.55) / 0.45) ** 1.5
    tone = blur(grey, 4 * unit)
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    wobble = (noise(shape, (60 * unit, 60 * unit), rng, 3) - 0.5) * 14 * unit
    pressure = 0.6 + 0.6 * noise(shape, (8 * unit, 8 * unit), rng, 2)
    shading = np.ones(shape, np.float32)
    for angle, start, spacing in _HATCHES:
        lines = np.sin(
            (xs * math.cos(angle) + ys * math.sin(angle) + wobble) * (2 * math.pi / (spacing * unit))
        )
        shading *= (
            1 - smoothstep(start + 0.1, start - 0.22, tone) * smoothstep(-0.1, 0.8, lines) * 0.55 * pressure
        )
    value = clamp(contour * shading * (0.92 + 0.1 * tone))
    drawn = mix("#29292f", "#f6f3ed", value[..., None])
    return clamp(drawn * paper(shape, rng, unit, 0.05)[..., None])


STYLE = StylePass(serves=(Style.PENCIL,), redraw=redraw, wants_vignette=False)
