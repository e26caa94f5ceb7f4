"""Courtyards: walls on three sides with arches or windows, paving, a well, pots, ivy and a bench."""

import itertools
from typing import Final

import numpy as np

from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import ColorLike, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.washing_lines import washing_line
from cavendish_illustrator.settings.city import cobbles

_LOOKS: Final = {
    "castle_courtyard": ("#a89c8a", "#6a6258"),
    "courtyard": ("#e6c896", "#b5603f"),
    "tenement_yard": ("#a8674f", "#5f5a58"),
}
"""The walls of each and what roofs them."""
_WHITE: Final = {"whitewashed": "#f6f3ea", "desert": "#d8a878", "mexican": "#e0a860", "breton": "#ddd6c8"}
_GLASS: Final = "#7f9cb0"
_LIT_SHARE: Final = 0.6
_WINDOWS: Final = {
    "castle_courtyard": ((0.25, 0.36), (0.32, 0.68)),
    "courtyard": ((0.27,), (0.32, 0.44, 0.56, 0.68)),
    "tenement_yard": ((0.25, 0.36), (0.31, 0.4, 0.5, 0.6, 0.69)),
}
"""The rows of windows in the far wall and where they are across."""
_BACK: Final = (0.26, 0.74, 0.17, 0.62)
"""The far wall: left, right, top and foot in parts of the picture."""


def paint_courtyard(canvas: Canvas, spec: PictureSpec) -> None:
    """Look into the yard from its gate."""
    height, width = canvas.height, canvas.width
    kind = _kind(spec)
    wall, roof = _LOOKS[kind]
    wall = _WHITE.get(spec.region, wall) if kind == "courtyard" else wall
    foot = height * _BACK[3]
    paint_sky(canvas, foot, clouds=0.4)
    cobbles(canvas, foot, "#a0968a")
    layer, lights = canvas.layer(), canvas.layer()
    _wings(layer, canvas, wall, roof)
    _far_wall(layer, canvas, kind, (wall, roof))
    _openings(layer, lights, canvas, kind, wall)
    canvas.lay(layer)
    if windows_are_lit(canvas):
        canvas.shine(lights, 0.8)
        canvas.spread_glow(0.8)
    if kind == "tenement_yard":
        for y in (0.24, 0.4):
            washing_line(
                canvas, (width * 0.16, height * y), (width * 0.84, height * (y + 0.03)), height * 0.09
            )
    _things(canvas, kind)
    gather(canvas, spec, height * 0.74, height * 0.13, (0.4, 0.62))
    stage = canvas.stage
    stage.near_y, stage.far_y = height * 0.95, height * 0.82
    stage.left, stage.right = width * 0.2, width * 0.8
    stage.hero_height = min(height * 0.46, width * 0.5)
    stage.tags = frozenset({"castle"}) if kind == "castle_courtyard" else frozenset()


def _kind(spec: PictureSpec) -> str:
    named = frozenset(spec.settings)
    if "castle" in named or "castle_courtyard" in named:
        return "castle_courtyard"
    return "tenement_yard" if "tenement_yard" in named else "courtyard"


def _side(canvas: Canvas, side: int, share: float, up: float) -> tuple[float, float]:
    """A point of a side wall: from the viewer, 0, to the far corner, 1, and from its foot to its top."""
    width, height = canvas.width, canvas.height
    near, far = (-0.04, _BACK[0]) if side < 0 else (1.04, _BACK[1])
    x = width * (near + (far - near) * share)
    foot = height * (0.98 + (_BACK[3] - 0.98) * share)
    top = height * (-0.3 + (_BACK[2] + 0.3) * share)
    return x, foot + (top - foot) * up


def _wings(layer: VectorLayer, canvas: Canvas, wall: str, roof: str) -> None:
    for side in (-1, 1):
        tone = clamp(rgb(wall) * (0.8 if side == canvas.light.side else 0.95))
        layer.polygon([_side(canvas, side, *at) for at in ((0, 0), (1, 0), (1, 1), (0, 1))], tone)
        layer.polygon(
            [_side(canvas, side, *at) for at in ((0, 0), (1, 0), (1, 0.1), (0, 0.1))], clamp(tone * 0.8)
        )
        layer.line(_side(canvas, side, 0, 0.5), _side(canvas, side, 1, 0.5), clamp(tone * 0.86), 2)
        layer.line(
            _side(canvas, side, 0.0, 0.99), _side(canvas, side, 1, 1.0), roof, max(3.0, canvas.height * 0.02)
        )


def _far_wall(layer: VectorLayer, canvas: Canvas, kind: str, colors: tuple[str, str]) -> None:
    wall, roof = colors
    width, height = canvas.width, canvas.height
    left, right, top, foot = (width * _BACK[0], width * _BACK[1], height * _BACK[2], height * _BACK[3])
    if kind == "castle_courtyard":
        for x, wide, rise in ((left, 0.07, 0.12), (right, 0.07, 0.12), (width * 0.5, 0.11, 0.16)):
            _turret(layer, (x, top, width * wide, height * rise), wall, roof)
        for x in np.arange(left, right, width * 0.03):
            layer.rect(float(x), top - height * 0.025, float(x) + width * 0.016, top + 2, wall)
    else:
        over = width * 0.012
        ridge = top - height * 0.09
        corners = [
            (left - over, top + 3),
            (right + over, top + 3),
            (right - over, ridge),
            (left + over, ridge),
        ]
        layer.polygon(corners, "#f2f6fb" if canvas.is_snowy else roof)
        for y in np.linspace(ridge, top, 6):
            layer.line((left, float(y)), (right, float(y)), clamp(rgb(roof) * 0.85), 1)
    layer.rect(left, top, right, foot, wall)
    if kind in ("castle_courtyard", "tenement_yard"):
        step = height * 0.025
        for number, y in enumerate(np.arange(top, foot, step)):
            layer.line((left, float(y)), (right, float(y)), clamp(rgb(wall) * 0.88), 1)
            for x in np.arange(left + (number % 2) * step, right, step * 2.2):
                layer.line((float(x), float(y)), (float(x), float(y) + step), clamp(rgb(wall) * 0.88), 1)


