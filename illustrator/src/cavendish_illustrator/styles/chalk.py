"""Chalk: coloured chalk rubbed onto a slate board, with white outlines."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import contours, flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_BOARD = np.array([0.13, 0.165, 0.155], np.float32)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    shape = image.shape[:2]
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 12)
    field = to_hsv(clamp(flat))
    bright = field[..., 2].copy()
    field[..., 1] = clamp(field[..., 1] * 0.85)
    field[..., 2] = clamp(0.62 + 0.38 * bright)
    chalk = to_rgb(field)
    dust = noise(shape, (90 * unit, 60 * unit), rng, 3)
    board = _BOARD * (0.9 + 0.24 * dust)[..., None]
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    tooth = blur(rng.random(shape, dtype=np.float32), 1.1 * max(unit, 0.7)) - 0.5
    strokes = 0.5 + 0.5 * np.sin((xs * 0.8 + ys) * (2 * np.pi / (13 * unit)) + dust * 9)
    press = 0.2 + 0.42 * bright * (0.6 + 0.4 * near) + 0.3 * near * bright
    rub = clamp(press * (0.72 + 0.34 * strokes) + tooth * 1.1 * (0.4 + press))
    drawn = mix(board, chalk, (rub * 0.92)[..., None])
    lines = contours(flat, near, 1.3) * (0.75 + 0.25 * near)
    line = clamp(lines * (1.0 + tooth * 1.4))
    return clamp(mix(drawn, "#f6f4ea", smoothstep(0.1, 0.75, line)[..., None]))


STYLE = StylePass(serves=(Style.CHALK,), redraw=redraw, wants_vignette=False)
