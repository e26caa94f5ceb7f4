"""Mid-century: teal, mustard, coral and cream in flat shapes with the grain of a print, and atomic stars."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Style

_INKS = ("#1f5f66", "#5fb0a6", "#e2a63b", "#e2725b", "#f6ead0", "#3a2f2c")
_STARS = ((0.14, 0.14, 0.05), (0.84, 0.1, 0.065), (0.62, 0.2, 0.03), (0.34, 0.08, 0.03), (0.93, 0.3, 0.03))


def _stars(size: tuple[int, int]) -> Field:
    width, height = size
    side = min(size)
    layer = VectorLayer(0, 0, width, height)
    for x, y, reach in _STARS:
        for k in range(4):
            turn, long = np.pi * k / 4, side * reach * (1.0 if k % 2 == 0 else 0.62)
            dx, dy = long * np.cos(turn), long * np.sin(turn)
            at = width * x, height * y
            layer.line((at[0] - dx, at[1] - dy), (at[0] + dx, at[1] + dy), "#ffffff", side * 0.005)
        layer.circle(width * x, height * y, side * reach * 0.2, "#ffffff")
    return layer.pixels[..., 3].astype(np.float32) / 255


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    shape = image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 10)
    printed = mix(flat, in_few_colors(flat, _INKS), (0.9 - 0.6 * near)[..., None])
    is_sky = smoothstep(0.45, 0.65, luminance(flat)) * (1 - near)
    printed = mix(printed, _INKS[3 - seed % 2], (_stars((shape[1], shape[0])) * is_sky)[..., None])
    sand = blur(rng.random(shape, dtype=np.float32), 0.7 * max(unit, 0.7)) - 0.5
    shade = smoothstep(0.7, 0.2, luminance(flat))
    printed = printed * (1 + sand * (0.12 + 0.3 * shade))[..., None]
    return clamp(
        printed * np.array([1.0, 0.985, 0.95], np.float32) * paper(shape, rng, unit, 0.04)[..., None]
    )


STYLE = StylePass(serves=(Style.MID_CENTURY,), redraw=redraw, wants_vignette=False)
