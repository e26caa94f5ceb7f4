"""A Christmas market: lit huts and a great tree before the houses of the town."""

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import from_hsv
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.market_huts import market_hut
from cavendish_illustrator.scenery.passers_by import gather
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.string_lights import string_lights
from cavendish_illustrator.scenery.town_houses import house_row
from cavendish_illustrator.settings.city import cobbles

_TREES = frozenset({"christmas-tree", "christmas_tree", "evergreen-tree"})
_DEFAULT = "german"


def paint_christmas_market(canvas: Canvas, spec: PictureSpec) -> None:
    """Houses under snow, the tree between them, huts on both sides and strings of lamps above."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    canvas.is_snowy = True
    foot = height * 0.66
    paint_sky(canvas, foot, clouds=0.3)
    house_row(canvas, canvas.region or _DEFAULT, lambda _x: foot, height * 0.5)
    cobbles(canvas, foot)
    middle = width * float(rng.uniform(0.44, 0.56))
    if _TREES.isdisjoint(canvas.asked):
        _tree(canvas, middle, foot + height * 0.05)
    wide = min(width * 0.25, height * 0.3)
    for x, y, share in ((0.24, 0.06, 0.8), (0.76, 0.06, 0.8), (0.06, 0.16, 1.12), (0.94, 0.16, 1.12)):
        market_hut(canvas, width * x, foot + height * y, wide * share)
    string_lights(canvas, (0.06, 0.15, 0.23))
    canvas.spread_glow(1.0)
    gather(canvas, spec, foot + height * 0.1, height * 0.14, (0.3, 0.38, 0.64, 0.7))
    gather(canvas, spec, foot + height * 0.16, height * 0.18, (0.27, 0.45, 0.56, 0.73))
    stage = canvas.stage
    stage.near_y, stage.far_y = height * 0.95, height * 0.86
    stage.left, stage.right = width * 0.16, width * 0.84
    stage.hero_height = min(height * 0.42, width * 0.46)


def _tree(canvas: Canvas, x: float, foot: float) -> None:
    """The fir with its lamps, twice as high as the huts."""
    tall = min(canvas.height * 0.56, canvas.width * 0.6)
    put(canvas, "christmas_tree", (x, foot), tall, Finish(relight=0.3, shadow=False, focus=0.6))
    lights, rng = canvas.layer(), canvas.rng
    for k in range(46):
        share = float(rng.uniform(0.1, 0.9)) ** 0.7
        reach = tall * 0.3 * share
        spot = (x + float(rng.uniform(-1, 1)) * reach, foot - tall * (0.96 - 0.8 * share))
        lights.circle(*spot, 3.6 * canvas.unit, from_hsv(k * 77.0, 0.5, 1.0))
    canvas.shine(lights, 1.0)


SETTINGS = (
    SettingTemplate(
        names=("christmas_market",),
        paint=paint_christmas_market,
        times=(TimeOfDay.NIGHT, TimeOfDay.NIGHT, TimeOfDay.SUNSET),
    ),
)
