"""Dry lands: dunes, canyon, oasis, savanna, the pyramids."""

import re
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.foliage import grass
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills, mountains
from cavendish_illustrator.scenery.water_surface import water


def _dune(canvas: Canvas, base_y: float, height: float, color: str, haze: float) -> None:
    """One dune crest: lit on one side, shaded on the other, with wind ripples."""
    top = base_y - height * canvas.outline(700, 2, 0.3)
    rows = canvas.rows(base_y - height - 2, canvas.height)
    depth = canvas.ys[rows] - top[None]
    slope = np.gradient(top)[None] * canvas.light.side
    shade = clamp(0.8 - slope * 1.3 + 0.1 * np.exp(-np.maximum(depth, 0) / (40 * canvas.unit)))
    ripple = (
        np.sin((depth + canvas.noise((120, 40), 3, 0.5, rows) * 60 * canvas.unit) / (5 * canvas.unit)) * 0.03
    )
    tone = rgb("#e8eff7" if canvas.is_snowy else color)
    paint = tone * (0.55 + 0.55 * shade + ripple)[..., None] * canvas.light.ambient
    canvas.blend(mix(paint, canvas.light.haze, haze), smoothstep(-0.8, 0.8, depth), rows)


def _is_sand_sea(spec: PictureSpec) -> bool:
    """Whether no cactus grows there: in the Sahara, or where dunes are what was asked for."""
    return spec.region == "desert" or _DUNES.search(spec.prompt) is not None


_DUNES: Final = re.compile(
    r"\b(dun[aeyiou]s?|wydm\w*|düne\w*|duinen?|дюн\w*|barchan\w*|бархан\w*)\b", re.IGNORECASE
)


def _great_dune(canvas: Canvas, base_y: float, height: float, color: str, haze: float) -> None:
    """A dune with its sharp ridge: sunlit and rippled on one side, in its own shadow on the other."""
    rng, unit = canvas.rng, canvas.unit
    across = canvas.xs / canvas.width
    peak = float(rng.uniform(0.25, 0.75))
    swell = np.sin(across * float(rng.uniform(2.4, 4.2)) + float(rng.uniform(0, 6.3))) * 0.3
    crest = base_y - height * (np.exp(-(((across - peak) / 0.3) ** 2)) + swell + 0.1)
    rows = canvas.rows(float(crest.min()) - 2, canvas.height)
    depth = canvas.ys[rows] - crest
    foot = np.maximum(depth, 0) / max(1.0, height)
    ridge = peak + 0.12 * np.sin(foot * 2.6) * canvas.light.side - 0.16 * foot * canvas.light.side
    shadow = smoothstep(0.012, -0.012, (across - ridge) * canvas.light.side) * smoothstep(1.7, 0.9, foot)
    bend = canvas.noise((150, 50), 3, 0.5, rows) * 70 * unit
    ripple = np.sin((depth + bend + canvas.xs * 0.25) / (4.5 * unit)) * (0.045 - 0.035 * shadow)
    tone = rgb("#e8eff7" if canvas.is_snowy else color)
    paint = tone * (1.08 - 0.14 * np.minimum(foot, 1.2) + ripple)[..., None] * canvas.light.ambient
    dark = tone * np.array([0.56, 0.5, 0.58], np.float32) * canvas.light.ambient
    paint = clamp(mix(paint, dark, shadow[..., None]))
    canvas.blend(mix(paint, canvas.light.haze, max(0.0, haze)), smoothstep(-0.8, 0.8, depth), rows)
    canvas.is_soft = True


