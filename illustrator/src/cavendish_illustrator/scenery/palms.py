"""Palms with ringed trunks and feathered fronds, as they lean over beaches and islands."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, mix, rgb, vary
from cavendish_illustrator.painting.vector_layer import VectorLayer

_TRUNK: Final = ("#6f5238", "#a98559", "#c9a878")
_GREENS: Final = ("#27582c", "#3f7f38", "#6aa648")
_SNOW: Final = "#eef4fa"
_RINGS, _LEAFLETS = 13, 15
_FRONDS: Final = (
    (200, 0.8, 0),
    (340, 0.8, 0),
    (250, 0.7, 0),
    (292, 0.72, 0),
    (168, 0.92, 1),
    (12, 0.92, 1),
    (222, 1.0, 1),
    (318, 1.0, 1),
    (188, 1.02, 2),
    (352, 1.02, 2),
    (270, 0.78, 2),
)
"""In which direction each frond starts (degrees clockwise from the right), its length and how lit it is."""


def palm(
    canvas: Canvas, at: tuple[float, float], tall: float, *, lean: float = 0.2, haze: float = 0.0
) -> None:
    """Plant one with its foot at `at`; it leans by `lean` of its height to the right."""
    x, foot = at
    layer = canvas.layer()
    crown = _trunk(layer, canvas, (x, foot), tall, lean)
    for angle, share, light in _FRONDS:
        turned = np.radians(angle + float(canvas.rng.normal(0, 5)) + lean * 16)
        _frond(layer, canvas, crown, (float(turned), tall * 0.42 * share), light)
    for k in range(3):
        layer.circle(crown[0] + (k - 1) * tall * 0.022, crown[1] + tall * 0.022, tall * 0.02, "#7a4f2a")
    canvas.lay(layer, haze=haze)


def _trunk(
    layer: VectorLayer, canvas: Canvas, foot: tuple[float, float], tall: float, lean: float
) -> tuple[float, float]:
    steps = np.linspace(0, 1, _RINGS)
    xs = foot[0] + tall * lean * steps**1.7
    ys = foot[1] - tall * 0.82 * steps
    halves = tall * (0.036 - 0.017 * steps) + tall * 0.02 * np.exp(-steps * 9)
    left = list(zip(xs - halves, ys, strict=True))
    right = list(zip(xs + halves, ys, strict=True))
    layer.polygon([*left, *right[::-1]], _TRUNK[1])
    side = canvas.light.side
    shaded = list(zip(xs - side * halves * 0.2, ys, strict=True))
    edge = list(zip(xs - side * halves, ys, strict=True))
    layer.polygon([*shaded, *edge[::-1]], _TRUNK[0])
    for k in range(1, _RINGS):
        ends = (xs[k] - halves[k], ys[k] + halves[k] * 0.3), (xs[k] + halves[k], ys[k] - halves[k] * 0.1)
        layer.line(*ends, _TRUNK[0], max(1.0, tall * 0.007))
    layer.polyline(
        [(x + side * h * 0.6, y) for x, y, h in zip(xs, ys, halves, strict=True)],
        _TRUNK[2],
        max(1.0, tall * 0.007),
    )
    return float(xs[-1]), float(ys[-1])


def _frond(
    layer: VectorLayer, canvas: Canvas, crown: tuple[float, float], reach: tuple[float, float], light: int
) -> None:
    """A rib that rises, bends over and hangs, with leaflets on both sides."""
    angle, length = reach
    tone = vary(_GREENS[light], canvas.rng, 0.07)
    steps = np.linspace(0, 1, _LEAFLETS)
    xs = crown[0] + np.cos(angle) * length * steps
    ys = crown[1] + np.sin(angle) * length * 0.75 * steps + length * 0.62 * steps**2.3
    for k in range(1, _LEAFLETS):
        along = np.array([xs[k] - xs[k - 1], ys[k] - ys[k - 1]])
        along /= float(np.hypot(*along)) or 1.0
        across = np.array([-along[1], along[0]])
        size = length * 0.25 * (1.0 - 0.72 * abs(2 * steps[k] - 0.8) ** 1.6)
        for side in (-1, 1):
            hang = np.array([0.0, 0.35])
            tip = np.array([xs[k], ys[k]]) + (across * side * 0.75 + along * 0.75 + hang) * size
            root = np.array([xs[k], ys[k]])
            shade = tone * (0.86 if side * across[1] > 0 else 1.1)
            color = mix(_SNOW, shade, 0.35) if canvas.is_snowy and light else shade
            layer.polygon(
                [tuple(root - along * size * 0.1), tuple(tip), tuple(root + along * size * 0.16)],
                clamp(color),
            )
    layer.polyline(list(zip(xs, ys, strict=True)), clamp(rgb(_GREENS[2]) * 1.05), max(1.0, length * 0.014))
