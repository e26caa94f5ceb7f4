"""A broad windowsill from near by: what stands on it has the weather behind the panes."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.company.setting_choice import belongs_on_table
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import clamp, rgb, vary
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay, Weather
from cavendish_illustrator.scenery.finishing import rain, snowfall
from cavendish_illustrator.scenery.interiors import paint_wall
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import hills
from cavendish_illustrator.settings.city import facades

_ROOM = 0x51
"""The room has chances of its own: the weather outside changes nothing in it."""
_WALLS = ("#c9b39a", "#a8b8b4", "#d4b4a4", "#b4b0c4")
_CURTAINS = ("#b5554a", "#5f7f94", "#d9b45a", "#8a9a6a")


def _outside(canvas: Canvas, spec: PictureSpec, foot: float) -> None:
    height = canvas.height
    paint_sky(canvas, foot, clouds=0.6)
    if canvas.rng.random() < 0.5:
        facades(canvas, foot, height * 0.36)
    snowy = is_snowy(spec)
    for rise, haze in ((0.16, 0.35), (0.08, 0.12)):
        hills(
            canvas, foot - height * (rise - 0.04), height * 0.07, "#e6eef6" if snowy else "#7aa25c", haze=haze
        )
    canvas.spread_glow(0.8)
    if spec.weather in (Weather.RAIN, Weather.STORM):
        rain(canvas, 2800, 0.8)
    elif snowy:
        snowfall(canvas)


def _frame(canvas: Canvas, box: tuple[float, float, float, float]) -> None:
    left, top, right, foot = box
    layer, unit = canvas.layer(), canvas.unit
    layer.frame(left, top, right, foot, "#f4efe4", 26 * unit)
    for share in (1 / 3, 2 / 3):
        x = left + (right - left) * share
        layer.line((x, top), (x, foot), "#f4efe4", 13 * unit)
    y = top + (foot - top) * 0.4
    layer.line((left, y), (right, y), "#f4efe4", 13 * unit)
    color = rgb(_CURTAINS[canvas.seed % len(_CURTAINS)])
    for side in (-1, 1):
        outer = left - 40 * unit if side < 0 else right + 40 * unit
        for fold in range(5):
            near, far = outer - side * fold * 24 * unit, outer - side * (fold + 1) * 24 * unit
            shade = clamp(color * (0.8 + 0.09 * (fold % 3)))
            layer.polygon(
                [
                    (near, top - 30 * unit),
                    (far, top - 30 * unit),
                    (far + side * 20 * unit, foot),
                    (near, foot),
                ],
                shade,
            )
    canvas.lay(layer)


def paint_windowsill(canvas: Canvas, spec: PictureSpec) -> None:
    """Panes with the outside, curtains, and the sill across the foot of the picture."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    foot, left, right, top = height * 0.74, width * 0.14, width * 0.86, height * 0.07
    _outside(canvas, spec, foot)
    view = canvas.img.copy()
    canvas.rng = np.random.default_rng([canvas.seed, _ROOM])
    wall = vary(_WALLS[canvas.seed % len(_WALLS)], canvas.rng, 0.04)
    paint_wall(canvas, height, wall)
    rows, columns = slice(round(top), round(foot)), slice(round(left), round(right))
    canvas.img[rows, columns] = view[rows, columns]
    _frame(canvas, (left, top, right, foot))
    sill = canvas.layer()
    sill.rect(0, foot, width, height * 0.93, "#f0e8d8")
    sill.rect(0, height * 0.93, width, height * 0.93 + 26 * unit, "#cfc2ac")
    canvas.lay(sill)
    shade = canvas.rows(foot, foot + 30 * unit)
    canvas.img[shade] *= 0.9
    named = {subject.concept for subject in spec.subjects}
    for name, x, tall in (("potted-plant", 0.08, 0.3), ("books", 0.93, 0.11)):
        if name not in named and not (name == "books" and "open-book" in named):
            finish = Finish(relight=0.35, rim=False, focus=0.5)
            put(canvas, name, (width * x, height * 0.86), min(height, width) * tall, finish)
    stage = canvas.stage
    stage.near_y, stage.far_y, stage.sky_y = height * 0.9, height * 0.82, height * 0.3
    stage.left, stage.right = width * 0.18, width * 0.84
    stage.hero_height = min(height * 0.5, width * 0.5)
    if spec.subjects and all(belongs_on_table(subject.concept) for subject in spec.subjects):
        stage.kind, stage.near_y, stage.far_y = StageKind.SURFACE, height * 0.91, height * 0.86
    canvas.is_indoors = True


SETTINGS = (
    SettingTemplate(
        names=("windowsill",),
        paint=paint_windowsill,
        times=(TimeOfDay.DAY, TimeOfDay.DAWN, TimeOfDay.GOLDEN_HOUR),
    ),
)
