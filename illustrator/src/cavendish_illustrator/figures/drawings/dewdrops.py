"""Drops of dew on a drawing: each a clear bead with a dark rim above, a bright one below and a glint."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur

_MOST, _LARGEST, _SMALLEST = 60, 0.028, 0.007
"""How many drops there are, and how wide they are in parts of the figure's height."""
_INSIDE: Final = 0.92


def with_dewdrops(rgba: Field) -> Field:
    """The pixels with drops strewn over them."""
    height, width = rgba.shape[:2]
    rng = np.random.default_rng([height, width, 29])
    result = rgba.copy()
    solid = blur(rgba[..., 3], 0.012 * height) > _INSIDE
    rows, columns = np.nonzero(solid)
    if not len(rows):
        return result
    for at in rng.integers(len(rows), size=_MOST):
        share = float(rng.random() ** 2.4)
        _lay_drop(
            result, (int(columns[at]), int(rows[at])), height * (_SMALLEST + share * (_LARGEST - _SMALLEST))
        )
    return clamp(result)


def _lay_drop(rgba: Field, at: tuple[int, int], radius: float) -> None:
    reach = int(1.5 * radius) + 2
    top, left = max(0, at[1] - reach), max(0, at[0] - reach)
    part = rgba[top : at[1] + reach, left : at[0] + reach, :3]
    ys = (np.arange(part.shape[0], dtype=np.float32)[:, None] + top - at[1]) / radius
    xs = (np.arange(part.shape[1], dtype=np.float32)[None] + left - at[0]) / (0.9 * radius)
    away, soft = np.hypot(xs, ys), 0.8 / max(radius, 1.0)
    inside = smoothstep(1 + soft, 1 - soft, away)
    shade = smoothstep(1.5, 0.9, np.hypot(xs - 0.2, ys - 0.35)) * (1 - inside)
    part *= (1 - 0.4 * shade)[..., None]
    body = 1 + (0.5 * smoothstep(-0.3, 0.9, ys + 0.3 * xs) - 0.35 * smoothstep(0.2, -0.9, ys)) * inside
    part *= body[..., None]
    glint = smoothstep(0.32 + soft, 0.3 - soft, np.hypot(xs + 0.32, ys + 0.38)) * inside
    rim = 0.4 * smoothstep(0.62, 0.92, away) * smoothstep(0.1, 0.8, ys) * inside
    part += (0.85 * glint + rim)[..., None] * (1 - part)
