"""Fireworks for any night sky."""

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import from_hsv


def _burst(canvas: Canvas, x: float, y: float, radius: float, hue: float) -> None:
    layer = canvas.layer(
        Box(int(x - radius * 1.1), int(y - radius * 1.1), int(radius * 2.2), int(radius * 2.2))
    )
    for k in range(30):
        angle = k * 2 * np.pi / 30
        reach = radius * float(canvas.rng.uniform(0.75, 1.0))
        for step in range(1, 7):
            t = step / 6
            spot = (x + np.cos(angle) * reach * t, y + np.sin(angle) * reach * t + radius * 0.1 * t * t)
            layer.circle(
                spot[0], spot[1], (1.2 + 2.4 * t) * canvas.unit, from_hsv(hue + 20 * t, 0.75 - 0.4 * t, 1.0)
            )
    canvas.shine(layer, 1.3)


def fireworks(canvas: Canvas, count: int = 7) -> None:
    """Burst fireworks over the upper part of the picture and let them glow."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    for k in range(count):
        x = width * (0.1 + 0.8 * ((k * 0.37 + float(rng.uniform(0, 0.1))) % 1))
        radius = min(width, height) * float(rng.uniform(0.08, 0.17))
        _burst(canvas, x, height * float(rng.uniform(0.1, 0.4)), radius, float(rng.uniform(0, 360)))
    canvas.spread_glow(1.0)
