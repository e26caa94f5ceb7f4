"""Ground before a photographed object whose lower part nobody saw: it stands behind a drift or a tuft."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, mix, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.painting.pixel_ops import blur

_STRIP: Final = 0.11
"""Height of the scene's nearest ground that the bank is made of, in the picture's."""
_HIDES: Final = 0.035
"""How far the bank reaches over the object's lower outline, in the picture's height."""
_SMOOTH: Final = 0.05
"""Length over which the bank's outline is even, in the picture's width."""
_UNEVEN, _RAGGED = 0.05, 0.02
"""Height of its waves and of its tufts, in the picture's."""
_SOLID: Final = 0.4
_HELD: Final = 0.05
"""Part of an edge that has to show the object for that edge to hold it."""


def lay_bank_before(canvas: Canvas, scene: Field, alpha: Field) -> None:
    """Let the scene's own ground rise before the object along its lower outline."""
    height = alpha.shape[0]
    top = _outline(canvas, alpha)
    strip = np.ascontiguousarray(scene[round((1 - _STRIP) * height) :])
    filled = np.pad(strip, ((height - strip.shape[0], 0), (0, 0), (0, 0)), mode="symmetric")
    depth = np.arange(height, dtype=np.float32)[:, None] - top[None]
    cover = smoothstep(-0.006 * height, 0.01 * height, depth)
    filled = blur(filled, 1.2 * canvas.unit) * (0.86 + 0.14 * smoothstep(0.0, 0.1 * height, depth))[..., None]
    shade = smoothstep(-0.05 * height, 0.0, depth) * (1 - cover) * alpha
    shaded = canvas.img * (1 - 0.35 * shade)[..., None]
    canvas.img = np.asarray(mix(shaded, filled, cover[..., None]), np.float32)
    canvas.focus = np.asarray(canvas.focus * (1 - cover), np.float32)


def _outline(canvas: Canvas, alpha: Field) -> Field:
    """The row of the bank's upper edge in each column."""
    height, width = alpha.shape
    solid = alpha > _SOLID
    has = solid.any(0)
    lowest = np.where(has, height - 1 - solid[::-1].argmax(0), np.nan).astype(np.float32)
    columns = np.arange(width, dtype=np.float32)
    known = np.flatnonzero(has)
    ground = float(np.nanmax(lowest)) if len(known) else 0.9 * height
    rows = np.interp(columns, columns[known], lowest[known]) if len(known) else np.full(width, ground)
    away = np.abs(columns[:, None] - columns[known][None]).min(1) if len(known) else columns * 0
    rows = rows + (ground - rows) * smoothstep(0.0, 0.25 * width, away)
    is_held_left, is_held_right = (
        float(solid[:, part].any(1).mean()) > _HELD
        for part in (np.s_[: width // 60 + 1], np.s_[-(width // 60) - 1 :])
    )
    if not is_held_right:  # a head that leans out over the ground is no slope
        rows = np.maximum.accumulate(rows)
    if not is_held_left:
        rows = np.maximum.accumulate(rows[::-1])[::-1]
    even = blur(np.repeat(rows[None].astype(np.float32), 5, 0), _SMOOTH * width)[2]
    rng = np.random.default_rng((canvas.seed & 0xFFFFFFFF, 229))
    waves = coarse_noise((1, width), (0.16 * width, 4.0), rng, 3)[0] - 0.5
    tufts = coarse_noise((1, width), (0.012 * width + 1, 4.0), rng, 2)[0] - 0.5
    return np.asarray(even - (_HIDES - _UNEVEN * waves - _RAGGED * tufts) * height, np.float32)
