"""Up in the air: clouds, floating islands, a cloud castle."""

import re

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import mix, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay, Weather
from cavendish_illustrator.scenery.castles import castle
from cavendish_illustrator.scenery.foliage import tree
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import hills, mountains


def cloud_bank(canvas: Canvas, base_y: float, height: float, strength: float = 1.0) -> None:
    """Pile a bank of round clouds whose tops reach `height` above `base_y`."""
    rows = canvas.rows(base_y - height * 1.2, canvas.height)
    top = base_y - height * canvas.outline(380, 4)[None] * 0.8
    bumps = canvas.soft_noise((130, 110), 5, 0.55, rows)
    depth = canvas.ys[rows] - top + (bumps - 0.5) * height * 0.7
    shade = smoothstep(0, height * 1.1, depth)
    relief = np.clip((bumps - np.roll(bumps, int(10 * canvas.unit), 0)) * 3, -0.3, 0.3)
    color = mix(
        canvas.light.cloud_light, canvas.light.cloud_shade, np.clip(shade * 0.8 - relief, 0, 1)[..., None]
    )
    canvas.blend(color, smoothstep(-4, 26 * canvas.unit, depth) * strength, rows)


def _low_land(canvas: Canvas) -> None:
    """A strip of land far below."""
    mountains(canvas, canvas.height * 0.93, canvas.height * 0.14, "#6f86a0", haze=0.5, snow=0.4)
    hills(canvas, canvas.height * 0.98, canvas.height * 0.08, "#6f9a52", haze=0.25)


def paint_clouds_scene(canvas: Canvas, spec: PictureSpec) -> None:
    """Sky above a sea of clouds; subjects hang in it."""
    height, rng = canvas.height, canvas.rng
    is_clear = spec.weather is Weather.CLEAR or "clouds" in spec.excluded
    paint_sky(canvas, height, clouds=0.0 if is_clear else 0.8)
    paint_rays(canvas, 0.16)
    if is_clear or canvas.asked == {"rainbow"}:
        _low_land(canvas)
    elif rng.random() < 0.5 or "clouds" in spec.settings:
        for k, base in enumerate((0.8, 0.9, 1.0)):
            cloud_bank(canvas, height * base, height * (0.14 + 0.03 * k), 0.9)
    else:
        _low_land(canvas)
    canvas.stage.kind = StageKind.AIR


def paint_islands(canvas: Canvas, spec: PictureSpec) -> None:
    """Rocks with grass and trees that float among clouds; the middle one carries the subjects."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    paint_sky(canvas, height, clouds=0.8)
    paint_rays(canvas, 0.16)
    cloud_bank(canvas, height * 1.0, height * 0.16)
    for x, y, w in ((0.14, 0.42, 0.11), (0.86, 0.36, 0.13), (0.72, 0.66, 0.08)):
        _island(canvas, width * (x + float(rng.normal(0, 0.02))), height * y, width * w, haze=0.25)
    _island(canvas, width * 0.5, height * 0.78, width * 0.34, haze=0.0)
    if "waterfall" in spec.settings:
        _falls(canvas, height * 0.785)
    if _TOWN.search(spec.prompt):
        _town(canvas, spec)
    if not _TOWERED.isdisjoint(spec.settings):
        tower = min(height * 0.56, width * 0.9)
        put(canvas, "wizard-tower", (width * 0.5, height * 0.785), tower, Finish(relight=0.3, focus=0.8))
        canvas.stage.tags = frozenset({"castle"})
    cloud_bank(canvas, height * 1.04, height * 0.1, 0.8)
    stage = canvas.stage
    stage.near_y, stage.far_y, stage.left, stage.right = (
        height * 0.79,
        height * 0.755,
        width * 0.22,
        width * 0.78,
    )
    stage.hero_height = min(height * 0.42, width * 0.4)


def _town(canvas: Canvas, spec: PictureSpec) -> None:
    """A town on the middle island, houses on the others, and bridges of rope if they were named."""
    height, width = canvas.height, canvas.width
    if _BRIDGES.search(spec.prompt):
        for far, near in (((0.2, 0.425), (0.3, 0.76)), ((0.78, 0.365), (0.68, 0.76))):
            _rope_bridge(canvas, (width * far[0], height * far[1]), (width * near[0], height * near[1]))
    quiet = Finish(relight=0.3, focus=0.7, shadow=False)
    put(canvas, "town-on-mound", (width * 0.5, height * 0.8), min(height * 0.36, width * 0.4), quiet)
    for x, y, tall in ((0.14, 0.425, 0.09), (0.86, 0.365, 0.1), (0.72, 0.665, 0.06)):
        put(canvas, "cottage", (width * x, height * y), height * tall, quiet)


def _rope_bridge(canvas: Canvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Planks on two hanging ropes with rails above."""
    unit, t = canvas.unit, np.linspace(0, 1, 25)
    xs = start[0] + (end[0] - start[0]) * t
    ys = start[1] + (end[1] - start[1]) * t + canvas.height * 0.07 * 4 * t * (1 - t)
    layer = canvas.layer()
    for x, y in zip(xs, ys, strict=True):
        layer.line((x, y), (x, y - 22 * unit), "#6a5238", 2 * unit)
    layer.polyline(np.stack([xs, ys], 1), "#8a6238", 9 * unit)
    layer.polyline(np.stack([xs, ys - 22 * unit], 1), "#b8935a", 3 * unit)
    canvas.lay(layer)


