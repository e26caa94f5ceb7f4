"""Strings of flags over a street or a lawn, as a festival hangs them."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, rgb
from cavendish_illustrator.scenery.buildings import windows_are_lit

_FLAGS: Final = ("#e0503c", "#f2c230", "#3f9a5a", "#3a7fc8", "#f07ab0", "#f4f0e4")
_PLACES: Final = 32


def flag_strings(canvas: Canvas, levels: tuple[float, ...] = (0.04, 0.13, 0.22)) -> None:
    """Hang cords from edge to edge, with flags and here and there a lamp; levels in parts of the height."""
    for level in levels:
        _string(canvas, level, float(canvas.rng.uniform(0.06, 0.09)))


def _string(canvas: Canvas, level: float, sag: float) -> None:
    width, height, unit = canvas.width, canvas.height, canvas.unit
    cloth, lamps = canvas.layer(), canvas.layer()
    t = np.linspace(0, 1, _PLACES + 1)
    tilt = float(canvas.rng.uniform(-0.03, 0.03))
    xs, ys = t * width, height * (level + tilt * (t - 0.5) + sag * 2.4 * t * (1 - t))
    cloth.polyline(np.stack([xs, ys], 1), "#4a3a34", 2 * unit)
    half, tall = width / _PLACES * 0.4, height * 0.042
    shift = int(canvas.rng.integers(len(_FLAGS)))
    for k in range(_PLACES):
        x, y = float(xs[k] + xs[k + 1]) / 2, float(ys[k] + ys[k + 1]) / 2
        color = _FLAGS[(k + shift) % len(_FLAGS)]
        if k % 8 == 4:
            lamps.ellipse((x, y + tall * 0.5), (half * 0.8, tall * 0.5), "#ffcf70")
        else:
            cloth.polygon([(x - half, y), (x + half, y), (x, y + tall)], color)
            cloth.polygon([(x, y), (x + half, y), (x, y + tall)], clamp(rgb(color) * 0.86))
    canvas.lay(cloth)
    canvas.shine(lamps, 0.9 if windows_are_lit(canvas) else 0.2)
