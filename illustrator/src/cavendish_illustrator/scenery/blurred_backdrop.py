"""What is far behind goods before a camera: a room, so far out of focus that it is light alone."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, resize

_ROOMS: Final = (
    ("#3c2f28", "#8a6a4c", "#ffd9a0"),
    ("#2c3534", "#6f7d70", "#ffe9c4"),
    ("#3a3230", "#94806e", "#fff0d8"),
    ("#28303a", "#66788a", "#ffe2b4"),
)
"""A room's shadows, its walls and its lamps."""
_LAMPS: Final = 15
_SMALL: Final = 4
"""It is painted so much smaller."""


def blurred_room(canvas: Canvas, seed: int, edge: float) -> None:
    """A room of soft shapes and round lights above the row where the table begins."""
    rng = np.random.default_rng([seed, 41])
    width, height = max(32, canvas.width // _SMALL), max(32, round(edge) // _SMALL)
    dark, wall, lamp = (rgb(color) for color in _ROOMS[int(rng.integers(len(_ROOMS)))])
    x = np.linspace(0, 1, width, dtype=np.float32)[None]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    from_window = x if canvas.light.side > 0 else 1 - x
    room = mix(dark, wall, clamp(0.25 + 0.7 * from_window + 0.1 * (1 - y))[..., None])
    for _ in range(7):
        left, top = rng.uniform(-0.1, 0.95), rng.uniform(-0.2, 0.8)
        wide, tall = rng.uniform(0.06, 0.3), rng.uniform(0.15, 0.7)
        inside = ((x > left) & (x < left + wide) & (y > top) & (y < top + tall)).astype(np.float32)
        tone = float(rng.uniform(0.55, 1.5))
        room = mix(room, room * tone, inside[..., None])
    room = blur(room, 0.05 * width)
    window = smoothstep(0.24, 0.1, np.abs(from_window - 0.86)) * smoothstep(0.95, 0.6, y)
    room = mix(room, np.array([0.98, 0.97, 0.93], np.float32), 0.8 * blur(window, 0.03 * width)[..., None])
    room = clamp(room + _lamps((height, width), rng)[..., None] * lamp)
    rows = slice(0, min(canvas.height, round(edge)))
    canvas.img[rows] = resize(room, canvas.width, rows.stop, is_smooth=True)


def _lamps(shape: tuple[int, int], rng: np.random.Generator) -> Field:
    """Discs of light with a brighter rim, as an open lens makes them."""
    height, width = shape
    layer = np.zeros(shape, np.float32)
    for _ in range(_LAMPS):
        disc = np.zeros(shape, np.uint8)
        radius = int(width * rng.uniform(0.018, 0.05))
        at = (int(rng.uniform(0, width)), int(rng.uniform(-0.05, 0.75) * height))
        strength = float(rng.uniform(0.12, 0.5))
        cv2.circle(disc, at, radius, 200, -1, cv2.LINE_AA)
        cv2.circle(disc, at, radius, 255, max(1, radius // 6), cv2.LINE_AA)
        layer += disc.astype(np.float32) * (strength / 255)
    return blur(layer, 0.7)


def soften_depth(canvas: Canvas, feet: float) -> None:
    """The surface sharp where the goods stand, softer towards its far and its near edge."""
    away = np.abs(canvas.ys - feet) / canvas.height
    soft = blur(canvas.img, 6 * canvas.unit)
    canvas.img = mix(canvas.img, soft, smoothstep(0.05, 0.22, away)[..., None])
