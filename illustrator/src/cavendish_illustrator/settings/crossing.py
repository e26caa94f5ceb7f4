"""A road that runs away from us with a zebra crossing in front, in town or in the country."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.foliage import tree_row
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.terrain import ground, hills
from cavendish_illustrator.settings.city import facades
from cavendish_illustrator.settings.meadow import paint_base, tree_kinds

_WHITE = (0.95, 0.94, 0.9)
_FAR, _NEAR = 0.5, 0.86
"""Between these shares of the road's depth the zebra lies."""
_STRIPES = 7
_IN_TOWN = frozenset({"street", "city", "old_town", "town_square", "skyline"})


def _town(canvas: Canvas, spec: PictureSpec, top: float) -> None:
    """Houses on both sides of the road and pavements before them."""
    height = canvas.height
    paint_sky(canvas, height * 0.6, clouds=0.5)
    hills(canvas, top, height * 0.07, "#8fae8a", haze=0.45)
    facades(canvas, top, height * 0.44, gap_at=(0.4, 0.6))
    ground(canvas, top - 4, "#e4eaf0" if is_snowy(spec) else "#a8a196", "#cfc8bc", texture=0.15, grain=0.02)


def _country(canvas: Canvas, spec: PictureSpec) -> float:
    top = paint_base(canvas, spec)
    sizes = (canvas.height * 0.1, canvas.height * 0.2)
    tree_row(canvas, canvas.rng.uniform(0, 1, 9), top, sizes, tree_kinds(spec), haze=0.1)
    return top


def _lay_road(canvas: Canvas, top: float) -> None:
    """Asphalt from side to side at our feet, its kerbs, the dashes in its middle and the zebra."""
    height, width = canvas.height, canvas.width
    rows = canvas.rows(top, height)
    depth = (canvas.ys[rows] - top) / (height - top)
    half = width * (0.02 + 0.72 * depth)
    across = (canvas.xs - width / 2) / half
    edge = (1 - np.abs(across)) * half
    grain = 0.9 + 0.2 * canvas.noise((20, 8), 3, 0.5, rows)
    asphalt = np.array([0.33, 0.34, 0.37], np.float32) * grain[..., None]
    kerb = smoothstep(-2 - 18 * depth * canvas.unit, 0, edge)
    canvas.blend(np.array([0.78, 0.76, 0.72], np.float32) * canvas.light.ambient, kerb, rows)
    canvas.blend(asphalt * canvas.light.ambient, smoothstep(-1, 1, edge), rows)
    canvas.blend(np.array(_WHITE, np.float32) * canvas.light.ambient, _marks(across, depth) * 0.9, rows)
    canvas.keep_sharp(np.full((rows.stop - rows.start, width), 0.25, np.float32), rows)


def _marks(across: Field, depth: Field) -> Field:
    inside = smoothstep(_FAR, _FAR + 0.008, depth) * smoothstep(_NEAR + 0.008, _NEAR, depth)
    phase = np.mod((across + 1) / 2 * _STRIPES, 1)
    stripe = smoothstep(0.2, 0.23, phase) * smoothstep(0.8, 0.77, phase) * (np.abs(across) < 0.96)
    dashes = (np.abs(across) < 0.03) & (np.mod(np.sqrt(np.maximum(depth, 0)) * 9, 1) < 0.55)
    is_off = (depth < _FAR - 0.05) | (depth > _NEAR + 0.05)
    return np.asarray(np.maximum(stripe * inside, dashes & is_off), np.float32)


def paint_crossing(canvas: Canvas, spec: PictureSpec) -> None:
    """A road with a zebra across our way, between houses or through fields."""
    height, width = canvas.height, canvas.width
    if _IN_TOWN.isdisjoint(spec.settings):
        top = _country(canvas, spec)
    else:
        top = height * 0.6
        _town(canvas, spec, top)
    _lay_road(canvas, top)
    canvas.horizon_y = top
    stage = canvas.stage
    stage.near_y = top + (height - top) * (_NEAR - 0.06)
    stage.far_y = top + (height - top) * (_FAR + 0.12)
    stage.left, stage.right = width * 0.06, width * 0.94
    stage.hero_height = min(height * 0.4, width * 0.46)
    stage.is_whole = True


SETTINGS = (
    SettingTemplate(
        names=("road_crossing",),
        paint=paint_crossing,
        times=(TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.DAWN),
    ),
)
