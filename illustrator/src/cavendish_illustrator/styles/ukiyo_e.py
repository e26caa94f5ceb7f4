"""Japanese woodblock: flat soft inks with indigo outlines, a graded sky, the grain of the block and paper."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.style_parts import contours, flat_areas, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_INKS = ("#2b5583", "#7fb0c4", "#d3e2d6", "#f6ead0", "#dd7351", "#8aa571", "#e6c07a")
_OUTLINE, _PAPER = "#1c2b45", np.array([0.975, 0.945, 0.865], np.float32)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    shape = image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 12)
    bright = clamp(flat) ** 0.8
    printed = mix(bright, in_few_colors(bright, _INKS), (0.7 - 0.45 * near)[..., None])
    rows = np.linspace(0, 1, shape[0], dtype=np.float32)[:, None]
    is_sky = smoothstep(0.5, 0.72, luminance(flat)) * (1 - near)
    band = smoothstep(0.26, 0.0, rows) * is_sky * 0.8
    printed = mix(printed, _INKS[0], band[..., None])
    grain = noise(shape, (70 * unit, 3 * unit), rng, 2) - 0.5
    lines = contours(flat, near, 1.3) * (0.7 + 0.3 * near)
    printed = mix(printed * (1 + 0.06 * grain)[..., None], _OUTLINE, lines[..., None] * 0.9)
    return clamp(printed * _PAPER * 1.02 * paper(shape, rng, unit, 0.05)[..., None])


STYLE = StylePass(serves=(Style.UKIYO_E,), redraw=redraw, wants_vignette=False)
