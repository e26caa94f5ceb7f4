"""Strings of bulbs: over roof terraces, and in any place whose prompt names them."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.scenery.buildings import windows_are_lit


def string_lights(canvas: Canvas, levels: tuple[float, ...] = (0.1, 0.2)) -> None:
    """Hang strings of warm bulbs across the picture; they glow when it is dark."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    strings, bulbs = canvas.layer(), canvas.layer()
    t = np.linspace(0, 1, 37)
    for level in levels:
        ys = height * level + height * float(canvas.rng.uniform(0.05, 0.09)) * 4 * t * (1 - t)
        strings.polyline(np.stack([t * width, ys], 1), "#3a332f", 2 * unit)
        for k in range(1, 36, 2):
            bulbs.circle(float(t[k] * width), float(ys[k]) + 9 * unit, 8 * unit, "#ffe0a0")
    canvas.lay(strings)
    canvas.shine(bulbs, 1.3 if windows_are_lit(canvas) else 0.3)
    canvas.spread_glow(0.9)
