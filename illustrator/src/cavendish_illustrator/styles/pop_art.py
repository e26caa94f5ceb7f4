"""Pop art: loud flat inks, great dots and thick black outlines."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import contours, flat_areas, focus_cover, halftone, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_GROUNDS = (
    ("#10a5c8", "#ffd21f", "#fff3c4"),
    ("#e6227b", "#ff9ec4", "#ffe94a"),
    ("#6a2fb0", "#2fc4d8", "#fff06a"),
    ("#d8262f", "#ffb629", "#bfe8f4"),
)
"""Dark, middle and light ink of what is behind."""
_SOLID = 0.5


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, shape = unit_of(image), image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 10)
    tone = luminance(flat)
    away = tone[near < _SOLID] if focus is not None and (near < _SOLID).any() else tone
    low, high = (float(v) for v in np.percentile(away, (5, 95)))
    step = clamp((tone - low) / max(high - low, 0.08))
    deep, middle, light = (rgb(color) for color in _GROUNDS[seed % len(_GROUNDS)])
    upper = smoothstep(0.62, 0.66, step)[..., None]
    behind = mix(mix(deep, middle, smoothstep(0.3, 0.34, step)[..., None]), light, upper)
    dots = halftone(shape, max(5.0, 15 * unit), 0.6)
    behind = mix(
        behind, mix(behind, "#ffffff", 0.55), (smoothstep(0.42, 0.5, dots) * (1 - upper[..., 0]))[..., None]
    )
    field = to_hsv(clamp(flat))
    field[..., 1] = clamp(field[..., 1] * 1.5)
    field[..., 2] = clamp(np.round(field[..., 2] * 4 + 0.35) / 4)
    figure = to_rgb(field)
    small = halftone(shape, max(4.0, 9 * unit), 0.6)
    shade = smoothstep(0.6, 0.3, tone) * smoothstep(0.3, 0.5, small)
    figure = figure * (1 - 0.35 * shade)[..., None]
    printed = behind if focus is None else mix(behind, figure, smoothstep(0.4, 0.6, near)[..., None])
    lines = contours(flat, near, 1.7) * (0.3 + 0.7 * near if focus is not None else 1.0)
    return clamp(mix(printed, "#15121a", lines[..., None]))


STYLE = StylePass(serves=(Style.POP_ART,), redraw=redraw, wants_vignette=False)
