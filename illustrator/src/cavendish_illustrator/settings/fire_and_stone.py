"""Volcanoes, caves, dragon lairs and worse places."""

import numpy as np

from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import clamp, mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import fill_gradient, paint_sky
from cavendish_illustrator.scenery.terrain import ground, mountains, rocks
from cavendish_illustrator.scenery.water_surface import water

_POOLS = frozenset({"lake", "pond", "river", "stream", "waterfall", "sea"})
_LAVA = ("#ff4a14", "#ffb02a")


def _lava_streams(canvas: Canvas, x: float, top: float, foot: float) -> None:
    rng, unit = canvas.rng, canvas.unit
    layer = canvas.layer()
    for _ in range(6):
        points, px, drift = [], x + float(rng.normal(0, 10)) * unit, float(rng.uniform(-1, 1))
        for t in np.linspace(0, float(rng.uniform(0.5, 1.0)), 18):
            px += (drift * 9 + float(rng.normal(0, 4))) * unit
            points.append((px, top + (foot - top) * float(t)))
        layer.polyline(points, _LAVA[0], float(rng.uniform(6, 12)) * unit)
        layer.polyline(points, _LAVA[1], 4 * unit)
    canvas.shine(layer, 0.9)


def paint_volcano(canvas: Canvas, _spec: PictureSpec) -> None:
    """A cone with smoke, a glowing crater and streams of lava."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    horizon = height * 0.64
    paint_sky(canvas, horizon, clouds=0.5)
    x, top = width * float(rng.uniform(0.4, 0.6)), height * 0.24
    rows = canvas.rows(0, top + 30 * unit)
    plume = canvas.soft_noise((150, 130), 5, 0.55, rows)
    rise = np.clip((top - canvas.ys[rows]) / top, 0, 1)
    inside = np.exp(
        -(((canvas.xs - x - rise * width * 0.12 * canvas.light.side) / (width * (0.05 + 0.22 * rise))) ** 2)
    )
    smoke = (
        mix("#ff8a4a", "#5a5460", np.clip(rise * 2.2 + 0.15, 0, 1)[..., None] + 0 * plume[..., None])
        * (0.7 + 0.6 * plume)[..., None]
    )
    canvas.blend(clamp(smoke), smoothstep(0.3, 0.75, inside * (0.55 + 0.75 * plume)), rows)
    mountains(canvas, horizon, height * 0.12, "#6a5a68", haze=0.45)
    xs = canvas.xs[0]
    flank = np.maximum(np.abs(xs - x) - 34 * unit, 0)
    outline = top + (flank / (width * 0.42)) ** 0.8 * (horizon - top) + canvas.outline(60, 4) * 10 * unit
    body = canvas.rows(top - 10, horizon + 20)
    grain = canvas.noise((40, 100), 6, 0.62, body)
    lit = 1 + 0.3 * np.tanh((xs - x) * canvas.light.side / (width * 0.12))[None]
    paint = rgb("#5a4a48") * ((0.45 + 0.85 * grain) * lit)[..., None] * canvas.light.ambient
    canvas.blend(paint, smoothstep(-1, 1, canvas.ys[body] - outline[None]), body)
    _lava_streams(canvas, x, top + 12 * unit, horizon)
    crater = canvas.layer(Box(int(x - 60 * unit), int(top - 20 * unit), int(120 * unit), int(40 * unit)))
    crater.ellipse((x, top + 3 * unit), (36 * unit, 8 * unit), "#ffc040")
    canvas.shine(crater, 1.5)
    ground(canvas, horizon, "#4a4240", "#6a5c54", texture=0.45)
    rocks(canvas, 9, (0.02, 0.7, 0.98, 0.94), (12, 60), "#4f4744")
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.8


def _cave_walls(canvas: Canvas, color: str, opening: tuple[float, float]) -> None:
    """Rock all around an opening toward light."""
    width, height = canvas.width, canvas.height
    dx, dy = (
        (canvas.xs - width * 0.5) / (width * opening[0]),
        (canvas.ys - height * 0.5) / (height * opening[1]),
    )
    rough = (canvas.noise((150, 150), 5, 0.6) - 0.5) * 0.8
    reach = np.hypot(dx, dy) + rough
    grain = canvas.noise((50, 70), 6, 0.62)
    shade = 0.35 + 0.75 * np.exp(-np.maximum(reach - 1, 0) * 1.3)
    paint = (
        rgb(color)
        * ((0.4 + 0.95 * grain) * shade)[..., None]
        * mix(canvas.light.ambient, np.ones(3, np.float32), 0.3)
    )
    canvas.blend(paint, smoothstep(0.97, 1.05, reach))


def _stalactites(canvas: Canvas, color: str) -> None:
    rng, height, width = canvas.rng, canvas.height, canvas.width
    layer = canvas.layer()
    for x in np.sort(rng.uniform(0, 1, 18)):
        tall, half = float(rng.uniform(0.05, 0.2)) * height, float(rng.uniform(0.008, 0.022)) * width
        tone = clamp(rgb(color) * float(rng.uniform(0.5, 0.85)))
        layer.polygon([(x * width - half, -4), (x * width + half, -4), (x * width + half * 0.2, tall)], tone)
        layer.polygon(
            [(x * width, -4), (x * width + half, -4), (x * width + half * 0.2, tall)], clamp(tone * 1.25)
        )
    canvas.lay(layer)


_ICE_LIGHT = ((0.0, "#2f8fd0"), (0.5, "#e4f6ff"), (1.0, "#8fd0f0"))
_ICE = ("#c4ecff", "#8fd4f7", "#eaf8ff")
_GOLD = "#d9b34a"
"""The colour that `full of gold` gives a picture."""


def paint_cave(canvas: Canvas, spec: PictureSpec) -> None:
    """A cavern with stalactites and crystals; gold for a dragon, fire for hell."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    is_hot = "hell" in spec.settings
    is_icy = "ice_cave" in spec.settings
    has_gold = "dragon_lair" in spec.settings or _GOLD in spec.palette
    stops = (
        ((0.0, "#5a1408"), (0.55, "#ff7a2a"), (1.0, "#7a1c0a"))
        if is_hot
        else ((0.0, "#1f3a4f"), (0.5, "#8fc4cf"), (1.0, "#2a4a52"))
    )
    fill_gradient(canvas, _ICE_LIGHT if is_icy else stops)
    rock_color = "#5a3a34" if is_hot else ("#6a5a48" if has_gold else "#3f9ad0" if is_icy else "#5a6068")
    _cave_walls(canvas, rock_color, (0.32, 0.34))
    _stalactites(canvas, rock_color)
    ground(
        canvas,
        height * 0.76,
        "#8fc8e8" if is_icy else "#4f4640" if not is_hot else "#3a2420",
        "#cfeaf8" if is_icy else "#7a7068" if not is_hot else "#8a3a1c",
        texture=0.45,
    )
    if not _POOLS.isdisjoint(spec.settings):
        water(canvas, height * 0.735, height * 0.88, "#2f8fa8", reflection=0.7, ripple=0.5)
    rocks(canvas, 8, (0.0, 0.78, 1.0, 0.92), (16, 60), rock_color)
    layer = canvas.layer()
    colors = _LAVA if is_hot else _ICE if is_icy else ("#5ae0ff", "#b07aff", "#6affc0")
    for x in np.concatenate([rng.uniform(0.02, 0.26, 5), rng.uniform(0.74, 0.98, 5)]):
        base, color = float(rng.uniform(0.74, 0.86)) * height, colors[int(rng.integers(len(colors)))]
        for lean in (-0.5, 0.1, 0.6):
            tall, half = float(rng.uniform(30, 80)) * unit, 8 * unit
            tip = (x * width + lean * tall * 0.6, base - tall)
            layer.polygon([(x * width - half, base), tip, (x * width + half, base)], color)
    canvas.shine(layer, 0.55)
    if has_gold:
        for x, y, tall in ((0.5, 0.86, 0.2), (0.16, 0.88, 0.22), (0.84, 0.87, 0.24), (0.34, 0.9, 0.14)):
            put(canvas, "gold-pile", (width * x, height * y), height * tall, QUIET)
        for x, name, tall in (
            (0.12, "treasure-chest", 0.16),
            (0.88, "coin", 0.08),
            (0.8, "crown", 0.08),
            (0.93, "gem-stone", 0.07),
        ):
            put(canvas, name, (width * x, height * 0.92), height * tall, QUIET)
    canvas.spread_glow(0.9)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.82


SETTINGS = (
    SettingTemplate(
        names=("volcano",),
        paint=paint_volcano,
        times=(TimeOfDay.SUNSET, TimeOfDay.DAY, TimeOfDay.STORM, TimeOfDay.NIGHT),
    ),
    SettingTemplate(
        names=("cave", "ice_cave", "dragon_lair", "hell", "mine"), paint=paint_cave, times=(TimeOfDay.DAY,)
    ),
)
