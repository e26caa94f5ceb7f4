"""Farms, windmills, camps, roads and bridges in the country."""

import re

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.artwork.svg_figure import vector_figure
from cavendish_illustrator.figures.hands.props import QUIET, put, put_figure
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import arched_bridge, stone_bridge, windows_are_lit
from cavendish_illustrator.scenery.foliage import grass, tree, tree_row
from cavendish_illustrator.scenery.land_water import lay_water, waters_in
from cavendish_illustrator.scenery.roads import crosses_on_road
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains, path
from cavendish_illustrator.scenery.wall_climbers import put_overgrown
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.settings.meadow import fence, paint_base, tree_kinds

_FLOWERS = ("#ffffff", "#ffd84a", "#ff9ac0")
_WALLS = ("#c49668", "#deceb0", "#aa604a", "#d9c0a0", "#a8b4b8")


def _lawn(canvas: Canvas, spec: PictureSpec, top: float, count: int = 2200) -> None:
    if not is_snowy(spec):
        grass(canvas, top, "#5f9440", count=count, flowers=_FLOWERS)


def paint_farm(canvas: Canvas, spec: PictureSpec) -> None:
    """Red barn, silo, fence, hay; animals of the yard by the seed."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    top = paint_base(canvas, spec)
    mirrored = bool(rng.random() < 0.5)

    def at(x: float) -> float:
        return width * (1 - x if mirrored else x)

    tree_row(
        canvas, np.arange(0.0, 1.02, 0.12), top, (height * 0.12, height * 0.2), tree_kinds(spec), haze=0.1
    )
    lay_water(canvas, spec, "farm", (top, top + height * 0.14))
    size = min(height, width)
    put(canvas, "silo", (at(0.13), top + height * 0.06), size * 0.36)
    put(canvas, "barn", (at(0.3), top + height * 0.08), size * 0.34)
    has_mill = bool(rng.random() < 0.4) or "windmill" in canvas.asked
    mill = vector_figure("windmill" if has_mill else "cottage")
    put_figure(canvas, mill, (at(0.86), top + height * 0.05), size * (0.36 if has_mill else 0.24))
    path(canvas, top + height * 0.09, "#c9a878", center=0.36 if not mirrored else 0.64, widths=(0.04, 0.3))
    fence(canvas, top + height * 0.13, height * 0.07, "#e8dcc4")
    for x, tall in ((0.9, 0.1), (0.8, 0.08)):
        put(canvas, "hay_bale", (at(x), height * 0.82), size * tall)
    for x, name, tall in ((0.62, "chicken", 0.06), (0.7, "rooster", 0.07)):
        put(canvas, name, (at(x), height * 0.8), size * tall)
    _lawn(canvas, spec, height * 0.82)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.82
    canvas.stage.tags = frozenset({"windmill"}) if has_mill else frozenset()


def paint_windmills(canvas: Canvas, spec: PictureSpec) -> None:
    """Windmills along a canal with tulips in front; those who are there do not stand before the sails."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * 0.54
    paint_sky(canvas, horizon, clouds=0.8)
    hills(canvas, horizon + 8, height * 0.03, "#7fa85a", haze=0.25)
    size = min(height, width)
    is_far = bool(spec.subjects)
    far = Finish(relight=0.3, shadow=False, haze=0.15, focus=0.5)
    put(canvas, "windmill", (width * (0.15 if is_far else 0.72), horizon + height * 0.05), size * 0.3, far)
    water(canvas, horizon + height * 0.04, height * 0.8, "#4f8fa8", reflection=0.75, ripple=0.5)
    if is_far:
        canvas.stage.left = width * 0.29
    else:
        put(canvas, "windmill", (width * float(rng.uniform(0.18, 0.3)), height * 0.72), size * 0.52)
    ground(canvas, height * 0.72, "#4f8a35", "#7fae52")
    for y in (0.8, 0.87, 0.94):
        for x in np.arange(0.02, 1.0, 0.06):
            tone = ("#e0453c", "#f7b733", "#e06aa0")[int(y * 100) % 3]
            _tulip(
                canvas,
                width * (x + float(rng.normal(0, 0.008))),
                height * (y + 0.03),
                height * (0.05 + (y - 0.8) * 0.4),
                tone,
            )
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.84


