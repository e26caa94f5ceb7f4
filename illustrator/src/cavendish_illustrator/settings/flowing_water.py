"""Rivers, streams, waterfalls, ponds and swamps."""

import numpy as np

from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.finishing import fog
from cavendish_illustrator.scenery.foliage import bush, grass, tree, tree_row
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_autumnal, is_snowy
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import bank, ground, hills, mountains, rocks
from cavendish_illustrator.scenery.water_surface import water

_FLOWERS = ("#ffffff", "#ffd84a", "#ff9ac0")


_BOATS = frozenset({"rowing-boat", "fishing-boat", "canoe", "sailboat", "houseboat", "raft", "motor-boat"})


def _trees(spec: PictureSpec) -> tuple[str, ...]:
    if "jungle" in spec.settings:
        return ("jungle", "jungle", "oak")
    if is_snowy(spec):
        return ("snowy_pine", "snowy")
    return ("autumn", "maple", "pine") if is_autumnal(spec) else ("oak", "pine", "birch")


def paint_river(canvas: Canvas, spec: PictureSpec) -> None:
    """A river winds from the hills to the viewer between wooded banks; with a boat it is a broad one."""
    is_used = any(one.pose == "fishing" or one.is_in_water for one in spec.subjects)
    if is_used or not _BOATS.isdisjoint(canvas.asked):
        _broad_river(canvas, spec)
        return
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * float(rng.uniform(0.46, 0.54))
    _far_side(canvas, spec, horizon)
    water(canvas, horizon + 18 * canvas.unit, height, "#3f7f9a", reflection=0.72, ripple=0.8)
    rows = canvas.rows(horizon + 16 * canvas.unit, height)
    depth = (canvas.ys[rows] - rows.start) / (height - rows.start)
    bend, phase = float(rng.uniform(0.08, 0.16)), float(rng.uniform(0, 6))
    middle = width * (0.5 + np.sin(depth**0.6 * 5.5 + phase) * bend * (1 - 0.4 * depth))
    half = width * (0.03 + 0.24 * depth**1.25)
    rough = (canvas.noise((60, 24), 3, 0.5, rows) - 0.5) * 30 * canvas.unit * (0.2 + depth)
    edge = np.abs(canvas.xs - middle) - half + rough
    bank(
        canvas,
        edge,
        "#e4ecf4" if is_snowy(spec) else "#a08a45" if is_autumnal(spec) else "#6f9a45",
        rows=rows,
    )
    canvas.blend(
        "#5a4630", np.exp(-((edge / (6 * canvas.unit)) ** 2)) * 0.5 * smoothstep(0, 0.1, depth), rows
    )
    for x, y, size in ((0.03, 0.66, 0.34), (0.94, 0.64, 0.3), (0.14, 0.6, 0.2), (0.86, 0.58, 0.18)):
        kinds = _trees(spec)
        tree(canvas, (width * x, height * y), height * size, kinds[int(rng.integers(len(kinds)))])
    rocks(canvas, 6, (0.1, 0.78, 0.9, 0.97), (10, 40))
    if not is_snowy(spec):
        _side_grass(canvas)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.84


