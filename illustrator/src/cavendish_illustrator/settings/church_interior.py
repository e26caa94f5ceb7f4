"""The nave of a church: pillars, pointed windows of coloured glass, benches on both sides of the aisle."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.interiors import paint_floor, paint_wall
from cavendish_illustrator.scenery.setting_registry import SettingTemplate

_GLASS = ("#d8413f", "#2f6fb0", "#e8b23c", "#3f8f5a", "#7a4f9a", "#d9804a")


def _pointed(x: float, foot: float, half: float, tall: float) -> list[tuple[float, float]]:
    """The outline of a pointed arch."""
    spring = foot - tall * 0.62
    curve = np.linspace(0, 1, 9)
    left = [(x - half * float(1 - t**1.8), spring - (tall * 0.38) * float(t)) for t in curve]
    right = [(2 * x - px, py) for px, py in reversed(left)]
    return [(x - half, foot), *left, *right, (x + half, foot)]


def _glass(canvas: Canvas, layer: VectorLayer, x: float, foot: float, half: float, tall: float) -> None:
    layer.polygon(_pointed(x, foot, half, tall), "#4a4248")
    for row in range(6):
        for column in (-1, 0, 1):
            y = foot - tall * (0.07 + 0.115 * row)
            tone = _GLASS[int(canvas.rng.integers(len(_GLASS)))]
            layer.rect(
                x + half * (column * 0.58 - 0.25),
                y - tall * 0.095,
                x + half * (column * 0.58 + 0.25),
                y,
                tone,
            )
    layer.circle(x, foot - tall * 0.78, half * 0.3, _GLASS[int(canvas.rng.integers(3))])


def _benches(canvas: Canvas, front: VectorLayer, floor: float) -> None:
    """A red carpet up the aisle and benches on both sides."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    aisle = [(width * 0.45, floor), (width * 0.55, floor), (width * 0.68, height), (width * 0.32, height)]
    front.polygon(aisle, "#8f2f2f")
    for row in range(3):
        y, tall = floor + height * (0.07 + 0.085 * row), height * (0.05 + 0.018 * row)
        gap = width * (0.07 + 0.045 * row)
        for first, last in ((-5.0, width / 2 - gap), (width / 2 + gap, width + 5.0)):
            front.rect(first, y - tall, last, y, "#7a5232")
            front.rect(first, y - tall, last, y - tall + 7 * unit, "#98683f")


def paint_nave(canvas: Canvas, _spec: PictureSpec) -> None:
    """Look down the aisle toward the altar window."""
    height, width = canvas.height, canvas.width
    floor = height * 0.72
    canvas.is_indoors, canvas.horizon_y = True, floor
    stone = mix("#cfc4b0", "#3a3450", 0.4) if canvas.light.is_dark else rgb("#cfc4b0")
    paint_wall(canvas, floor, stone, "stone")
    paint_floor(canvas, floor, "#a89a86", "tiles")
    layer = canvas.layer()
    _glass(canvas, layer, width * 0.5, height * 0.56, width * 0.1, height * 0.46)
    for side in (-1, 1):
        _glass(canvas, layer, width * (0.5 + side * 0.3), height * 0.58, width * 0.055, height * 0.36)
    canvas.shine(layer, 0.25)
    front = canvas.layer()
    for share in (0.17, 0.42):
        for side in (-1, 1):
            x = width * (0.5 + side * share)
            half = width * (0.022 + 0.03 * (share > 0.3))
            front.rect(x - half, -5, x + half, floor + height * 0.03, "#b8ab94")
            front.rect(x + half * 0.4, -5, x + half, floor + height * 0.03, "#9a8d78")
            front.rect(x - half * 1.5, floor, x + half * 1.5, floor + height * 0.035, "#a89a84")
    front.rect(width * 0.4, height * 0.62, width * 0.6, floor, "#efe6d4")
    front.rect(width * 0.39, height * 0.605, width * 0.61, height * 0.63, "#8a5f3a")
    front.rect(width * 0.494, height * 0.5, width * 0.506, height * 0.6, "#d9b04a")
    front.rect(width * 0.475, height * 0.525, width * 0.525, height * 0.54, "#d9b04a")
    _benches(canvas, front, floor)
    canvas.lay(front)
    canvas.spread_glow(0.8)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.96, height * 0.9
    canvas.stage.left, canvas.stage.right = width * 0.28, width * 0.72


SETTINGS = (
    SettingTemplate(
        names=("church_interior",), paint=paint_nave, times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR)
    ),
)
