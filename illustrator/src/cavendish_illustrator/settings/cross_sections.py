"""A building cut open, whose rooms are seen side by side."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, paint_view
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground
from cavendish_illustrator.understanding.place_words.cross_section_words import rooms_for

_STONE: Final = "#9a9288"
_PLASTER: Final = "#e4cfa8"
_ROOF: Final = "#a4483a"
_GAP: Final = 0.02
"""How thick floors and walls are, in parts of the picture's height."""


def paint_cut_building(canvas: Canvas, spec: PictureSpec) -> None:
    """A castle or a house without its front: the rooms that were named, then what else it has."""
    height, width = canvas.height, canvas.width
    foot, left, right, top = height * 0.93, width * 0.12, width * 0.88, height * 0.27
    is_castle = "castle" in spec.settings or any(one.concept == "castle" for one in spec.subjects)
    paint_sky(canvas, height * 0.8, clouds=0.5, has_disc=False)
    ground(canvas, int(height * 0.78), "#7aa25c", "#4f7a3c", texture=0.4)
    layer = canvas.layer()
    wall = _STONE if is_castle else _PLASTER
    layer.rect(left, top, right, foot, wall)
    (_battlements if is_castle else _gable)(layer, canvas, (left, top, right, foot))
    canvas.lay(layer)
    _fill_rooms(canvas, spec, (left, top, right, foot), is_castle=is_castle)
    canvas.focus += 0.4
    canvas.stage.is_whole = True
    canvas.stage.tags = frozenset({"castle", "house", "cottage", "bed", "oven"})
    canvas.stage.near_y = canvas.stage.far_y = height * 0.975
    canvas.stage.hero_height = height * 0.16


def _battlements(layer: VectorLayer, canvas: Canvas, box: tuple[float, float, float, float]) -> None:
    left, top, right, foot = box
    step, unit = (right - left) / 17, canvas.unit
    for k in range(0, 17, 2):
        layer.rect(left + k * step, top - 30 * unit, left + (k + 1) * step, top + 2, _STONE)
    for edge, side in ((left, -1), (right, 1)):
        near, far = edge + side * 60 * unit, edge - side * 50 * unit
        a, b = min(near, far), max(near, far)
        layer.rect(a, top - 110 * unit, b, foot, clamp(rgb(_STONE) * 0.9))
        layer.polygon(
            [
                (a - 14 * unit, top - 108 * unit),
                ((a + b) / 2, top - 230 * unit),
                (b + 14 * unit, top - 108 * unit),
            ],
            "#4f6a9a",
        )
        layer.line(((a + b) / 2, top - 230 * unit), ((a + b) / 2, top - 275 * unit), "#5a4a3a", 4 * unit)
        layer.polygon(
            [
                ((a + b) / 2, top - 275 * unit),
                ((a + b) / 2 + 44 * unit, top - 262 * unit),
                ((a + b) / 2, top - 250 * unit),
            ],
            "#c8342e",
        )


def _gable(layer: VectorLayer, canvas: Canvas, box: tuple[float, float, float, float]) -> None:
    left, top, right, _ = box
    unit, middle = canvas.unit, (left + right) / 2
    layer.rect(right - 150 * unit, top - 210 * unit, right - 96 * unit, top, "#8a5a48")
    layer.polygon(
        [(left - 34 * unit, top + 4), (middle, canvas.height * 0.05), (right + 34 * unit, top + 4)], _ROOF
    )
    layer.polygon(
        [(middle, canvas.height * 0.05), (right + 34 * unit, top + 4), (middle, top + 4)],
        clamp(rgb(_ROOF) * 0.88),
    )
    layer.circle(middle, top - 70 * unit, 40 * unit, "#f4ead6")
    layer.circle(middle, top - 70 * unit, 30 * unit, "#8fc4dc")


def _fill_rooms(
    canvas: Canvas, spec: PictureSpec, box: tuple[float, float, float, float], *, is_castle: bool
) -> None:
    """Paint each room in its own cell, two or three to a storey."""
    left, top, right, foot = box
    gap = canvas.height * _GAP
    inset = 56 * canvas.unit if is_castle else gap
    storeys = rooms_for(spec, is_castle=is_castle)
    tall = (foot - top - gap) / len(storeys)
    for level, rooms in enumerate(storeys):
        wide = (right - left - 2 * inset + gap) / len(rooms)
        for number, name in enumerate(rooms):
            cell = Box(
                round(left + inset + number * wide),
                round(top + gap + level * tall),
                round(wide - gap),
                round(tall - gap),
            )
            time = TimeOfDay.NIGHT if canvas.light.is_dark else TimeOfDay.DAY
            view = paint_view(spec, name, (cell.width, cell.height), time, canvas.seed + level * 3 + number)
            rows, columns = canvas.clip(cell)
            part = clamp(mix(view, rgb("#ffd9a0") * view, 0.2))
            edge = smoothstep(
                0, 7 * canvas.unit, np.minimum(canvas.ys[rows] - cell.top, canvas.xs[:, columns] - cell.left)
            )
            canvas.img[rows, columns] = part * (0.75 + 0.25 * edge)[..., None]


SETTINGS = (
    SettingTemplate(
        names=("cut_building",), paint=paint_cut_building, times=(TimeOfDay.DAY,), may_mirror=False
    ),
)