def _tulip(canvas: Canvas, x: float, foot: float, height: float, color: str) -> None:
    layer = canvas.layer(Box(int(x - height), int(foot - height * 1.2), int(2 * height), int(height * 1.3)))
    layer.line((x, foot), (x, foot - height * 0.7), "#3f7a35", max(1.0, height * 0.07))
    layer.polygon(
        [(x, foot), (x - height * 0.24, foot - height * 0.5), (x - height * 0.06, foot - height * 0.1)],
        "#4f8f40",
    )
    layer.ellipse((x, foot - height * 0.78), (height * 0.16, height * 0.22), color)
    layer.polygon(
        [
            (x - height * 0.16, foot - height * 0.8),
            (x - height * 0.12, foot - height * 1.06),
            (x, foot - height * 0.88),
            (x + height * 0.12, foot - height * 1.06),
            (x + height * 0.16, foot - height * 0.8),
        ],
        color,
    )
    canvas.lay(layer)


def paint_camp(canvas: Canvas, spec: PictureSpec) -> None:
    """Tent and fire at the edge of a wood, or a cabin."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    top = paint_base(canvas, spec)
    kinds = ("snowy_pine",) if is_snowy(spec) else ("pine",)
    for k, (y, low, high) in enumerate(((0.0, 0.2, 0.3), (0.04, 0.28, 0.44))):
        tree_row(
            canvas,
            np.arange(0.0 + 0.03 * k, 1.02, 0.075 + 0.02 * k),
            top + height * y,
            (height * low, height * high),
            kinds,
            haze=0.2 - 0.15 * k,
        )
    side = 0.24 if rng.random() < 0.5 else 0.76
    is_cabin = "cabin" in spec.settings
    size = min(height, width)
    if is_cabin:
        put_overgrown(canvas, "cottage", (width * side, height * 0.8), size * 0.34)
    else:
        put(canvas, "tent_camp", (width * side, height * 0.8), size * 0.26)
    if not is_cabin:
        fire_x = width * (1 - side * 0.86 if side > 0.5 else 0.72)
        put(canvas, "campfire", (fire_x, height * 0.84), size * 0.11)
        layer = canvas.layer()
        layer.circle(fire_x, height * 0.8, 24 * canvas.unit, "#ffb04a")
        glow = layer.pixels[..., :3].astype(np.float32) / 255
        canvas.add_glow(glow * (0.8 if windows_are_lit(canvas) else 0.15), slice(0, height), slice(0, width))
    canvas.spread_glow(1.0)
    _lawn(canvas, spec, height * 0.84, 1600)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.84


def paint_road(canvas: Canvas, spec: PictureSpec) -> None:
    """An open road to the horizon through fields; a filling station by name.

    What drives is seen from the side, so its road crosses the picture and is laid where its wheels are.
    """
    height, width = canvas.height, canvas.width
    if waters_in(spec, "road") == "sea":
        top = _sea_beyond(canvas, spec)
    else:
        top = paint_base(canvas, spec)
        sizes = (height * 0.08, height * 0.18)
        tree_row(canvas, canvas.rng.uniform(0, 1, 9), top, sizes, tree_kinds(spec), haze=0.1)
    if not crosses_on_road(spec) or "racetrack" in spec.settings:
        _road_ahead(canvas, top)
    elif not is_snowy(spec):
        grass(canvas, height * 0.72, "#5f9440", count=1500, flowers=_FLOWERS)
    if "gas_station" in spec.settings:
        tall = min(height * 0.42, width * 0.9 * 226 / 520)
        put(
            canvas,
            "filling-station",
            (width * 0.5, top + height * 0.17),
            tall,
            Finish(relight=0.3, focus=0.8),
        )
        canvas.stage.hero_height = min(height * 0.3, width * 0.34)
    if "racetrack" in spec.settings:
        for x in (0.08, 0.92):
            put(canvas, "flag-in-hole", (width * x, height * 0.8), height * 0.18)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.93, height * 0.78


def _sea_beyond(canvas: Canvas, spec: PictureSpec) -> float:
    """The sea with a headland, and the green of its shore; returns the row where that begins."""
    height, rng = canvas.height, canvas.rng
    horizon, shore = height * float(rng.uniform(0.46, 0.52)), height * 0.68
    paint_sky(canvas, horizon, clouds=0.5)
    paint_rays(canvas, 0.12)
    mountains(canvas, horizon + 3, height * 0.1, "#6f86a4", haze=0.5)
    water(canvas, horizon, shore + height * 0.03, "#1f6f9f", reflection=0.55, ripple=1.0)
    is_white = is_snowy(spec)
    tone = "#dfe8f2" if is_white else "#5f8a48"
    hills(canvas, shore + height * 0.05, height * 0.06, tone, texture=0.12 if is_white else 0.3)
    return shore + height * 0.04


def _road_ahead(canvas: Canvas, top: float) -> None:
    """Asphalt from our feet to the horizon, with its lines."""
    height, width = canvas.height, canvas.width
    rows = canvas.rows(top, height)
    depth = (canvas.ys[rows] - top) / (height - top)
    middle = width * (0.5 + float(canvas.rng.uniform(-0.14, 0.14)) * (1 - depth) ** 2)
    reach = np.abs(canvas.xs - middle) - width * (0.012 + 0.36 * depth)
    asphalt = (
        np.array([0.30, 0.31, 0.34], np.float32)
        * (0.9 + 0.2 * canvas.noise((20, 8), 3, 0.5, rows))[..., None]
    )
    canvas.blend(asphalt * canvas.light.ambient, smoothstep(2, -2, reach), rows)
    line = np.abs(np.abs(canvas.xs - middle) - width * (0.011 + 0.33 * depth)) < 1 + width * 0.006 * depth
    dashes = (np.abs(canvas.xs - middle) < 1 + width * 0.007 * depth) & (
        np.mod(np.sqrt(np.maximum(depth, 0)) * 9, 1) < 0.55
    )
    canvas.blend(
        np.array([0.95, 0.93, 0.86], np.float32) * canvas.light.ambient,
        (line | dashes).astype(np.float32) * 0.85,
        rows,
    )


_STONE_BRIDGE = re.compile(
    r"\b(stone (arch(ed)? )?bridge|kamienn\w+ (\w+ )?most\w*|most\w* kamienn\w+|"
    r"steinbrücke\w*|steinern\w+ brücke\w*|"
    r"puentes? (\w+ )?de piedra|ponts? (\w+ )?(de|en) pierres?|"
    r"ponte (\w+ )?(di|in) pietra|pontes? (\w+ )?de pedra|"
    r"stenen (boog)?brug\w*|кам.ян\w+ (\w+ )?м[іо]ст\w*|м[іо]ст\w* кам.ян\w+|"
    r"kamenn\w+ (\w+ )?most\w*)\b",
    re.IGNORECASE,
)


def is_of_stone(prompt: str) -> bool:
    """Whether a bridge of stone was asked for."""
    return _STONE_BRIDGE.search(prompt) is not None


def paint_bridge(canvas: Canvas, spec: PictureSpec) -> None:
    """A long bridge over a river, wooded banks, mountains."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * 0.48
    paint_sky(canvas, horizon, clouds=0.5)
    paint_rays(canvas, 0.12)
    mountains(canvas, horizon + 6, height * 0.22, "#6f86a4", haze=0.5, snow=0.4)
    hills(canvas, horizon + 14, height * 0.06, "#6f9a52", haze=0.2)
    tree_row(
        canvas,
        np.arange(0.0, 1.02, 0.08),
        horizon + 18,
        (height * 0.08, height * 0.16),
        tree_kinds(spec),
        haze=0.1,
    )
    water(canvas, horizon + height * 0.05, height * 0.88, "#3f7f9a", reflection=0.75, ripple=0.7)
    is_low = rng.random() < 0.5
    if is_of_stone(spec.prompt):
        stone_bridge(canvas, (width * 0.08, width * 0.92), horizon + height * 0.17, height * 0.16)
    elif is_low:
        put(
            canvas,
            "dutch_bridge",
            (width * 0.5, horizon + height * 0.2),
            min(height * 0.26, width * 0.2),
            Finish(relight=0.2, shadow=False, reflect=0.35, focus=0.6),
        )
    else:
        arched_bridge(canvas, (width * 0.18, width * 0.82), horizon + height * 0.18, height * 0.1, "#8a6a4c")
    ground(canvas, height * 0.84, "#4f8a35", "#6f9a4c")
    _lawn(canvas, spec, height * 0.86, 1500)
    tree(canvas, (width * float(rng.choice([0.03, 0.97])), height * 0.9), height * 0.6, tree_kinds(spec)[0])
    put(canvas, "bench", (width * 0.82, height * 0.92), height * 0.1, QUIET)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.87


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN)
SETTINGS = (
    SettingTemplate(names=("farm", "barn"), paint=paint_farm, times=_LIGHTS),
    SettingTemplate(names=("windmill_field",), paint=paint_windmills, times=_LIGHTS),
    SettingTemplate(
        names=("camp_site", "cabin"),
        paint=paint_camp,
        times=(TimeOfDay.NIGHT, TimeOfDay.SUNSET, TimeOfDay.DAY),
    ),
    SettingTemplate(names=("road", "highway", "racetrack"), paint=paint_road, times=_LIGHTS),
    SettingTemplate(names=("gas_station",), paint=paint_road, times=_LIGHTS, may_mirror=False),
    SettingTemplate(names=("bridge",), paint=paint_bridge, times=_LIGHTS),
)
