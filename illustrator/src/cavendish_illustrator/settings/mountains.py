"""Mountain lakes, snowy peaks, valleys and Mount Fuji."""

from dataclasses import replace

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.castles import castle
from cavendish_illustrator.scenery.foliage import grass, tree_row
from cavendish_illustrator.scenery.lands_beyond import raise_lands_beyond
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import bank, ground, hills, mountains, rocks
from cavendish_illustrator.scenery.water_surface import water

_LOW_SUN = frozenset({TimeOfDay.DAWN, TimeOfDay.SUNSET, TimeOfDay.GOLDEN_HOUR})
_ON_SNOW = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.DAWN)
"""In the light of a late afternoon snow would be sand."""
_OVER_RIDGE, _LOWER = 0.36, 0.62
"""How far down the sky the sun is then, and how much lower the ridge."""
_ASHORE = frozenset({"cottage", "church", "house", "pagoda", "tent", "windmill", "barn", "mosque", "bench"})
"""With one of these the near bank is shown, and boats are off it."""
_BOATS = frozenset(
    {
        "fishing-boat",
        "rowing-boat",
        "sailboat",
        "canoe",
        "speedboat",
        "motor-boat",
        "ship",
        "raft",
        "gondola-boat",
    }
)
_FLOWERS = ("#ffffff", "#ffd84a", "#c98cf0", "#ff9ac0")


def _ranges(canvas: Canvas, horizon: float, snow: float, *, is_low: bool = False) -> None:
    height, rng = canvas.height, canvas.rng
    tall = float(rng.uniform(0.32, 0.46)) * (_LOWER if is_low else 1.0)
    mountains(canvas, horizon, height * tall, "#6b7690", haze=0.5, snow=snow)
    mountains(canvas, horizon + 20 * canvas.unit, height * tall * 0.7, "#566078", haze=0.3, snow=snow * 0.9)
    mountains(canvas, horizon + 30 * canvas.unit, height * 0.12, "#3f5a48", haze=0.15)


def _raise_sun(canvas: Canvas) -> None:
    """A low sun stands over the ridge, which would hide it."""
    sun = canvas.light.sun
    if sun is not None and canvas.light.time in _LOW_SUN:
        canvas.light = replace(canvas.light, sun=(sun[0], min(sun[1], _OVER_RIDGE)))


def paint_lake(canvas: Canvas, spec: PictureSpec) -> None:
    """Peaks above a lake, pines on its shores and a flowering bank in front."""
    height, rng, snowy = canvas.height, canvas.rng, is_snowy(spec)
    horizon = height * float(rng.uniform(0.5, 0.62))
    _raise_sun(canvas)
    paint_sky(canvas, horizon, clouds=0.5, foot_of_lands=0.0)
    paint_rays(canvas, 0.12)
    is_low = spec.time_of_day in _LOW_SUN
    _ranges(canvas, horizon, 0.7 if snowy else float(rng.uniform(0.3, 0.5)), is_low=is_low)
    if "castle" in canvas.asked or "castle" in spec.settings:
        x = canvas.width * float(rng.uniform(0.36, 0.64))
        castle(canvas, x, horizon + 26 * canvas.unit, min(height * 0.36, canvas.width * 0.44))
        canvas.stage.tags = frozenset({"castle"})
    raise_lands_beyond(canvas, horizon + 8 * canvas.unit, is_on_ground=True)
    is_afloat = not _BOATS.isdisjoint(canvas.asked) and _ASHORE.isdisjoint(canvas.asked)
    shore = height if is_afloat else height * 0.86
    water(canvas, horizon + 24 * canvas.unit, shore, "#2f6f8f", reflection=0.8, ripple=0.6)
    if is_afloat:
        _set_afloat(canvas, spec)
        return
    hills(
        canvas,
        height * 0.88,
        height * 0.06,
        "#dfe8f2" if snowy else "#4f8040",
        texture=0.12 if snowy else 0.25,
    )
    kinds = ("snowy_pine",) if snowy else ("pine",)
    left, right = sorted(rng.uniform(0.12, 0.34, 2))
    tree_row(canvas, np.arange(0, left, 0.05), height * 0.9, (height * 0.18, height * 0.36), kinds)
    tree_row(canvas, np.arange(1 - right, 1.02, 0.05), height * 0.92, (height * 0.16, height * 0.3), kinds)
    if not snowy:
        grass(canvas, height * 0.88, "#4f8a3a", count=1800, flowers=_FLOWERS)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.89


