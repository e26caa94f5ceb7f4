"""Places out of doors that are a ground with what belongs on it: courts, yards, turbines, geysers."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import skyline
from cavendish_illustrator.scenery.foliage import grass, tree_row
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.settings.city import facades
from cavendish_illustrator.settings.meadow import tree_kinds

_HORIZON: Final = 0.56
_SNOW: Final = "#e8eff6"


@cache
def _grounds() -> dict[str, dict[str, Any]]:
    return read_table("settings/grounds.toml")


def paint_ground_place(canvas: Canvas, spec: PictureSpec, *, key: str) -> None:
    """What lies behind, the ground with its lines, what stands on it, who is there."""
    height, width, place = canvas.height, canvas.width, _grounds()[key]
    horizon = height * _HORIZON
    paint_sky(canvas, horizon, clouds=0.55)
    _BEHIND[place["behind"]](canvas, spec, horizon)
    near, far = (_SNOW, _SNOW) if canvas.is_snowy else place["ground"]
    top = horizon + height * (0.07 if place["behind"] == "sea" else 0.03)
    ground(canvas, top, near, far, texture=0.3 if place["soft"] else 0.12)
    _LINES[place["lines"]](canvas, top)
    if place["soft"] and not canvas.is_snowy:
        grass(canvas, height * 0.72, "#5f9440", count=1700, flowers=("#ffffff", "#ffd84a"))
    side = min(height, width)
    for name, x, foot, tall in place["props"]:
        if name not in canvas.asked:
            put(canvas, name, (width * x, height * foot), side * tall, QUIET)
    for x, foot, tall in place["people"]:
        gather(canvas, spec, height * foot, height * tall, (x,))
    canvas.spread_glow(0.8)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.85
    canvas.stage.hero_height = min(height * 0.46, width * 0.5)
    canvas.stage.water_top = canvas.stage.water_bottom = 0.0


def _skyline(canvas: Canvas, _spec: PictureSpec, horizon: float) -> None:
    skyline(canvas, horizon + 8, (canvas.height * 0.06, canvas.height * 0.2), "#8a97a8", haze=0.4)


def _houses(canvas: Canvas, _spec: PictureSpec, horizon: float) -> None:
    facades(canvas, horizon + canvas.height * 0.035, canvas.height * 0.34)


def _hills(canvas: Canvas, spec: PictureSpec, horizon: float) -> None:
    tone = _SNOW if is_snowy(spec) else "#7fa45c"
    hills(canvas, horizon + 6, canvas.height * 0.1, tone, haze=0.35)
    hills(canvas, horizon + canvas.height * 0.04, canvas.height * 0.07, tone, haze=0.12)


def _trees(canvas: Canvas, spec: PictureSpec, horizon: float) -> None:
    hills(canvas, horizon + 6, canvas.height * 0.05, "#7fa45c", haze=0.3)
    heights = (canvas.height * 0.16, canvas.height * 0.27)
    tree_row(
        canvas, np.arange(0.0, 1.02, 0.1), horizon + canvas.height * 0.04, heights, tree_kinds(spec), haze=0.1
    )


def _sea(canvas: Canvas, _spec: PictureSpec, horizon: float) -> None:
    mountains(canvas, horizon, canvas.height * 0.06, "#8a97a8", haze=0.5)
    water(canvas, horizon, horizon + canvas.height * 0.09, "#3f7f9f", reflection=0.5, ripple=0.6)


def _peaks(canvas: Canvas, _spec: PictureSpec, horizon: float) -> None:
    mountains(canvas, horizon + 10, canvas.height * 0.26, "#76808f", haze=0.45, snow=0.4)
    hills(canvas, horizon + 16, canvas.height * 0.06, "#8f9a6a", haze=0.25)


_BEHIND: Final[Mapping[str, Callable[[Canvas, PictureSpec, float], None]]] = {
    "skyline": _skyline,
    "houses": _houses,
    "hills": _hills,
    "trees": _trees,
    "sea": _sea,
    "peaks": _peaks,
}


def _no_lines(_canvas: Canvas, _top: float) -> None:
    """Bare ground."""


def _court(canvas: Canvas, top: float) -> None:
    """White lines in perspective and the net across."""
    height, width = canvas.height, canvas.width
    layer = canvas.layer()

    def at(across: float, down: float) -> tuple[float, float]:
        y = top + (height * 0.98 - top) * down**1.25
        return width * (0.5 + across * (0.3 + 0.3 * down)), y

    for points in (
        ((-0.8, 0.08), (0.8, 0.08), (0.8, 1.0), (-0.8, 1.0), (-0.8, 0.08)),
        ((-0.6, 0.08), (-0.6, 1.0)),
        ((0.6, 0.08), (0.6, 1.0)),
        ((-0.6, 0.26), (0.6, 0.26)),
        ((-0.6, 0.74), (0.6, 0.74)),
        ((0.0, 0.26), (0.0, 0.74)),
    ):
        layer.polyline([at(*point) for point in points], "#f6f3ea", max(2.0, height * 0.007))
    left, right = at(-0.9, 0.46), at(0.9, 0.46)
    tall = height * 0.085
    for x in np.linspace(left[0], right[0], 60):
        layer.line((float(x), left[1] - tall), (float(x), left[1]), "#3a3f44", 1)
    for y in np.linspace(left[1] - tall, left[1], 8):
        layer.line((left[0], float(y)), (right[0], float(y)), "#3a3f44", 1)
    layer.line((left[0], left[1] - tall), (right[0], right[1] - tall), "#ffffff", max(2.0, height * 0.012))
    for x in (left[0], right[0]):
        layer.line((x, left[1] - tall * 1.08), (x, left[1] + 2), "#2f5f4a", max(2.0, height * 0.012))
    canvas.lay(layer)


def _ramps(canvas: Canvas, top: float) -> None:
    """A quarter pipe on either side, a bank with a rail between, and what was sprayed on them."""
    height, width = canvas.height, canvas.width
    layer = canvas.layer()
    low = top + height * 0.2
    for way, edge in ((1, 0.0), (-1, width)):
        t = np.linspace(0, np.pi / 2, 14)
        reach, tall = width * 0.3, height * 0.24
        curve = [(edge + way * reach * (1 - np.cos(s)) * 1.0, low - tall * (1 - np.sin(s))) for s in t]
        layer.polygon([(edge, low), (edge, low - tall), *curve, (edge + way * reach, low)], "#77757a")
        layer.polyline(np.array(curve), "#e0ddd6", max(2.0, height * 0.012))
        layer.line((edge, low - tall), (edge + way * width * 0.02, low - tall), "#d8463c", height * 0.02)
    box = [(0.4, 0.13), (0.6, 0.13), (0.66, 0.2), (0.34, 0.2)]
    layer.polygon([(width * x, top + height * y) for x, y in box], "#a3a09a")
    layer.line(
        (width * 0.36, top + height * 0.1), (width * 0.64, top + height * 0.1), "#5f86b8", height * 0.012
    )
    for x in (0.4, 0.6):
        layer.line(
            (width * x, top + height * 0.1), (width * x, top + height * 0.16), "#4a5560", height * 0.008
        )
    for x, y, color in (
        (0.08, 0.16, "#e8503c"),
        (0.13, 0.17, "#f0c030"),
        (0.9, 0.15, "#3a9ad0"),
        (0.5, 0.175, "#c84a9a"),
    ):
        layer.ellipse((width * x, top + height * y), (width * 0.03, height * 0.018), color)
    canvas.lay(layer)


def _bays(canvas: Canvas, top: float) -> None:
    height, width = canvas.height, canvas.width
    layer = canvas.layer()
    for first, last, spread in ((0.08, 0.17, 0.5), (0.28, 0.42, 0.62)):
        for k in range(7):
            across = (k / 6 - 0.5) * 2
            high, low = top + (height - top) * first, top + (height - top) * last * 1.3
            x0, x1 = width * (0.5 + across * spread), width * (0.5 + across * spread * 1.16)
            layer.line((x0, high), (x1, low), "#e8e6de", max(2.0, height * 0.006))
    canvas.lay(layer)


def _geysers(canvas: Canvas, top: float) -> None:
    """Pools with coloured rims, and columns of water and steam."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    layer = canvas.layer()
    pools = ((0.34, 0.14, 0.13), (0.72, 0.1, 0.1), (0.56, 0.3, 0.2))
    for x, down, wide in pools:
        spot = (width * x, top + height * down)
        for share, color in ((1.0, "#c8782f"), (0.86, "#e0b84a"), (0.72, "#6fb8a8"), (0.58, "#2f8fb8")):
            layer.ellipse(spot, (width * wide * share, height * wide * 0.3 * share), color)
    canvas.lay(layer)
    for x, down, tall in ((0.34, 0.14, 0.56), (0.72, 0.1, 0.34)):
        foot = top + height * down
        rows = canvas.rows(foot - height * tall, foot)
        up = (foot - canvas.ys[rows]) / (height * tall)
        drift = (canvas.noise((60, 80), 4, 0.55, rows) - 0.5) * width * 0.07 * up
        reach = width * (0.012 + 0.075 * up**1.3)
        cover = np.exp(-(((canvas.xs - width * x - drift) / reach) ** 2)) * smoothstep(1.0, 0.55, up)
        canvas.blend(mix("#ffffff", canvas.light.haze, 0.15), np.asarray(cover * 0.95, np.float32), rows)
    drops = canvas.layer()
    for _ in range(90):
        x = width * 0.34 + float(rng.normal(0, 0.03)) * width
        drops.circle(
            x, top + height * float(rng.uniform(-0.36, 0.12)), float(rng.uniform(1, 3)) * unit, "#ffffff"
        )
    canvas.lay(drops, opacity=0.8)