def paint_dunes(canvas: Canvas, spec: PictureSpec) -> None:
    """Dunes behind dunes; pyramids or a cactus and camels' country by name and seed."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * float(rng.uniform(0.48, 0.56))
    paint_sky(canvas, horizon, clouds=0.15)
    paint_rays(canvas, 0.1)
    mountains(canvas, horizon + 4, height * 0.08, "#b0785a", haze=0.45)
    is_egypt = "egypt" in spec.settings or "cat-statue" in canvas.asked
    _dune(canvas, horizon + height * 0.08, height * 0.07, "#e8bd80", 0.25)
    if is_egypt:
        for x, tall in ((0.26, 0.3), (0.56, 0.38), (0.82, 0.22)):
            put(
                canvas,
                "pyramid",
                (width * x, horizon + height * (0.1 + 0.1 * tall)),
                min(height, width) * tall,
                Finish(relight=0.1, shadow=False, haze=0.12, focus=0.5),
            )
    for at, rise, color in ((0.2, 0.1, "#e6b878"), (0.46, 0.17, "#dfa862"), (0.86, 0.2, "#d69a54")):
        _great_dune(canvas, horizon + (height - horizon) * at, height * rise, color, 0.22 - 0.24 * at)
    if "oasis" in spec.settings:
        _pool(canvas)
    elif not is_egypt and not _is_sand_sea(spec):
        put(
            canvas,
            "cactus",
            (width * float(rng.choice([0.12, 0.88])), height * 0.84),
            height * float(rng.uniform(0.2, 0.3)),
        )
    canvas.stage.near_y, canvas.stage.far_y = height * 0.93, height * 0.8


def _pool(canvas: Canvas) -> None:
    height, width = canvas.height, canvas.width
    layer = canvas.layer()
    layer.ellipse((width * 0.5, height * 0.74), (width * 0.3, height * 0.045), "#8f7a4a")
    layer.ellipse((width * 0.5, height * 0.738), (width * 0.285, height * 0.038), "#3fa0b4")
    layer.ellipse((width * 0.46, height * 0.732), (width * 0.16, height * 0.012), "#a8e0e4")
    canvas.lay(layer)
    for x, tall in ((0.2, 0.4), (0.28, 0.3), (0.78, 0.42), (0.85, 0.3)):
        put(canvas, "palm-tree", (width * x, height * 0.76), height * tall)


def paint_canyon(canvas: Canvas, _spec: PictureSpec) -> None:
    """Layered red walls on both sides of a river bed."""
    height, width = canvas.height, canvas.width
    horizon = height * 0.5
    paint_sky(canvas, horizon, clouds=0.3)
    for base, tall, color, haze in ((0.56, 0.2, "#c9805a", 0.45), (0.62, 0.26, "#b5623f", 0.25)):
        _mesa(canvas, height * base, height * tall, color, haze)
    ground(canvas, height * 0.62, "#b8683f", "#d99a6a", texture=0.3)
    canvas.is_soft = True
    water(canvas, height * 0.68, height * 0.78, "#4f8f9a", reflection=0.6)
    for side in (0, 1):
        _wall(canvas, side, width)
    ground(canvas, height * 0.8, "#a85a34", "#c47a4c", texture=0.35)
    canvas.is_soft = True
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.84


def _strata(canvas: Canvas, rows: slice) -> Field:
    waves = canvas.noise((300, 20), 3, 0.5, rows) * 30 * canvas.unit
    bands = (
        np.sin((canvas.ys[rows] + waves) / (9 * canvas.unit)) * 0.1
        + np.sin((canvas.ys[rows] + waves) / (23 * canvas.unit)) * 0.08
    )
    return np.asarray(0.85 + bands + (canvas.noise((14, 60), 4, 0.6, rows) - 0.5) * 0.3, np.float32)


def _mesa(canvas: Canvas, base_y: float, height: float, color: str, haze: float) -> None:
    steps = np.round(canvas.outline(260, 2) * 4) / 4
    top = base_y - height * (0.35 + 0.65 * steps) - canvas.outline(40, 3) * 8 * canvas.unit
    rows = canvas.rows(base_y - height - 20, base_y + 20)
    paint = rgb(color) * _strata(canvas, rows)[..., None] * canvas.light.ambient
    canvas.blend(mix(paint, canvas.light.haze, haze), smoothstep(-1, 1, canvas.ys[rows] - top[None]), rows)


def _wall(canvas: Canvas, side: int, width: int) -> None:
    rows = canvas.rows(canvas.height * 0.12, canvas.height * 0.84)
    down = (canvas.ys[rows] - canvas.height * 0.12) / (canvas.height * 0.72)
    across = canvas.xs / width if side == 0 else 1 - canvas.xs / width
    rough = (canvas.noise((60, 120), 4, 0.6, rows) - 0.5) * 0.12
    limit = 0.14 + 0.16 * np.floor(down * 4) / 4 + rough
    lit = 1.08 if (side == 0) == (canvas.light.side > 0) else 0.8
    paint = rgb("#a8502f") * (_strata(canvas, rows) * lit)[..., None] * canvas.light.ambient
    canvas.blend(paint, smoothstep(0.006, -0.006, across - limit) * smoothstep(0, 0.03, down), rows)


def paint_savanna(canvas: Canvas, _spec: PictureSpec) -> None:
    """Dry grass to the horizon and flat-topped acacias."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * float(rng.uniform(0.5, 0.58))
    paint_sky(canvas, horizon, clouds=0.4)
    paint_rays(canvas, 0.14)
    mountains(canvas, horizon, height * 0.08, "#9a8a9a", haze=0.6)
    hills(canvas, horizon + 10 * canvas.unit, height * 0.04, "#c9a85a", haze=0.2)
    ground(canvas, horizon + 14 * canvas.unit, "#b8923f", "#dcc07a", texture=0.35)
    canvas.is_soft = True
    for x, size in ((0.12, 0.26), (0.86, 0.34), (0.62, 0.12), (0.36, 0.1)):
        _acacia(
            canvas,
            width * (x + float(rng.normal(0, 0.03))),
            horizon + height * (0.04 + size * 0.4),
            height * size,
        )
    grass(canvas, height * 0.7, "#c9a445", count=3600)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.93, height * 0.76


def _acacia(canvas: Canvas, x: float, foot: float, height: float) -> None:
    layer: VectorLayer = canvas.layer()
    for reach in (-0.5, -0.15, 0.3, 0.62):
        layer.polyline(
            [
                (x, foot),
                (x + height * 0.02, foot - height * 0.4),
                (x + height * reach * 0.8, foot - height * 0.86),
            ],
            "#4a3624",
            max(2.0, height * 0.035),
        )
    count = int(np.clip(height * 2.6, 90, 700))
    px = x + canvas.rng.normal(0, 0.42, count) * height
    py = foot - height * 0.9 - np.abs(canvas.rng.normal(0, 0.07, count)) * height + np.abs(px - x) * 0.08
    order = np.argsort(-py)
    tone = np.array([rgb("#5f7a2f"), rgb("#7f9a3f"), rgb("#a8b858")])[canvas.rng.integers(3, size=count)]
    layer.leaves(np.stack([px, py], 1)[order], np.full(count, max(2.0, height * 0.042)), tone, 0.5)
    canvas.lay(layer)


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET)
SETTINGS = (
    SettingTemplate(names=("desert", "oasis", "egypt"), paint=paint_dunes, times=_LIGHTS),
    SettingTemplate(names=("canyon",), paint=paint_canyon, times=_LIGHTS),
    SettingTemplate(names=("savanna",), paint=paint_savanna, times=_LIGHTS),
)
