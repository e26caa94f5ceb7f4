"""A village of tree houses, with bridges of rope and lanterns between them."""

import numpy as np

from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.settings.forest import paint_forest

_HOUSES = ((0.5, 0.72, 0.42), (0.16, 0.86, 0.56), (0.84, 0.88, 0.58))
"""Where each stands: across, the foot, its height, in parts of the picture."""
_DECK = 0.62
"""How far up a tree house its floor is, in parts of its height."""


def paint_tree_village(canvas: Canvas, spec: PictureSpec) -> None:
    """Three tree houses in a wood, the far one first, their floors joined by hanging bridges."""
    paint_forest(canvas, spec)
    width, height = canvas.width, canvas.height
    tall = min(height, width * 1.1)
    floors = [(width * x, height * foot - tall * size * (1 - _DECK)) for x, foot, size in _HOUSES]
    for number, (x, foot, size) in enumerate(_HOUSES):
        put(canvas, "treehouse", (width * x, height * foot), tall * size, QUIET)
        if number:
            _bridge(canvas, floors[number], floors[0])
    canvas.spread_glow(0.9)
    stage = canvas.stage
    stage.near_y, stage.far_y = height * 0.97, height * 0.92
    stage.hero_height = min(height * 0.26, width * 0.3)
    stage.is_whole = True
    stage.tags = frozenset({"treehouse", "lantern"})


def _bridge(canvas: Canvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    unit, t = canvas.unit, np.linspace(0, 1, 21)
    xs = start[0] + (end[0] - start[0]) * t
    ys = start[1] + (end[1] - start[1]) * t + canvas.height * 0.045 * 4 * t * (1 - t)
    layer, lamps = canvas.layer(), canvas.layer()
    for k, (x, y) in enumerate(zip(xs, ys, strict=True)):
        layer.line((x, y), (x, y - 24 * unit), "#5a4530", 2 * unit)
        if k % 4 == 2:
            lamps.circle(float(x), float(y) + 20 * unit, 10 * unit, "#ffd27a")
            layer.line((x, y), (x, y + 12 * unit), "#5a4530", 2 * unit)
    layer.polyline(np.stack([xs, ys], 1), "#8a6238", 9 * unit)
    layer.polyline(np.stack([xs, ys - 24 * unit], 1), "#b8935a", 3 * unit)
    canvas.lay(layer)
    canvas.shine(lamps, 1.2 if windows_are_lit(canvas) else 0.4)


SETTINGS = (
    SettingTemplate(
        names=("tree_village",),
        paint=paint_tree_village,
        times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN),
    ),
)