def _falls(canvas: Canvas, top: float) -> None:
    """A stream that crosses the middle island and falls over its edge into the clouds."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    x, half = width * (0.34 if canvas.light.side < 0 else 0.66), width * 0.032
    layer = canvas.layer()
    layer.ellipse((x, top), (half * 1.5, height * 0.012), "#4f9fc0")
    canvas.lay(layer)
    rows = canvas.rows(top, height)
    down = (canvas.ys[rows] - top) / (height - top)
    strands = canvas.noise((9, 260), 4, 0.6, rows)
    reach = np.abs(canvas.xs - x) - half * (0.8 + 0.5 * down) - (strands - 0.5) * 16 * unit
    tone = np.clip(strands * 1.5 - 0.25 + 0.3 * down, 0, 1)[..., None]
    paint = mix("#7fbcd8", "#ffffff", tone) * canvas.light.ambient
    canvas.blend(paint, smoothstep(4 * unit, -4 * unit, reach) * (1 - 0.35 * down), rows)
    mist = canvas.spot(x, height * 0.985, (half * 2.6, height * 0.05), rows)
    canvas.blend("#f4fbff", np.asarray(np.clip(mist, 0, 0.85), np.float32), rows)


def _island(canvas: Canvas, x: float, y: float, half: float, *, haze: float) -> None:
    layer, rng = canvas.layer(), canvas.rng
    below = [
        (x + half * float(t), y + half * (1 - abs(t)) ** 0.8 * float(rng.uniform(0.7, 0.95)))
        for t in np.linspace(1, -1, 15)
    ]
    layer.polygon([(x - half, y), (x + half, y), *below], "#7a6248")
    inner = [(px * 0.55 + x * 0.45, y + (py - y) * 0.9) for px, py in below]
    layer.polygon([(x - half * 0.55, y), (x + half * 0.55, y), *inner], "#8f7454")
    layer.ellipse((x, y), (half * 1.02, half * 0.13), "#5f9a45")
    layer.ellipse((x, y - half * 0.02), (half * 0.96, half * 0.1), "#7fb85a")
    canvas.lay(layer, haze=haze)
    for side in (-0.62, 0.68):
        tree(
            canvas,
            (x + half * side, y + 2),
            half * 0.7,
            ("oak", "pine", "cherry")[int(rng.integers(3))],
            haze=haze,
        )


def paint_cloud_castle(canvas: Canvas, _spec: PictureSpec) -> None:
    """A castle that stands on clouds."""
    height, width = canvas.height, canvas.width
    paint_sky(canvas, height, clouds=0.7)
    paint_rays(canvas, 0.2)
    cloud_bank(canvas, height * 0.74, height * 0.16)
    castle(canvas, width * 0.5, height * 0.7, min(height * 0.5, width * 0.6), colors=("#d9d2dc", "#7a6ab0"))
    cloud_bank(canvas, height * 0.84, height * 0.16)
    cloud_bank(canvas, height * 1.0, height * 0.14)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.86
    canvas.stage.hero_height = min(height * 0.36, width * 0.4)
    canvas.stage.tags = frozenset({"castle"})


_TOWN = re.compile(
    r"\b(city|town|village|miast|wiosk|stadt|dorf|wolkenstadt|himmelsstadt|ciudad|pueblo|ville|cité|città|villaggi|"
    r"cidade|vila|aldeia|stad|dorp|місто|село|měst|vesnic)",
    re.IGNORECASE,
)
_BRIDGES = re.compile(
    r"\b(bridges?|most|brücke|puente|ponts?|ponti?|ponte|brug|мост|міст\b|lávk)", re.IGNORECASE
)
_TOWERED = frozenset({"wizard_tower", "castle"})
_LIGHTS = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN, TimeOfDay.SUNSET)
SETTINGS = (
    SettingTemplate(names=("sky", "clouds", "heaven"), paint=paint_clouds_scene, times=_LIGHTS),
    SettingTemplate(names=("floating_islands",), paint=paint_islands, times=_LIGHTS),
    SettingTemplate(names=("cloud_castle",), paint=paint_cloud_castle, times=_LIGHTS),
)
