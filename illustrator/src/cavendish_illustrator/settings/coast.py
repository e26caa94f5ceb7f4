"""Cliffs with a lighthouse, islands of white houses, swimming pools."""

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import WHITE, clamp, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import profile
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.castles import castle
from cavendish_illustrator.scenery.quays import plank_quay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import mountains
from cavendish_illustrator.scenery.water_surface import water, wave
from cavendish_illustrator.settings.sea import wave_colors


def paint_headland(canvas: Canvas, spec: PictureSpec) -> None:
    """A grassy headland above the sea with the lighthouse or castle that was named."""
    height, width, rng, unit = canvas.height, canvas.width, canvas.rng, canvas.unit
    horizon = height * 0.56
    is_rough = canvas.light.time is TimeOfDay.STORM
    paint_sky(canvas, horizon, clouds=0.9 if is_rough else 0.5)
    paint_rays(canvas, 0.12)
    water(canvas, horizon, height, "#2a4a5a" if is_rough else "#1d6f96", reflection=0.5, ripple=1.3)
    _swell(canvas, horizon, is_rough=is_rough)
    x = width * float(rng.uniform(0.5, 0.6))
    rows = canvas.rows(height * 0.5, height)
    spread = width * (0.36 + 0.10 * (profile(rows.stop - rows.start, 260 * unit, rng, 5)[:, None] - 0.5))
    reach = np.abs(canvas.xs - x) - spread * (0.68 + 0.5 * smoothstep(height * 0.6, height, canvas.ys[rows]))
    top = height * 0.62 + 20 * unit * (canvas.outline(200, 4)[None] - 0.5)
    grain = canvas.noise((26, 90), 6, 0.65, rows)
    inside = smoothstep(2, -2, reach) * smoothstep(-2, 2, canvas.ys[rows] - top)
    canvas.blend(rgb("#6d6258") * (0.5 + 1.0 * grain)[..., None] * canvas.light.ambient, inside, rows)
    turf = inside * smoothstep(height * 0.70, height * 0.64, canvas.ys[rows] + (grain - 0.5) * 60 * unit)
    canvas.blend(rgb("#5f8a45") * (0.6 + 0.7 * grain)[..., None] * canvas.light.ambient, turf, rows)
    foam = (
        np.exp(-((reach / (16 * unit)) ** 2))
        * smoothstep(height * 0.82, height, canvas.ys[rows])
        * canvas.noise((30, 14), 4, 0.5, rows)
    )
    canvas.blend(WHITE * 0.95, clamp(foam), rows)
    if is_rough:
        _breakers(canvas, (x - width * 0.34, x + width * 0.34))
    canvas.stage.near_y, canvas.stage.far_y = height * 0.672, height * 0.65
    canvas.stage.left, canvas.stage.right = x - width * 0.22, x + width * 0.22
    canvas.stage.hero_height = min(height * 0.44, width * 0.5)
    _crown_cliff(canvas, spec, x)


def _crown_cliff(canvas: Canvas, spec: PictureSpec, x: float) -> None:
    """Set the castle or the lighthouse that was named on the headland."""
    height, width = canvas.height, canvas.width
    if "castle" in spec.settings:
        castle(canvas, x, height * 0.65, min(height * 0.42, width * 0.36))
        canvas.stage.tags = frozenset({"castle"})
        canvas.stage.hero_height = min(height * 0.22, width * 0.3)
    elif "lighthouse" in spec.settings:
        put(
            canvas,
            "lighthouse",
            (x + width * 0.1, height * 0.66),
            min(height * 0.46, width * 0.6),
            Finish(relight=0.4, focus=0.8),
        )
        canvas.stage.right = x + width * 0.02
        canvas.stage.hero_height = min(height * 0.26, width * 0.34)
        canvas.stage.tags = frozenset({"lighthouse"})


def _swell(canvas: Canvas, horizon: float, *, is_rough: bool) -> None:
    for at in (0.08, 0.2, 0.36, 0.58) if is_rough else (0.12, 0.3, 0.55):
        power = (24 + 60 * at) if is_rough else 8 + 20 * at
        wave(canvas, horizon + (canvas.height - horizon) * at, power, 0.5 + at, wave_colors(canvas))