def _set_afloat(canvas: Canvas, spec: PictureSpec) -> None:
    """Those in a boat are seen near; a boat alone lies out on the lake, a corner of the shore before it."""
    height, stage = canvas.height, canvas.stage
    stage.kind, stage.near_y, stage.far_y = StageKind.WATER, height * 0.84, height * 0.72
    stage.hero_height = min(height * 0.56, canvas.width * 0.56)
    if all(one.concept in _BOATS for one in spec.subjects):
        _frame_lake(canvas, snowy=is_snowy(spec))
        stage.hero_height = min(height, canvas.width) * 0.2
        stage.near_y, stage.far_y = height * 0.8, height * 0.74


def _frame_lake(canvas: Canvas, *, snowy: bool) -> None:
    """A corner of the near shore with its pines and stones, before a lake on which only boats are."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    rows = canvas.rows(height * 0.84, height)
    is_left = bool(rng.random() < 0.5)
    across = canvas.xs / width if is_left else 1 - canvas.xs / width
    rough = (canvas.noise((70, 26), 4, 0.5, rows) - 0.5) * height * 0.05
    edge = canvas.ys[rows] - height * (0.88 + 0.16 * across) + rough
    bank(canvas, edge, "#dfe8f2" if snowy else "#4f7a3c", rows=rows)
    kind = ("snowy_pine",) if snowy else ("pine",)
    for share, foot, tall in ((0.15, 0.9, 0.3), (0.08, 0.93, 0.46), (0.01, 0.95, 0.6), (0.24, 0.95, 0.2)):
        tree_row(
            canvas, np.array([share if is_left else 1 - share]), height * foot, (height * tall,) * 2, kind
        )
    sides = (0.18, 0.5) if is_left else (0.5, 0.82)
    rocks(canvas, 5, (sides[0], 0.95, sides[1], 0.99), (12, 34))
    canvas.stage.left, canvas.stage.right = (
        (0.34 * width, 0.92 * width) if is_left else (0.08 * width, 0.66 * width)
    )


def paint_peaks(canvas: Canvas, spec: PictureSpec) -> None:
    """Return to bare peaks over a meadow or a snow field, without the lake."""
    height, snowy = (
        canvas.height,
        is_snowy(spec) or "snowy_mountains" in spec.settings or "alps" in spec.settings,
    )
    horizon = height * 0.62
    paint_sky(canvas, horizon, clouds=0.6)
    _ranges(canvas, horizon, 0.85 if snowy else 0.4)
    if snowy:
        hills(canvas, height * 0.7, height * 0.08, "#d3deea", texture=0.1, haze=0.15)
        ground(canvas, height * 0.72, "#f4f8fd", "#cfdcea", texture=0.1, grain=0.015)
        canvas.is_soft = True
        tree_row(
            canvas,
            canvas.rng.uniform(0, 1, 9),
            height * 0.72,
            (height * 0.12, height * 0.2),
            ("snowy_pine", "pine"),
        )
    else:
        hills(canvas, height * 0.7, height * 0.09, "#6f9a52", haze=0.15)
        tree_row(
            canvas,
            canvas.rng.uniform(0, 1, 10),
            height * 0.69,
            (height * 0.08, height * 0.16),
            ("pine",),
            haze=0.1,
        )
        ground(canvas, height * 0.72, "#4f8a35", "#86b25a")
        grass(canvas, height * 0.76, "#5a9440", count=2400, flowers=_FLOWERS)
    canvas.stage.near_y, canvas.stage.far_y = height * 0.94, height * 0.8


SETTINGS = (
    SettingTemplate(
        names=("lake", "mountain_lake"),
        paint=paint_lake,
        times=(TimeOfDay.DAY, TimeOfDay.DAWN, TimeOfDay.GOLDEN_HOUR),
    ),
    SettingTemplate(
        names=("mountains",), paint=paint_lake, times=(TimeOfDay.DAY, TimeOfDay.DAWN, TimeOfDay.GOLDEN_HOUR)
    ),
    SettingTemplate(names=("valley",), paint=paint_peaks),
    SettingTemplate(names=("snowy_mountains", "alps", "ski_slope"), paint=paint_peaks, times=_ON_SNOW),
)