def _towers(canvas: Canvas, top: float) -> None:
    """Cooling towers with their steam, a hall and a striped chimney."""
    height, width = canvas.height, canvas.width
    layer = canvas.layer()
    foot = top + height * 0.05
    for x, tall in ((0.34, 0.36), (0.6, 0.42)):
        steps = np.linspace(0, 1, 14)
        half = width * 0.1 * (0.62 + 0.42 * (steps - 0.62) ** 2 / 0.38)
        left = [
            (width * x - float(h), foot - height * tall * float(s)) for s, h in zip(steps, half, strict=True)
        ]
        right = [
            (width * x + float(h), foot - height * tall * float(s)) for s, h in zip(steps, half, strict=True)
        ]
        layer.polygon([*left, *right[::-1]], "#c4c0b8")
        layer.polygon([*[(px + (width * x - px) * 0.9, py) for px, py in right], *right[::-1]], "#aaa69e")
    layer.rect(width * 0.72, foot - height * 0.12, width * 0.9, foot, "#9a5f4a")
    layer.rect(width * 0.83, foot - height * 0.46, width * 0.855, foot, "#e8e4dc")
    for share in (0.3, 0.38, 0.44):
        layer.rect(
            width * 0.83, foot - height * share, width * 0.855, foot - height * (share - 0.03), "#c83a32"
        )
    canvas.lay(layer)
    for x, tall in ((0.34, 0.36), (0.6, 0.42)):
        y = foot - height * (tall + 0.09)
        rows = canvas.rows(y - height * 0.2, foot - height * tall)
        puff = canvas.noise((90, 60), 4, 0.55, rows)
        cover = canvas.spot(width * x, y, (width * 0.1, height * 0.1), rows) * smoothstep(
            0.3, 0.6, puff + 0.2
        )
        canvas.blend(rgb("#f6f6f6"), np.asarray(cover * 0.9, np.float32), rows)


_LINES: Final[Mapping[str, Callable[[Canvas, float], None]]] = {
    "none": _no_lines,
    "court": _court,
    "ramps": _ramps,
    "bays": _bays,
    "geysers": _geysers,
    "towers": _towers,
}

_LIGHTS: Final = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR)
SETTINGS = tuple(
    SettingTemplate(names=(key,), paint=partial(paint_ground_place, key=key), times=_LIGHTS)
    for key in _grounds()
)