def _turret(layer: VectorLayer, place: tuple[float, float, float, float], wall: str, roof: str) -> None:
    x, top, wide, rise = place
    layer.rect(x - wide / 2, top - rise, x + wide / 2, top + rise * 3, clamp(rgb(wall) * 0.94))
    layer.polygon(
        [(x - wide * 0.62, top - rise), (x + wide * 0.62, top - rise), (x, top - rise - wide * 1.1)],
        mix(roof, "#6a3f3a", 0.5),
    )
    layer.rect(x - wide * 0.07, top - rise * 0.6, x + wide * 0.07, top - rise * 0.2, "#2f2a28")


def _arch(layer: VectorLayer, x: float, foot: float, half: float, tall: float, color: ColorLike) -> None:
    layer.rect(x - half, foot - tall + half, x + half, foot, color)
    layer.ellipse((x, foot - tall + half), (half, half), color, arc=(180, 360))


def _openings(layer: VectorLayer, lights: VectorLayer, canvas: Canvas, kind: str, wall: str) -> None:
    """An arcade or a gate below, windows above; slanting windows in the side walls."""
    rim = mix(wall, "#fff4dc", 0.5)
    _entrances(layer, canvas, kind, rim)
    rows, columns = _WINDOWS[kind]
    for row in rows:
        for x in columns:
            _window(layer, lights, canvas, (canvas.width * x, canvas.height * row), rim)
    for side in (-1, 1):
        for share, (low, high) in itertools.product((0.3, 0.56, 0.8), ((0.2, 0.36), (0.6, 0.74))):
            left, right = share - 0.06, share + 0.05
            corners = ((left, low), (right, low), (right, high), (left, high))
            points = [_side(canvas, side, *at) for at in corners]
            layer.polygon(points, _GLASS)
            layer.polyline([*points, points[0]], rim, max(2.0, 5 * canvas.unit))


def _entrances(layer: VectorLayer, canvas: Canvas, kind: str, rim: ColorLike) -> None:
    width, height, dark = canvas.width, canvas.height, "#3a302a"
    foot = height * _BACK[3]
    if kind == "castle_courtyard":
        _arch(layer, width * 0.5, foot, width * 0.062, height * 0.23, rim)
        _arch(layer, width * 0.5, foot, width * 0.05, height * 0.21, dark)
    elif kind == "courtyard":
        for k in range(5):
            x = width * (_BACK[0] + (_BACK[1] - _BACK[0]) * (k + 0.5) / 5)
            _arch(layer, x, foot, width * 0.037, height * 0.2, rim)
            _arch(layer, x, foot, width * 0.029, height * 0.186, dark)
    else:
        layer.rect(width * 0.47, foot - height * 0.17, width * 0.53, foot, "#5a4636")


def _window(
    layer: VectorLayer, lights: VectorLayer, canvas: Canvas, at: tuple[float, float], rim: ColorLike
) -> None:
    half, tall = canvas.width * 0.016, canvas.height * 0.07
    place = (at[0] - half, at[1], at[0] + half, at[1] + tall)
    layer.rect(place[0] - 3, place[1] - 3, place[2] + 3, place[3] + 3, rim)
    layer.rect(*place, _GLASS)
    if canvas.rng.random() < _LIT_SHARE:
        lights.rect(*place, "#ffd078")


def _things(canvas: Canvas, kind: str) -> None:
    height, width, side = canvas.height, canvas.width, min(canvas.height, canvas.width)
    rows = {
        "castle_courtyard": (
            ("well", 0.66, 0.78, 0.22),
            ("barrel", 0.15, 0.86, 0.14),
            ("hay_bale", 0.87, 0.87, 0.13),
        ),
        "courtyard": (
            *(
                ("well", 0.64, 0.79, 0.24),
                ("geranium-pot", 0.13, 0.9, 0.15),
                ("potted-plant", 0.86, 0.9, 0.22),
            ),
            *(("bench", 0.25, 0.8, 0.1), ("flower-pot", 0.78, 0.83, 0.1)),
        ),
        "tenement_yard": (
            ("bicycle", 0.3, 0.8, 0.14),
            ("trash-can", 0.84, 0.84, 0.13),
            ("bench", 0.7, 0.76, 0.09),
        ),
    }[kind]
    for name, x, foot, tall in rows:
        if name not in canvas.asked:
            put(canvas, name, (width * x, height * foot), side * tall, QUIET)


_LIGHTS: Final = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR)
SETTINGS = (SettingTemplate(names=tuple(_LOOKS), paint=paint_courtyard, times=_LIGHTS),)