def _broad_river(canvas: Canvas, spec: PictureSpec) -> None:
    """A river crosses the picture before the far bank's trees; the near bank is the ground."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon, bank_y = height * float(rng.uniform(0.42, 0.48)), height * 0.84
    _far_side(canvas, spec, horizon)
    water(canvas, horizon + 16 * canvas.unit, bank_y, "#3f86a6", reflection=0.7, ripple=1.0)
    for x, y, size in ((0.06, 0.6, 0.3), (0.95, 0.58, 0.26)):
        kinds = _trees(spec)
        tree(canvas, (width * x, height * (y - 0.1)), height * size, kinds[int(rng.integers(len(kinds)))])
    rocks(canvas, 5, (0.04, 0.62, 0.96, 0.8), (10, 34))
    is_white = is_snowy(spec)
    ground(canvas, bank_y, "#e4ecf4" if is_white else "#5f8f40", "#f4f8fc" if is_white else "#76a350")
    if not is_white:
        grass(canvas, bank_y + height * 0.01, "#5f9440", count=1500, flowers=_FLOWERS)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.89


def _far_side(canvas: Canvas, spec: PictureSpec, horizon: float) -> None:
    """Sky, mountains, hills, and the trees of the farther bank."""
    height = canvas.height
    paint_sky(canvas, horizon, clouds=0.6)
    paint_rays(canvas, 0.12)
    mountains(canvas, horizon + 4, height * 0.2, "#7389a8", haze=0.55, snow=0.4)
    hills(canvas, horizon + 14 * canvas.unit, height * 0.07, "#6f9a52", haze=0.2)
    tree_row(
        canvas,
        np.arange(0.02, 1.0, 0.09),
        horizon + 16 * canvas.unit,
        (height * 0.09, height * 0.17),
        _trees(spec),
        haze=0.12,
    )


def _side_grass(canvas: Canvas) -> None:
    """Grow grass on the banks only: paint it everywhere below and restore the river."""
    keep = canvas.img.copy()
    grass(canvas, canvas.height * 0.8, "#5f9440", count=1800, flowers=_FLOWERS)
    middle = np.exp(-(((canvas.xs - canvas.width * 0.5) / (canvas.width * 0.24)) ** 6))
    canvas.img = np.asarray(mix(canvas.img, keep, (middle * np.ones_like(canvas.ys))[..., None]), np.float32)


def paint_waterfall(canvas: Canvas, _spec: PictureSpec) -> None:
    """Water falls over a cliff into a pool among ferns and rocks."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    x = width * float(rng.uniform(0.42, 0.58))
    half = width * float(rng.uniform(0.07, 0.12))
    brow, pool = height * 0.2, height * 0.7
    paint_sky(canvas, height * 0.3, clouds=0.5)
    mountains(canvas, height * 0.3, height * 0.14, "#7f93a8", haze=0.5, snow=0.3)
    _cliff(canvas, x, brow, pool)
    tree_row(
        canvas,
        np.arange(0.0, 1.02, 0.08),
        brow + height * 0.02,
        (height * 0.1, height * 0.2),
        ("pine", "oak"),
    )
    _fall(canvas, x, half, brow, pool)
    water(canvas, pool, height * 0.9, "#3f9aa8", reflection=0.45, ripple=1.1)
    rows = canvas.rows(pool - height * 0.09, pool + height * 0.1)
    mist = canvas.spot(x, pool, (half * 1.9, height * 0.055), rows) * (
        0.6 + 0.5 * canvas.noise((60, 40), 3, 0.5, rows)
    )
    canvas.blend("#f2fbff", np.clip(mist, 0, 0.9), rows)
    rocks(canvas, 7, (0.05, 0.7, 0.95, 0.84), (20, 70), "#5f6468")
    ground(canvas, height * 0.88, "#4f7a3a", "#6f9a4c")
    for bx in (0.05, 0.2, 0.82, 0.95):
        bush(canvas, width * bx, height * 0.9, float(rng.uniform(40, 80)) * canvas.unit, "jungle")
    grass(canvas, height * 0.88, "#4f8a3a", count=1500, flowers=_FLOWERS)
    fog(canvas, pool, height * 0.05, 0.25)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.88
    canvas.stage.hero_height = min(height * 0.42, width * 0.5)