def _breakers(canvas: Canvas, feet: tuple[float, float]) -> None:
    """Waves that break before a cliff, their spray flung up at its feet."""
    height, rng, unit = canvas.height, canvas.rng, canvas.unit
    for at, size in ((0.8, 46.0), (0.91, 58.0)):
        wave(canvas, height * at, size, 1.3, wave_colors(canvas))
    layer = canvas.layer()
    for foot in feet:
        for _ in range(90):
            angle, reach = float(rng.uniform(0.15, 0.85)) * np.pi, float(rng.uniform(0.1, 1)) ** 0.6
            x = foot + np.cos(angle) * reach * height * 0.12
            y = height * 0.82 - np.sin(angle) * reach * height * 0.2
            layer.circle(x, y, float(rng.uniform(2, 9)) * (1.25 - reach) * unit, "#e6eef2")
    canvas.lay(layer, opacity=0.8)


def paint_white_island(canvas: Canvas, _spec: PictureSpec) -> None:
    """White houses with blue domes above a bay."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * 0.46
    paint_sky(canvas, horizon, clouds=0.35)
    mountains(canvas, horizon + 3, height * 0.08, "#8a90b0", haze=0.55)
    water(canvas, horizon, height * 0.95, "#1d7fb8", reflection=0.5, ripple=0.8)
    side = min(height, width)
    flip = bool(rng.random() < 0.5)
    for x, y, tall in ((0.2, 0.72, 0.34), (0.52, 0.82, 0.3), (0.12, 0.9, 0.36)):
        put(
            canvas,
            "santorini",
            (width * (1 - x if flip else x), height * y),
            side * tall,
            Finish(relight=0.15, shadow=False, flip=flip, focus=0.6),
        )
    plank_quay(canvas, height * 0.88)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.96, height * 0.91
    canvas.stage.left, canvas.stage.right = (
        (width * 0.1, width * 0.6) if flip else (width * 0.4, width * 0.95)
    )
    put(canvas, "hibiscus", (width * (0.94 if not flip else 0.06), height * 0.93), side * 0.1, QUIET)


def paint_pool(canvas: Canvas, spec: PictureSpec) -> None:
    """A bright swimming pool with loungers and palms."""
    height, width, unit = canvas.height, canvas.width, canvas.unit
    horizon = height * 0.42
    paint_sky(canvas, horizon, clouds=0.4)
    layer = canvas.layer()
    layer.rect(0, horizon - 30 * unit, width, horizon + 6 * unit, "#6f9a52")
    layer.rect(0, horizon, width, height * 0.52, "#e4d8c0")
    canvas.lay(layer)
    for x in (0.08, 0.3, 0.72, 0.93):
        put(canvas, "palm-tree", (width * x, height * 0.46), height * 0.34, QUIET)
    for x in (0.2, 0.82):
        put(canvas, "umbrella-on-ground", (width * x, height * 0.52), height * 0.16, QUIET)
    water(canvas, height * 0.52, height * 0.86, "#3fc4e0", reflection=0.25, ripple=0.9)
    rows = canvas.rows(height * 0.52, height * 0.86)
    net = canvas.noise((50, 18), 3, 0.5, rows)
    canvas.img[rows] += (smoothstep(0.06, 0.0, np.abs(net - 0.5)) * 0.25)[..., None]
    canvas.img[canvas.rows(height * 0.86, height)] = rgb("#ead9bc") * canvas.light.ambient
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.9
    if any(s.pose in ("swimming", "floating") for s in spec.subjects):
        canvas.stage.kind, canvas.stage.near_y, canvas.stage.far_y = (
            StageKind.WATER,
            height * 0.76,
            height * 0.66,
        )


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET)
SETTINGS = (
    SettingTemplate(names=("castle_headland", "lighthouse"), paint=paint_headland, times=_LIGHTS),
    SettingTemplate(names=("santorini",), paint=paint_white_island, times=_LIGHTS),
    SettingTemplate(names=("swimming_pool",), paint=paint_pool, times=(TimeOfDay.DAY,)),
)
