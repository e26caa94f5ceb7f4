"""A lane of sand between fields: wheel tracks, a wooden fence, flowers on both sides."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.foliage import grass, tree, tree_row
from cavendish_illustrator.scenery.lands_beyond import raise_lands_beyond
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.terrain import path
from cavendish_illustrator.settings.meadow import fence, paint_base, tree_kinds

_FLOWERS = ("#d8323c", "#5f78d8", "#ffffff", "#ffd84a")


def paint_lane(canvas: Canvas, spec: PictureSpec) -> None:
    """The lane winds to the horizon; a tall tree stands beside it."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    top = paint_base(canvas, spec, lands_wait=True)
    tree_row(
        canvas, np.arange(0.0, 1.02, 0.11), top, (height * 0.08, height * 0.17), tree_kinds(spec), haze=0.15
    )
    raise_lands_beyond(canvas, top, is_on_ground=True)
    path(canvas, top + height * 0.01, "#d9bd8c", bend=0.12, widths=(0.015, 0.42))
    if "fence" not in canvas.asked:
        fence(canvas, top + height * 0.1, height * 0.05, "#a8825a")
        path(canvas, top + height * 0.06, "#d9bd8c", bend=0.04, widths=(0.07, 0.42))
    side = 0.1 if rng.random() < 0.5 else 0.9
    tree(canvas, (width * side, top + height * 0.16), height * 0.42, tree_kinds(spec)[0])
    if not is_snowy(spec):
        keep = canvas.img.copy()
        grass(canvas, height * 0.78, "#5f9440", count=1900, flowers=_FLOWERS)
        depth = np.clip((canvas.ys - top) / (height - top), 0, 1)
        is_lane = np.abs(canvas.xs - width * 0.5) < width * (0.03 + 0.2 * depth**1.3)
        canvas.img[is_lane] = keep[is_lane]
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.82


SETTINGS = (
    SettingTemplate(
        names=("lane",), paint=paint_lane, times=(TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR)
    ),
)
