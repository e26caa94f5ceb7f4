"""Tuscany: soft hills one behind the other, striped fields, a farm and a white road between cypresses."""

from typing import Final

import numpy as np

from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep, vary
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay
from cavendish_illustrator.scenery.foliage import grass, tree
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_autumnal, is_snowy
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import mountains
from cavendish_illustrator.settings.meadow import tree_kinds

_SUMMER: Final = ("#c9b65c", "#8fa24e", "#d8c070", "#7f9a48", "#b8a850", "#86984a")
_SPRING: Final = ("#8fb85a", "#a8c868", "#7aa850", "#9cc060", "#84b052", "#6f9f48")
_AUTUMN: Final = ("#b8843f", "#a0693a", "#cfa050", "#8f7a3f", "#b0703a", "#9a7a40")
_WINTER: Final = ("#dfe7f0", "#eef3f9")
_BANDS: Final = 6
_FARM_BAND, _ROAD_BANDS = 2, 3
_CYPRESS: Final = "#2f4a2c"


def _tones(spec: PictureSpec) -> tuple[str, ...]:
    if is_snowy(spec):
        return _WINTER
    if is_autumnal(spec):
        return _AUTUMN
    return _SPRING if spec.season is Season.SPRING else _SUMMER


def _crest(canvas: Canvas, base: float, height: float) -> Field:
    """A long soft wave, not the same on any two bands."""
    across = np.linspace(0, 1, canvas.width, dtype=np.float32)
    rng = canvas.rng
    wave = np.sin(across * float(rng.uniform(3.2, 5.4)) + float(rng.uniform(0, 6.3)))
    swell = np.sin(across * float(rng.uniform(7.0, 10.0)) + float(rng.uniform(0, 6.3))) * 0.28
    return np.asarray(base - height * (wave + swell), np.float32)


def _band(canvas: Canvas, crest: Field, color: str, haze: float) -> None:
    """One hill: lit along its crest, with the furrows of its field bent over it."""
    rows = canvas.rows(float(crest.min()) - 2, canvas.height)
    depth = np.maximum(canvas.ys[rows] - crest[None], 0)
    slope = np.gradient(crest)[None] * canvas.light.side
    furrows = np.sin((canvas.xs + depth * 1.6 + crest[None] * 1.4) / (9 * canvas.unit * (1.6 - haze)))
    grain = canvas.noise((70, 26), 4, 0.6, rows)
    shade = 0.84 + 0.26 * np.exp(-depth / (30 * canvas.unit)) - clamp(slope * 0.5 + 0.1) * 0.5
    strength = 0.02 if canvas.is_snowy else 0.06
    paint = vary(color, canvas.rng, 0.03) * (shade + strength * furrows + 0.22 * (grain - 0.5))[..., None]
    paint = clamp(np.asarray(paint, np.float32) * canvas.light.ambient)
    canvas.blend(
        mix(paint, canvas.light.haze, haze), smoothstep(-0.8, 0.8, canvas.ys[rows] - crest[None]), rows
    )


def _cypress(canvas: Canvas, x: float, foot: float, tall: float, haze: float) -> None:
    """A slender flame of a tree, lighter on its sunny side."""
    layer = canvas.layer()
    half = tall * 0.1
    steps = np.linspace(0, np.pi, 9)
    widths = np.sin(steps) ** 0.75 * half
    heights = foot - tall * (0.04 + 0.96 * steps / np.pi)
    left = [(x - w, y) for w, y in zip(widths, heights, strict=True)]
    right = [(x + w, y) for w, y in zip(widths, heights, strict=True)][::-1]
    layer.rect(x - half * 0.14, foot - tall * 0.08, x + half * 0.14, foot, "#5a4030")
    layer.polygon([*left, *right], vary(_CYPRESS, canvas.rng, 0.1))
    lit = canvas.light.side
    layer.polygon(
        [*((x + lit * w * 0.8, y) for w, y in zip(widths, heights, strict=True)), (x, foot)], "#47663a"
    )
    if canvas.is_snowy:
        layer.polygon(
            [*((x + lit * w * 0.5, y) for w, y in zip(widths[4:], heights[4:], strict=True))], "#e8eff7"
        )
    canvas.lay(layer, haze=haze)


