"""The wall of an old house beside a pavement: what a door, a bicycle or a sign is seen before."""

import re
from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import ColorLike, clamp, mix, rgb
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import brick
from cavendish_illustrator.scenery.foliage import bush
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.wall_climbers import climber_named, grow_on_wall
from cavendish_illustrator.settings.city import cobbles

_BRICKS = ("#a5563f", "#b8876a", "#8a7a6f", "#c9a878")
_PLASTER: Final = ("#e4cfa4", "#d9b48f", "#c9d0c4", "#e0c0a8")
_TILE: Final = "#e9eef2"
_PAINTED: Final = re.compile(
    r"\b(tile|tiled|azulej|kachel|fliese|płytk|kafelk|carrea?u|faïence|piastrell|tegel|плитк|kachl)\w*",
    re.IGNORECASE,
)
_BRICK: Final = re.compile(
    r"\b(brick|ziegel|backstein|cegl|ceglan|ladrill|brique|matton|tijol|baksteen|цегл|цегля|cihl)\w*",
    re.IGNORECASE,
)


def paint_house_wall(canvas: Canvas, spec: PictureSpec) -> None:
    """Brick, tiles or coloured plaster from edge to edge, a stone base, cobbles in front."""
    height, width = canvas.height, canvas.width
    foot = height * 0.84
    paint_sky(canvas, foot, clouds=0.0, has_disc=False)
    _face(canvas, spec, int(foot) + 1)
    layer = canvas.layer()
    layer.rect(0, foot - height * 0.05, width, foot, "#8f877c")
    layer.rect(0, foot - height * 0.055, width, foot - height * 0.045, "#a8a094")
    canvas.lay(layer)
    climber = climber_named(spec.prompt)
    if climber is not None:
        grow_on_wall(canvas, climber, foot)
    cobbles(canvas, foot)
    if climber is None:
        for x in (0.06, 0.95):
            bush(canvas, width * x, foot + height * 0.02, float(canvas.rng.uniform(54, 84)) * canvas.unit)
    canvas.sun = None
    stage = canvas.stage
    stage.near_y, stage.far_y = foot + height * 0.02, foot + height * 0.005
    stage.hero_height = min(height * 0.7, width * 0.8)


def _face(canvas: Canvas, spec: PictureSpec, foot: int) -> None:
    """The surface of the wall, in the colour that was named for it."""
    rng, box = canvas.rng, Box(0, 0, canvas.width, foot)
    if _PAINTED.search(spec.prompt):
        _tiles(canvas, foot, spec.walls or _TILE)
    elif spec.walls is not None and not _BRICK.search(spec.prompt):
        _plaster(canvas, foot, mix(spec.walls, "#efe6d4", 0.12))
    elif spec.walls is not None or _BRICK.search(spec.prompt) or rng.random() < 0.6:
        brick(canvas, box, spec.walls or _BRICKS[int(rng.integers(len(_BRICKS)))])
    else:
        _plaster(canvas, foot, _PLASTER[int(rng.integers(len(_PLASTER)))])


def _plaster(canvas: Canvas, foot: int, color: ColorLike) -> None:
    rows = slice(0, foot)
    stains = canvas.soft_noise((220, 300), 4, 0.55, rows)
    grain = canvas.noise((14, 14), 3, 0.5, rows)
    tone = 0.9 + 0.14 * stains + 0.06 * grain
    light = mix(canvas.light.ambient, np.ones(3, np.float32), 0.35)
    canvas.img[rows] = clamp(rgb(color) * tone[..., None] * light)


def _tiles(canvas: Canvas, foot: int, color: ColorLike) -> None:
    """Square glazed tiles, each with a blue flower."""
    rows, step = slice(0, foot), 58 * canvas.unit
    xs, ys = np.mod(canvas.xs, step) - step / 2, np.mod(canvas.ys[rows], step) - step / 2
    joint = (np.abs(xs) > step * 0.47) | (np.abs(ys) > step * 0.47)
    angle, reach = np.arctan2(ys, xs), np.hypot(xs, ys) / step
    petals = reach < 0.3 * (0.55 + 0.45 * np.cos(4 * angle) ** 2)
    corner = np.hypot(np.abs(xs) - step / 2, np.abs(ys) - step / 2) < step * 0.16
    paint = np.broadcast_to(rgb(color), (*petals.shape, 3)).copy()
    paint[petals | corner] = rgb("#2f5f9f")
    paint[reach < 0.09] = rgb("#f0c95a")
    paint[joint] = rgb(color) * 0.78
    light = mix(canvas.light.ambient, np.ones(3, np.float32), 0.35)
    canvas.img[rows] = clamp(paint * light)


SETTINGS = (
    SettingTemplate(
        names=("house_wall",), paint=paint_house_wall, times=(TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR)
    ),
)
