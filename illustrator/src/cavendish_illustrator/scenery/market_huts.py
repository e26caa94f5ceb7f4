"""The wooden huts of a Christmas market: a lit counter under a snowy gable."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.scenery.buildings import windows_are_lit

_WOODS: Final = ("#8a5a34", "#7a4a2c", "#9a6840")
_GOODS: Final = ("#d8343c", "#f0c040", "#3f8f5a", "#f4ece0", "#c86a2a")
_SNOW: Final = "#f4f8fc"
_BULBS: Final = ("#ffd76a", "#ff8a5a", "#fff0c0")


def market_hut(canvas: Canvas, x: float, foot: float, width: float) -> None:
    """Set one hut with its middle at `x`; its lamp shines at any hour and glows in the dark."""
    tall, rng = width * 0.86, canvas.rng
    layer, lights = canvas.layer(), canvas.layer()
    wood = rgb(_WOODS[int(rng.integers(3))])
    left, right, top = x - width / 2, x + width / 2, foot - tall
    layer.rect(left, top, right, foot, wood)
    for y in np.arange(top, foot, max(3.0, tall * 0.07)):
        layer.line((left, float(y)), (right, float(y)), clamp(wood * 0.8), 1)
    _counter(layer, lights, (left, top, right, foot), rng)
    _gable(layer, (left, top, right), wood)
    for k, at in enumerate(np.linspace(left - width * 0.05, right + width * 0.05, 11)):
        lights.circle(float(at), top + width * 0.07 + (k % 2) * width * 0.015, width * 0.018, _BULBS[k % 3])
    canvas.lay(layer)
    canvas.shine(lights, 0.5 if windows_are_lit(canvas) else 0.25)


def _counter(
    layer: VectorLayer,
    lights: VectorLayer,
    place: tuple[float, float, float, float],
    rng: np.random.Generator,
) -> None:
    """The opening with a warm inside, what hangs and lies there, and the board in front."""
    left, top, right, foot = place
    width, tall = right - left, foot - top
    high, low = top + tall * 0.2, top + tall * 0.6
    layer.rect(left + width * 0.08, high, right - width * 0.08, low, "#5a3418")
    lights.rect(left + width * 0.08, high, right - width * 0.08, low, "#e8a648")
    for at in np.linspace(left + width * 0.17, right - width * 0.17, 6):
        color = _GOODS[int(rng.integers(len(_GOODS)))]
        drop = high + tall * float(rng.uniform(0.07, 0.13))
        lights.line((float(at), high), (float(at), drop), "#7a4a1c", 1)
        lights.circle(float(at), drop, width * 0.028, color)
    for at in np.linspace(left + width * 0.14, right - width * 0.14, 8):
        color = _GOODS[int(rng.integers(len(_GOODS)))]
        lights.ellipse((float(at), low), (width * 0.048, tall * 0.06), color, arc=(180, 360))
    layer.rect(left - width * 0.03, low, right + width * 0.03, low + tall * 0.07, "#c89a64")
    for k, at in enumerate(np.linspace(left, right, 7)[:-1]):
        if k % 2 == 0:
            x0, x1 = float(at), float(at) + width / 6
            layer.polygon(
                [(x0, low + tall * 0.07), (x1, low + tall * 0.07), ((x0 + x1) / 2, low + tall * 0.2)],
                "#b8323a",
            )


def _gable(layer: VectorLayer, place: tuple[float, float, float], wood: np.ndarray) -> None:
    left, top, right = place
    width = right - left
    middle, peak, over = (left + right) / 2, top - width * 0.34, width * 0.1
    layer.polygon([(left, top), (right, top), (middle, peak)], clamp(wood * 1.15))
    star = [
        (
            middle + np.sin(k * np.pi / 5) * width * (0.075 if k % 2 == 0 else 0.032),
            top - width * 0.11 - np.cos(k * np.pi / 5) * width * (0.075 if k % 2 == 0 else 0.032),
        )
        for k in range(10)
    ]
    layer.polygon(star, "#ffd76a")
    for side in (left - over, right + over):
        layer.line((side, top + over * 0.55), (middle, peak - 2), clamp(wood * 0.6), max(3.0, width * 0.07))
        layer.line((side, top + over * 0.3), (middle, peak - width * 0.05), _SNOW, max(3.0, width * 0.06))
    layer.circle(middle, peak - width * 0.05, width * 0.04, _SNOW)
