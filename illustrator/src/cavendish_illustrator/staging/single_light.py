"""Pictures with one light: a room that a lamp or candle lights, and silhouettes before a bright sky."""

from dataclasses import replace

import numpy as np

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import coated_pixels
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec

_SHADE, _LIT, _TINT, _GLOW = 0.24, 1.2, 1.25, 0.3
"""How much of a room's colours is left far from its lamp and near it, how warm they are and how it glows."""
_REACH = 0.6
_WARM = "#ffc878"
_SOURCES = {
    "lamp": frozenset({"lamp", "desk-lamp", "lantern", "light-bulb", "couch-and-lamp", "oil-lamp"}),
    "candle": frozenset({"candle", "candlestick", "candelabra", "advent-wreath", "birthday-cake"}),
}
_INK, _LAND_LEFT = "#120e18", 0.2
"""A silhouette's colour, and how much of the land's colours is left below it."""
_OUTLINED = "silhouette"
_ON_RIDGE, _HEAD_ROOM = 0.03, 0.06


def light_from_source(canvas: Canvas, spec: PictureSpec, placed: list[Placed]) -> None:
    """Leave a room in the dark but for a warm pool around its lamp or candle."""
    is_room = canvas.is_indoors or canvas.stage.kind is StageKind.SURFACE
    if not spec.lit_by or not is_room or not placed:
        return
    named = _SOURCES[spec.lit_by]
    source = next((one for one in placed if _bears(one, named)), placed[0])
    x, y = source.x, source.feet_y - source.height * 0.7
    reach = _REACH * min(canvas.width, canvas.height)
    pool = canvas.spot(x, y, (reach * 1.15, reach))
    canvas.img *= (_SHADE + (_LIT - _SHADE) * np.sqrt(np.maximum(pool, 0)))[..., None]
    near = canvas.spot(x, y, (reach * 0.5, reach * 0.45))
    warm = rgb(_WARM)
    tinted = canvas.img * mix(np.ones(3, np.float32), warm * _TINT, np.asarray(pool, np.float32)[..., None])
    canvas.img = clamp(tinted + (_GLOW * near**2)[..., None] * warm)


def _bears(one: Placed, named: frozenset[str]) -> bool:
    casts = (one.cast, *one.cast.company)
    things = [thing for cast in casts for thing in (cast.subject, *cast.things, *cast.held)]
    return any(thing.concept in named for thing in things)


def is_outlined(spec: PictureSpec) -> bool:
    """Whether everybody is seen as a dark outline."""
    return spec.framing == _OUTLINED


def stand_before_sky(canvas: Canvas, spec: PictureSpec, placed: list[Placed]) -> None:
    """Let silhouettes stand on the ridge, one alone before sun or moon, and darken the land below."""
    if not is_outlined(spec):
        return
    height = canvas.height
    is_land = canvas.stage.kind is StageKind.GROUND and not canvas.is_indoors
    for one in placed:
        one.finish = replace(one.finish, relight=0.0, rim=False, shadow=False, tint=0.0)
        if is_land and one.feet_y > canvas.horizon_y:
            ridge = canvas.horizon_y + height * _ON_RIDGE
            one.height = min(one.height, ridge - height * _HEAD_ROOM)
            one.feet_y = ridge
    if len(placed) == 1 and canvas.disc is not None and is_land:
        half = placed[0].width / 2
        placed[0].x = float(np.clip(canvas.disc[0], half, canvas.width - half))
    if is_land:
        below = smoothstep(canvas.horizon_y - height * 0.01, canvas.horizon_y + height * 0.05, canvas.ys)
        canvas.img *= 1 - (1 - _LAND_LEFT) * below[..., None]


def inked(cast: Cast, figure: Figure, height: float) -> Field:
    """A figure's shape alone."""
    shape = coated_pixels(cast, figure, height)
    shape[..., :3] = mix(shape[..., :3], rgb(_INK), 0.96)
    return shape
