"""What a passenger sees: the land behind the window of a train or an aeroplane, a small table before it."""

from functools import partial
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.company.setting_choice import belongs_on_table
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import Field, clamp, rgb, smoothstep
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay, Weather
from cavendish_illustrator.scenery.finishing import rain, snowfall
from cavendish_illustrator.scenery.setting_registry import (
    SettingTemplate,
    is_snowy,
    paint_view,
    view_named,
)
from cavendish_illustrator.vocabulary.concept_classes import any_animate


class _Pane(NamedTuple):
    """The window in parts of the picture, and how round its corners are, in parts of its smaller side."""

    left: float
    top: float
    right: float
    bottom: float
    roundness: float


_PANES: Final = {
    "train_window": _Pane(0.1, 0.1, 0.9, 0.7, 0.12),
    "plane_window": _Pane(0.28, 0.08, 0.72, 0.7, 0.46),
}
_VIEWS: Final = {"train_window": "hills", "plane_window": "clouds"}
"""What passes by where nobody says what."""
_WALLS: Final = {
    "train_window": ("#5f7a74", "#7a5f4a", "#6a6f84"),
    "plane_window": ("#dfe3e8", "#e6e2da", "#d8dfe6"),
}
_SEATS: Final = ("#8a3f3a", "#3f5f8a", "#4f7a5a")
_SURFACE_Y: Final = 0.82


def paint_carriage_window(canvas: Canvas, spec: PictureSpec, *, key: str) -> None:
    """The land in the window, the wall around it, seats at both sides and the ledge in front."""
    height, width = canvas.height, canvas.width
    name = view_named(spec) or _VIEWS[key]
    canvas.img[:] = paint_view(spec, name, (width, height), canvas.light.time, canvas.seed)
    if spec.weather in (Weather.RAIN, Weather.STORM):
        rain(canvas, 2000, 0.7)
    elif is_snowy(spec):
        snowfall(canvas)
    pane = _PANES[key]
    distance = _distance(canvas, pane)
    wall = rgb(_WALLS[key][canvas.seed % 3]) * (0.92 + 0.1 * canvas.noise((60, 60), 3, 0.5))[..., None]
    canvas.blend(wall * canvas.light.ambient, smoothstep(-1, 1, distance))
    rim = 15 * canvas.unit
    edge = smoothstep(rim, rim - 2, np.abs(distance - rim * 0.7))
    canvas.blend(rgb("#d8dade" if key == "train_window" else "#f4f4f2") * canvas.light.ambient, edge)
    _sheen(canvas, pane, distance)
    layer = canvas.layer()
    _seats(layer, canvas, key)
    if key == "train_window" and not any_animate(spec.subjects):
        _ledge(layer, canvas)
    canvas.lay(layer)
    canvas.keep_sharp(smoothstep(-2, 2, distance) * 0.6)
    _set_stage(canvas, spec)


def _distance(canvas: Canvas, pane: _Pane) -> Field:
    """How far each pixel is outside a rounded window; negative within."""
    left, right = pane.left * canvas.width, pane.right * canvas.width
    top, bottom = pane.top * canvas.height, pane.bottom * canvas.height
    half_x, half_y = (right - left) / 2, (bottom - top) / 2
    corner = min(half_x, half_y) * 2 * pane.roundness
    dx = np.abs(canvas.xs - (left + right) / 2) - half_x + corner
    dy = np.abs(canvas.ys - (top + bottom) / 2) - half_y + corner
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    return np.asarray(outside + np.minimum(np.maximum(dx, dy), 0) - corner, np.float32)


def _sheen(canvas: Canvas, pane: _Pane, distance: Field) -> None:
    """Two pale slanting bands, by which one sees that there is glass."""
    slant = canvas.xs / canvas.width + canvas.ys / canvas.height * 0.4
    middle = (pane.left + pane.right) / 2 + 0.16
    for at, wide in ((middle - 0.16, 0.035), (middle - 0.06, 0.015)):
        band = smoothstep(wide, wide * 0.6, np.abs(slant - at))
        canvas.blend(np.ones(3, np.float32), band * 0.1 * (distance < 0))


def _seats(layer: VectorLayer, canvas: Canvas, key: str) -> None:
    """The backs of two seats that face each other across the table."""
    width, height, color = canvas.width, canvas.height, rgb(_SEATS[canvas.seed % 3])
    reach = 0.13 if key == "train_window" else 0.2
    for side in (0, 1):
        x0, x1 = (-0.05, reach) if side == 0 else (1.05, 1 - reach)
        top, curve = height * 0.46, (x1 - x0) * 0.3
        points = [
            (width * x0, height),
            (width * x0, top),
            (width * (x1 - curve), top),
            (width * x1, top + height * 0.06),
            (width * (x1 + (x1 - x0) * 0.12), height),
        ]
        layer.polygon(points, color)
        head = [(width * x0, top), (width * (x1 - curve), top), (width * x1, top + height * 0.06)]
        layer.polyline(head, clamp(color * 1.25), 6 * canvas.unit)
        x = width * (x0 + (x1 - x0) * 0.8)
        layer.line((x, top + height * 0.08), (x, height), clamp(color * 0.8), 3 * canvas.unit)


def _ledge(layer: VectorLayer, canvas: Canvas) -> None:
    """A folding table on one leg under the window."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    top = height * (_SURFACE_Y - 0.07)
    layer.rect(width * 0.48, top, width * 0.52, height, "#6f7378")
    layer.polygon(
        [(width * 0.2, top), (width * 0.8, top), (width * 0.86, height * 0.9), (width * 0.14, height * 0.9)],
        "#cfae84",
    )
    layer.rect(width * 0.14, height * 0.9, width * 0.86, height * 0.9 + 20 * unit, "#9a7a56")
    for k in range(1, 4):
        y = top + (height * 0.9 - top) * k / 4
        layer.line((width * (0.2 - 0.015 * k), y), (width * (0.8 + 0.015 * k), y), "#c09c70", 2 * unit)


def _set_stage(canvas: Canvas, spec: PictureSpec) -> None:
    stage, height, width = canvas.stage, canvas.height, canvas.width
    canvas.is_indoors = True
    stage.near_y, stage.far_y, stage.sky_y = height * 0.97, height * 0.9, height * 0.3
    stage.left, stage.right = width * 0.2, width * 0.8
    stage.hero_height = min(height * 0.62, width * 0.56)
    stage.water_top = stage.water_bottom = 0.0
    if spec.subjects and all(belongs_on_table(subject.concept) for subject in spec.subjects):
        stage.kind, stage.near_y, stage.far_y = StageKind.SURFACE, height * 0.885, height * _SURFACE_Y
        stage.hero_height = min(height * 0.3, width * 0.3)


SETTINGS = tuple(
    SettingTemplate(
        names=(key,),
        paint=partial(paint_carriage_window, key=key),
        times=(TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR),
    )
    for key in _PANES
)
