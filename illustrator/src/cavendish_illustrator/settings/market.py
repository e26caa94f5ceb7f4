"""Markets: stalls in rows before the houses, each with other goods, and people between them."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.market_stalls import GOODS, Stall, market_stall
from cavendish_illustrator.scenery.passers_by import gather, is_peopled
from cavendish_illustrator.scenery.plumes import wants_steam
from cavendish_illustrator.scenery.setting_registry import SettingTemplate
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.settings.city import avenue_trees, cobbles, facades
from cavendish_illustrator.understanding.place_words.market_goods import goods_of_market
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food

_AWNINGS: Final = ("#c8383f", "#2f7a5a", "#d99a2e", "#2f6aa8", "#8a4a8a", "#d8623a")
_SPICE_LANDS: Final = frozenset({"desert", "indian"})

_AT_NIGHT: Final = ("street_food", "fruit", "street_food", "dumpling")
_HOT: Final = frozenset(
    {"street_food", "steaming-bowl", "dumpling", "pot-of-food", "soup", "ramen", "wok", "oden"}
)
"""What steams on a stall."""
_WARES: Final = frozenset(
    {
        "bouquet", "tulip", "rose", "sunflower", "lavender-sprig", "hydrangea", "flower-vase", "amphora",
        "jug",
        "teapot", "basket", "straw-hat", "books", "scarf", "carpet", "rug-oval", "honey-pot", "herb",
        "potted-plant",
    }
)  # fmt: skip
"""What is no food and lies on stalls where nobody has it in hand."""
_FISH: Final = frozenset({"tropical-fish", "fish", "salmon", "tuna", "lobster", "crab", "shrimp"})
_OF_FIELDS: Final = {"lavender_field": "lavender-sprig", "sunflower_field": "sunflower"}


def goods_sold(spec: PictureSpec) -> tuple[str, ...]:
    """What the stalls sell: what the prompt calls the market by, else each something else."""
    usual = ("spices", "pottery", "fruit", "bread") if spec.region in _SPICE_LANDS else GOODS
    usual = _AT_NIGHT if "night_market" in spec.settings or wants_steam(spec.prompt) else usual
    return goods_of_market(spec.prompt) + wares_named(spec) or usual


def wares_named(spec: PictureSpec) -> tuple[str, ...]:
    """The drawings of what else was named and nobody has: it lies on the stalls, not before them."""
    busy = {
        index
        for r in spec.relations
        for index in (r.subject, r.target)
        if any(is_animate(spec.subjects[one].concept) for one in (r.subject, r.target))
    }
    found = [
        "fish" if one.concept in _FISH else one.concept
        for index, one in enumerate(spec.subjects)
        if index not in busy
        and not (one.pose or one.size)
        and (is_food(one.concept) or one.concept in _WARES | _FISH)
    ]
    found += [drawing for field, drawing in _OF_FIELDS.items() if field in spec.settings]
    return tuple(one for one in dict.fromkeys(found) if find_figure(one) is not None)


def paint_market(canvas: Canvas, spec: PictureSpec) -> None:
    """Houses, a far row of stalls, two near ones at the sides, lanterns above, people in the lane."""
    height, width, rng = canvas.height, canvas.width, canvas.rng
    canvas.region = "desert" if "medina" in spec.settings else canvas.region
    foot = height * 0.66
    paint_sky(canvas, height * 0.6, clouds=0.4)
    facades(canvas, foot, height * 0.5)
    cobbles(canvas, foot)
    canvas.spread_glow(0.6)
    tags = frozenset(wares_named(spec))
    tags |= _FISH if "fish" in tags else frozenset()
    tags |= avenue_trees(canvas, spec, foot)
    goods, first = goods_sold(spec), int(rng.integers(6))
    side = min(width, height * 1.35)
    places = [(x, foot + height * 0.05, side * 0.2) for x in (0.1, 0.34, 0.66, 0.9)]
    places += [(x, foot + height * 0.2, side * 0.36) for x in (0.04, 0.96)]
    for number, (x, y, size) in enumerate(places):
        stall = Stall(
            x=width * (x + float(rng.normal(0, 0.008))),
            foot=y,
            width=size,
            goods=goods[(number + first) % len(goods)],
            awning=_AWNINGS[(number + first) % len(_AWNINGS)],
            number=number + first,
            has_seller=is_peopled(spec),
            steams=goods[(number + first) % len(goods)] in _HOT,
        )
        market_stall(canvas, stall)
    hang_lanterns(canvas)
    canvas.spread_glow(0.8)
    gather(canvas, spec, foot + height * 0.075, height * 0.15, (0.22, 0.44, 0.5, 0.57, 0.78))
    gather(canvas, spec, foot + height * 0.17, height * 0.21, (0.33, 0.42, 0.62, 0.7))
    canvas.stage.near_y, canvas.stage.far_y = height * 0.95, height * 0.87
    canvas.stage.hero_height = min(height * 0.44, width * 0.5)
    canvas.stage.tags |= tags


def hang_lanterns(canvas: Canvas) -> None:
    """Hang strings of lanterns (glowing when dark) or of bunting across the picture."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    lit = windows_are_lit(canvas)
    strings, lights = canvas.layer(), canvas.layer()
    colors = ("#ff7a3c", "#ffd24a", "#ff5a7a", "#6fd0ff")
    for level in (0.1, 0.2):
        sag = height * float(canvas.rng.uniform(0.06, 0.1))
        t = np.linspace(0, 1, 40)
        xs, ys = t * width, height * level + sag * 4 * t * (1 - t)
        strings.polyline(np.stack([xs, ys], 1), "#4a3a34", 2 * unit)
        for k in range(2, 38, 3):
            color = colors[(k // 3) % 4]
            x, y = float(xs[k]), float(ys[k])
            if lit:
                lights.circle(x, y + 12 * unit, 10 * unit, color)
            else:
                strings.polygon([(x - 12 * unit, y), (x + 12 * unit, y), (x, y + 24 * unit)], color)
    canvas.lay(strings)
    if lit:
        canvas.shine(lights, 1.2)
        canvas.spread_glow(0.9)


_LIGHT: Final = (TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET)
SETTINGS = (
    SettingTemplate(names=("market",), paint=paint_market, times=_LIGHT),
    SettingTemplate(
        names=("night_market", "lantern_festival"), paint=paint_market, forced_time=TimeOfDay.NIGHT
    ),
)
