"""Wide land without trees: the steppe under its grass, the tundra, and dunes along a coast."""

from functools import partial
from typing import NamedTuple

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.foliage import grass
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains, rocks
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.scenery.windy_air import lean as wind_lean


class _Look(NamedTuple):
    near: str
    far: str
    blades: str
    flowers: tuple[str, ...]
    range_snow: float
    """How far down the hills at the horizon are white; below 0 there are none."""


_LOOKS = {
    "steppe": _Look("#b49a4a", "#d8c27a", "#c8ac58", ("#e8dcb0", "#b87ac0"), -1.0),
    "tundra": _Look("#7f7a48", "#a89a68", "#8f8a50", ("#c86a4a", "#d8b860", "#f4f0e4"), 0.7),
}
_SNOW = "#eef3f9"


def paint_open_land(canvas: Canvas, spec: PictureSpec, *, key: str) -> None:
    """Grass to a low horizon under a great sky; far off a swell of hills or mountains with snow."""
    look, height, width, rng = _LOOKS[key], canvas.height, canvas.width, canvas.rng
    horizon = height * float(rng.uniform(0.54, 0.6))
    paint_sky(canvas, horizon, clouds=0.55)
    paint_rays(canvas, 0.1)
    snowy = is_snowy(spec)
    if look.range_snow >= 0:
        mountains(canvas, horizon + 3, height * 0.16, "#7f8aa0", haze=0.5, snow=look.range_snow)
    for rise, haze in ((0.05, 0.45), (0.025, 0.2)):
        hills(
            canvas,
            horizon + height * (0.03 - rise * 0.4),
            height * rise,
            _SNOW if snowy else look.far,
            haze=haze,
        )
    ground(
        canvas,
        horizon + height * 0.02,
        _SNOW if snowy else look.near,
        _SNOW if snowy else look.far,
        texture=0.3,
    )
    canvas.is_soft = True
    if not snowy:
        grass(canvas, horizon + height * 0.06, look.blades, count=4200, flowers=look.flowers)
        _plumes(canvas, look, horizon)
    if key == "tundra":
        rocks(canvas, 9, (0.02, 0.72, 0.98, 0.95), (8, 26), "#8a8880")
    canvas.stage.near_y, canvas.stage.far_y = height * 0.93, height * 0.78
    canvas.stage.left, canvas.stage.right = width * 0.1, width * 0.9


def _plumes(canvas: Canvas, look: _Look, horizon: float) -> None:
    """Feather grass that the wind bends one way, larger toward the viewer."""
    layer, rng, unit = canvas.layer(), canvas.rng, canvas.unit
    lean = 1 if rng.random() < 0.5 else -1
    for depth in np.sort(rng.uniform(0.1, 1, 190)):
        y = horizon + (canvas.height - horizon) * float(depth)
        x, tall = float(rng.uniform(0, canvas.width)), (10 + 46 * float(depth)) * unit
        tip = (x + lean * tall * 0.7, y - tall * float(rng.uniform(0.8, 1.1)))
        bend = (x + lean * tall * 0.14, y - tall * 0.7)
        layer.polyline([(x, y), bend, tip], clamp(rgb(look.blades) * float(rng.uniform(0.8, 1.2))), 2 * unit)
        layer.ellipse(
            ((bend[0] + tip[0]) / 2, (bend[1] + tip[1]) / 2),
            (tall * 0.24, max(1.0, tall * 0.045)),
            "#efe4c0",
            angle=float(np.degrees(np.arctan2(tip[1] - bend[1], tip[0] - bend[0]))),
        )
    canvas.lay(layer, opacity=0.85)


def paint_dune_coast(canvas: Canvas, _spec: PictureSpec) -> None:
    """Pale dunes with marram grass, between them the sea."""
    height, rng = canvas.height, canvas.rng
    horizon = height * 0.5
    paint_sky(canvas, horizon, clouds=0.6)
    water(canvas, horizon, height * 0.64, "#3f7f9a", reflection=0.4, ripple=0.9)
    side = 1 if rng.random() < 0.5 else -1
    for base, tall, lean, color in ((0.68, 0.16, side, "#e6d2a4"), (0.82, 0.16, -side, "#dcc490")):
        _dune(canvas, height * base, height * tall, lean, color)
    ground(canvas, height * 0.78, "#d8be88", "#e4d0a0", texture=0.2)
    canvas.is_soft = True
    for low, count, size in ((0.62, 60, 0.05), (0.72, 44, 0.085), (0.84, 34, 0.13)):
        _marram(canvas, height * low, count, size)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.93, height * 0.82


def _dune(canvas: Canvas, base: float, tall: float, side: int, color: str) -> None:
    """A crest that is high on one side of the picture and low on the other."""
    reach = canvas.xs / canvas.width if side > 0 else 1 - canvas.xs / canvas.width
    crest = (
        base - tall * (0.1 + 0.9 * smoothstep(0.25, 1.0, reach)) - canvas.outline(420, 2)[None] * tall * 0.2
    )
    rows = canvas.rows(base - tall * 1.4, canvas.height)
    depth = canvas.ys[rows] - crest
    ripple = np.sin(depth / (7 * canvas.unit) + canvas.noise((90, 30), 3, 0.5, rows) * 9) * 0.02
    shade = 0.86 + 0.14 * np.exp(-np.maximum(depth, 0) / (60 * canvas.unit)) + ripple
    paint = rgb(color) * shade[..., None] * canvas.light.ambient
    canvas.blend(paint, smoothstep(-0.8, 0.8, depth), rows)


def _marram(canvas: Canvas, top: float, count: int, size: float) -> None:
    layer, rng, unit = canvas.layer(), canvas.rng, canvas.unit
    blown = 1.7 * wind_lean(canvas)
    for _ in range(count):
        edge = float(rng.beta(0.5, 0.5))
        x, y = canvas.width * edge, top + canvas.height * float(rng.uniform(0.02, 0.14))
        tall = canvas.height * size * float(rng.uniform(0.7, 1.3))
        for _blade in range(9):
            tip = (x + (float(rng.normal(0, 0.4)) + blown) * tall, y - tall * float(rng.uniform(0.6, 1.1)))
            tone = clamp(rgb("#8f9a58") * float(rng.uniform(0.75, 1.2)))
            middle = (x * 0.7 + tip[0] * 0.3, y - tall * 0.6)
            layer.polyline([(x, y), middle, tip], tone, max(1.0, tall * 0.03, 2 * unit))
    canvas.lay(layer)


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET)
SETTINGS = (
    *(
        SettingTemplate(names=(key,), paint=partial(paint_open_land, key=key), times=_LIGHTS)
        for key in _LOOKS
    ),
    SettingTemplate(names=("dune_coast",), paint=paint_dune_coast, times=_LIGHTS),
)