def _cliff(canvas: Canvas, x: float, brow: float, pool: float) -> None:
    rows = canvas.rows(brow - 10, pool + 6)
    edge = brow + (canvas.outline(160, 5)[None] - 0.5) * 50 * canvas.unit
    grain = canvas.noise((30, 110), 6, 0.62, rows)
    bands = np.sin((canvas.ys[rows] + canvas.noise((200, 40), 3, 0.5, rows) * 60) / (26 * canvas.unit)) * 0.07
    paint = rgb("#6f6a62") * (0.45 + 0.95 * grain + bands)[..., None] * canvas.light.ambient
    near = np.exp(-(((canvas.xs - x) / (canvas.width * 0.3)) ** 2))
    paint = paint * (0.85 + 0.2 * near)[..., None]
    canvas.blend(paint, smoothstep(-2, 2, canvas.ys[rows] - edge), rows)
    moss = (
        smoothstep(0.5, 0.7, canvas.noise((60, 40), 4, 0.5, rows))
        * smoothstep(0.5, 0.0, (canvas.ys[rows] - brow) / (pool - brow))
        * 0.8
    )
    canvas.blend(
        rgb("#5f8a45") * canvas.light.ambient, moss * smoothstep(-2, 2, canvas.ys[rows] - edge), rows
    )


def _fall(canvas: Canvas, x: float, half: float, brow: float, pool: float) -> None:
    rows = canvas.rows(brow, pool + 4)
    down = (canvas.ys[rows] - brow) / (pool - brow)
    strands = canvas.noise((12, 420), 4, 0.6, rows)
    reach = np.abs(canvas.xs - x) - half * (0.8 + 0.35 * down) - (strands - 0.5) * 22 * canvas.unit
    paint = (
        mix("#8fc4dc", "#ffffff", np.clip(strands * 1.5 - 0.25 + 0.2 * down, 0, 1)[..., None])
        * canvas.light.ambient
    )
    canvas.blend(paint, smoothstep(5 * canvas.unit, -5 * canvas.unit, reach), rows)


def paint_pond(canvas: Canvas, spec: PictureSpec) -> None:
    """Still water with lily pads and reeds; dark and misty as a swamp."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    is_swamp = "swamp" in spec.settings
    horizon = height * 0.46
    paint_sky(canvas, horizon, clouds=0.6)
    hills(canvas, horizon + 8, height * 0.06, "#5f7a4a" if is_swamp else "#6f9a52", haze=0.3)
    kinds = ("bare", "oak", "jungle") if is_swamp else _trees(spec)
    tree_row(
        canvas,
        np.arange(0.0, 1.02, 0.07),
        horizon + 14 * canvas.unit,
        (height * 0.16, height * 0.34),
        kinds,
        haze=0.2 if is_swamp else 0.08,
    )
    water(
        canvas,
        horizon + 12 * canvas.unit,
        height * 0.86,
        "#4f6a45" if is_swamp else "#4f8f96",
        reflection=0.75,
        ripple=0.4,
    )
    layer = canvas.layer()
    for x, y, size in rng.random((26, 3)):
        depth = 0.55 + 0.28 * y
        w = (0.015 + 0.03 * size) * width * (0.5 + y)
        layer.ellipse((x * width, depth * height), (w, w * 0.3), "#5f9a4a", arc=(20, 340))
        if size > 0.75:
            layer.circle(x * width, depth * height - w * 0.2, w * 0.22, "#f7b6cc")
    canvas.lay(layer)
    ground(canvas, height * 0.85, "#4a6a35", "#6f8f4c")
    for x in np.concatenate([rng.uniform(0, 0.22, 5), rng.uniform(0.78, 1, 5)]):
        put(
            canvas,
            "sheaf-of-rice" if is_swamp else "herb",
            (width * float(x), height * 0.9),
            height * float(rng.uniform(0.08, 0.15)),
            QUIET,
        )
    grass(canvas, height * 0.86, "#5a8a3f", count=1500, flowers=_FLOWERS)
    if is_swamp:
        fog(canvas, height * 0.56, height * 0.1, 0.6)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.87
    if "lotus" in canvas.asked:
        canvas.stage.near_y, canvas.stage.far_y = height * 0.82, height * 0.72


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN)
SETTINGS = (
    SettingTemplate(names=("river", "stream"), paint=paint_river, times=_LIGHTS),
    SettingTemplate(names=("waterfall",), paint=paint_waterfall, times=_LIGHTS),
    SettingTemplate(names=("pond", "swamp"), paint=paint_pond, times=_LIGHTS),
)
