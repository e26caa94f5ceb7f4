"""A festival in the street: strings of flags and lanterns, balloons and a stall before the houses."""

from typing import Final

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas, Post
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.flag_strings import flag_strings
from cavendish_illustrator.scenery.foliage import petals
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.settings.city import cobbles, facades

_CONFETTI: Final = ("#f2c230", "#e0503c", "#3a7fc8", "#6fc080")


def paint_festival(canvas: Canvas, spec: PictureSpec) -> None:
    """The houses of the place, four strings of flags over the street, bunches of balloons at both sides."""
    height, width = canvas.height, canvas.width
    foot = height * 0.74
    paint_sky(canvas, height * 0.6, clouds=0.4)
    facades(canvas, foot, height * 0.5)
    cobbles(canvas, foot)
    put(canvas, "market_stall", (width * 0.2, foot + height * 0.05), height * 0.24)
    put(canvas, "market_stall", (width * 0.82, foot + height * 0.05), height * 0.24)
    canvas.spread_glow(0.8)
    flag_strings(canvas, (0.04, 0.13, 0.22, 0.32))
    for x in (0.05, 0.95):
        _balloons(canvas, width * x, foot + height * 0.1)
    lit = windows_are_lit(canvas)
    canvas.posts.append(Post("street_lamp", width * 0.93, foot + height * 0.08, height * 0.34, lit))
    gather(canvas, spec, foot + height * 0.06, height * 0.14, (0.36, 0.43, 0.52, 0.6, 0.68))
    gather(canvas, spec, foot + height * 0.1, height * 0.17, (0.3, 0.47, 0.74))
    petals(canvas, _CONFETTI, 90)
    stage = canvas.stage
    stage.near_y, stage.far_y = height * 0.95, height * 0.86
    stage.hero_height = min(height * 0.46, width * 0.5)


def _balloons(canvas: Canvas, x: float, foot: float) -> None:
    tall = canvas.height * 0.3
    finish = Finish(relight=0.4, shadow=False, focus=0.5)
    for dx, dy, size in ((-0.03, 0.62, 0.12), (0.03, 0.7, 0.13), (0.0, 0.82, 0.14)):
        put(canvas, "balloon", (x + canvas.width * dx, foot - tall * dy), canvas.height * size, finish)
    put(canvas, "potted-plant", (x, foot), canvas.height * 0.12, QUIET)


SETTINGS = (
    SettingTemplate(
        names=("carnival",),
        paint=paint_festival,
        times=(TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET),
    ),
)
