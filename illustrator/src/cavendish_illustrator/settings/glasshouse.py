"""The inside of a greenhouse: glass and iron above beds and pots."""

import re
from typing import Final

import numpy as np

from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import mix
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.foliage import tree_row
from cavendish_illustrator.scenery.interiors import paint_floor
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy, paint_view
from cavendish_illustrator.scenery.skies import paint_rays, paint_sky
from cavendish_illustrator.scenery.terrain import hills
from cavendish_illustrator.scenery.wall_climbers import climber_named, grow_on_wall
from cavendish_illustrator.vocabulary.tokens import fold

_PLANTS = ("monstera", "potted-plant", "fern", "palm-tree", "succulent", "cactus", "hibiscus", "potted-plant")
_HANGING = ("fern", "potted-plant")
_HUNG_AT = (0.3, 0.68)
_BROKEN: Final = re.compile(
    r"\b(broken|shattered|cracked|smashed|abandoned|derelict|wybit|rozbit|potlucz|opuszczon|zerbroch|zersplitt|"
    r"verlassen|rot[oa]s?\b|abandonad|cassee?s?\b|brise|abandonn|rott[oaie]\b|infrant|abbandonat|quebrad|partid|"
    r"gebroken|kapot|verlaten|розбит|покинут|rozbit|opusten)"
)
_WORLDS = ("mars", "moon_surface", "alien_planet", "space", "arctic", "desert", "city", "sea")
"""What lies outside instead of a garden, where it was named."""


def _panes(canvas: Canvas, foot: float, prompt: str) -> None:
    """Iron bars: a gable overhead, uprights and rails below; a pale sheen on the glass, or holes."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    layer, ink = canvas.layer(), "#4a6a5c"
    eaves = height * 0.3
    peak = (width / 2, -height * 0.04)
    for x in np.linspace(0, width, 9):
        layer.line((float(x), eaves), (float(x), foot), ink, 7 * unit)
        layer.line((float(x), eaves), (peak[0] + (float(x) - peak[0]) * 0.24, peak[1]), ink, 6 * unit)
    for y in (eaves, (eaves + foot) / 2):
        layer.line((0, y), (width, y), ink, 9 * unit)
    layer.line((width * 0.12, eaves * 0.45), (width * 0.88, eaves * 0.45), ink, 5 * unit)
    layer.rect(0, foot - height * 0.05, width, foot, "#a5694c")
    canvas.lay(layer)
    rows = canvas.rows(0, foot)
    canvas.img[rows] = canvas.img[rows] * 0.9 + 0.1
    if _BROKEN.search(fold(prompt)):
        _break(canvas, eaves, foot)


def _break(canvas: Canvas, eaves: float, foot: float) -> None:
    """Knock jagged holes into some panes, with cracks out to their bars."""
    width, unit, rng = canvas.width, canvas.unit, np.random.default_rng([canvas.seed, 0xB7])
    wide, tall = width / 8, (foot - eaves) / 2
    layer, holes = canvas.layer(), canvas.layer()
    for column, row in ((1, 0), (3, 0), (6, 0), (2, 1), (5, 1)):
        x, y = (column + 0.5) * wide, eaves + (row + 0.5) * tall
        angles = np.linspace(0, 2 * np.pi, 12)[:-1]
        reach = np.where(np.arange(11) % 2, 0.24, 0.46) * rng.uniform(0.8, 1.1, 11)
        points = np.stack([x + np.cos(angles) * reach * wide, y + np.sin(angles) * reach * tall], 1)
        holes.polygon(points, "#ffffff")
        layer.polyline(np.concatenate([points, points[:1]]), "#f4fbff", 3 * unit)
        for angle in angles[::3]:
            end = (x + float(np.cos(angle)) * wide * 0.52, y + float(np.sin(angle)) * tall * 0.5)
            layer.line((x + (end[0] - x) * 0.6, y + (end[1] - y) * 0.6), end, "#eef8fc", 2 * unit)
    inside = holes.pixels[..., 3].astype(np.float32)[..., None] / 255
    canvas.img[:] = mix(canvas.img, np.clip((canvas.img - 0.1) / 0.9, 0, 1) * 0.78, inside)
    canvas.lay(layer)


def paint_glasshouse(canvas: Canvas, spec: PictureSpec) -> None:
    """The garden outside, the glass, a tiled path, and plants in rows on both sides and overhead."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    foot = height * 0.7
    paint_sky(canvas, foot, clouds=0.5)
    world = next((name for name in _WORLDS if name in spec.settings), None)
    if world is not None:
        canvas.img[:] = paint_view(spec, world, (width, height), canvas.light.time, canvas.seed)
    else:
        _garden(canvas, spec, foot)
    _panes(canvas, foot, spec.prompt)
    if canvas.light.time in (TimeOfDay.GOLDEN_HOUR, TimeOfDay.DAWN):
        paint_rays(canvas, 0.3)
    paint_floor(canvas, foot, "#c2a68c", "tiles")
    side = min(height, width)
    named = {subject.concept for subject in spec.subjects}
    plants = [name for name in _PLANTS if name not in named]
    for k, x in enumerate((0.05, 0.2, 0.8, 0.95)):
        name = plants[int(rng.integers(len(plants)))]
        put(canvas, name, (width * x, foot + height * 0.04), side * float(rng.uniform(0.24, 0.34)), QUIET)
        if k in (0, 3):
            low = plants[int(rng.integers(len(plants)))]
            put(canvas, low, (width * (x * 0.9 + 0.04), height * 0.9), side * 0.26, QUIET)
    _climb(canvas, spec, foot)
    _chains(canvas, side)
    for x in _HUNG_AT:
        put(canvas, _HANGING[int(rng.integers(2))], (width * x, height * 0.26), side * 0.2, QUIET)
    stage = canvas.stage
    stage.near_y, stage.far_y, stage.sky_y = height * 0.95, height * 0.84, height * 0.4
    stage.left, stage.right = width * 0.24, width * 0.78
    stage.hero_height = min(height * 0.48, width * 0.48)
    stage.water_top = stage.water_bottom = 0.0


def _climb(canvas: Canvas, spec: PictureSpec, foot: float) -> None:
    """The plant that was named; ivy where nobody has cut it for years."""
    plant = climber_named(spec.prompt) or (climber_named("ivy") if "ruins" in spec.settings else None)
    if plant is not None:
        grow_on_wall(canvas, plant, foot)


def _chains(canvas: Canvas, side: float) -> None:
    """What the pots overhead hang by."""
    layer = canvas.layer()
    for x in _HUNG_AT:
        top = (canvas.width * x, 0.0)
        for reach in (-0.06, 0.06):
            layer.line(top, (top[0] + side * reach, canvas.height * 0.215), "#5f5648", 3 * canvas.unit)
    canvas.lay(layer)


def _garden(canvas: Canvas, spec: PictureSpec, foot: float) -> None:
    """Hills and trees outside, under snow in winter."""
    height, snowy = canvas.height, is_snowy(spec)
    hills(canvas, foot - height * 0.06, height * 0.06, "#e6eef6" if snowy else "#86b068", haze=0.35)
    kinds = ("snowy_pine",) if snowy else ("oak", "birch")
    tree_row(canvas, np.arange(0.02, 1.0, 0.13), foot, (height * 0.16, height * 0.26), kinds, haze=0.35)


SETTINGS = (
    SettingTemplate(
        names=("greenhouse", "glasshouse"),
        paint=paint_glasshouse,
        times=(TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR),
    ),
)