def _road(canvas: Canvas, crest: Field, following: Field, at: tuple[float, float]) -> None:
    """A white road from the crest of a hill down to where the next one hides it, and its cypresses."""
    start, end = at
    width, unit = canvas.width, canvas.unit
    rows = canvas.rows(float(crest.min()), float(following.max()))
    share = np.clip((canvas.ys[rows] - crest[None]) / np.maximum(following - crest, 1)[None], 0, 1)
    middle = width * (start + (end - start) * share + 0.03 * np.sin(share * 4.2))
    half = width * (0.006 + 0.012 * share)
    inside = smoothstep(1.5, -1.5, np.abs(canvas.xs - middle) - half) * (canvas.ys[rows] >= crest[None])
    tone = rgb("#f1f4f8" if canvas.is_snowy else "#e9dcb8") * canvas.light.ambient
    canvas.blend(tone, np.asarray(inside * 0.92 * (canvas.ys[rows] < following[None]), np.float32), rows)
    for step in np.linspace(0.08, 0.86, 5):
        x = width * (start + (end - start) * float(step) + 0.03 * np.sin(float(step) * 4.2))
        column = int(np.clip(x, 0, width - 1))
        y = float(crest[column] + (following[column] - crest[column]) * step)
        side = 1 if int(step * 100) % 2 else -1
        tall = canvas.height * (0.05 + 0.035 * float(step))
        _cypress(canvas, x + side * (9 + 7 * float(step)) * unit, y, tall, 0.1)


def paint_tuscany(canvas: Canvas, spec: PictureSpec) -> None:
    """Blue mountains, six hills, the farm on one of them, the road over the next."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    horizon = height * float(rng.uniform(0.4, 0.46))
    paint_sky(canvas, horizon, clouds=0.55)
    paint_rays(canvas, 0.12)
    mountains(canvas, horizon + 6, height * 0.07, "#7f93b0", haze=0.6)
    side = 0.3 if rng.random() < 0.5 else 0.7
    tones, crests = _tones(spec), []
    for k in range(_BANDS + 1):
        base = horizon + (height - horizon) * (0.08 + 0.9 * (k / _BANDS) ** 1.25)
        crests.append(_crest(canvas, base, height * (0.014 + 0.012 * k)))
    for k in range(_BANDS):
        haze = max(0.0, 0.46 - 0.13 * k)
        _band(canvas, crests[k], tones[k % len(tones)], haze)
        if k == _FARM_BAND:
            _farm(canvas, crests[k], side)
        elif k == _ROAD_BANDS:
            _road(canvas, crests[k], crests[k + 1], (side, 1 - side))
        elif k and k < _FARM_BAND + 1:
            _far_trees(canvas, crests[k], haze)
    if not is_snowy(spec):
        flowers = ("#d8323c", "#ffd84a") if not is_autumnal(spec) else ("#c9762a",)
        grass(canvas, height * 0.9, "#8a9a44", count=1100, flowers=flowers)
    for x in (0.05, 0.95):
        foot = float(crests[-2][int(width * x)]) + height * 0.06
        tree(canvas, (width * x, foot), height * 0.16, tree_kinds(spec)[0])
    stage = canvas.stage
    stage.near_y, stage.far_y = height * 0.94, height * 0.84
    stage.tags = frozenset({"cypress"})


def _far_trees(canvas: Canvas, crest: Field, haze: float) -> None:
    for x in canvas.rng.uniform(0.04, 0.96, 5):
        column = int(canvas.width * float(x))
        _cypress(canvas, float(column), float(crest[column]) + 3, canvas.height * 0.035, haze)


def _farm(canvas: Canvas, crest: Field, side: float) -> None:
    """A farmhouse on its hill among cypresses."""
    width, height = canvas.width, canvas.height
    size = min(height, width)
    for across, tall in ((-0.1, 0.09), (-0.07, 0.12), (0.07, 0.13), (0.1, 0.1), (0.13, 0.08)):
        column = int(np.clip(width * (side + across), 0, width - 1))
        _cypress(canvas, float(column), float(crest[column]) + 4, size * tall, 0.14)
    foot = float(crest[int(width * side)]) + 5
    put(canvas, "cottage", (width * side, foot), size * 0.1, QUIET)


SETTINGS = (
    SettingTemplate(
        names=("tuscany",),
        paint=paint_tuscany,
        times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN),
    ),
)
