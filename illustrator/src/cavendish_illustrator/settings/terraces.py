"""Balconies, porches, roof terraces and cafés by the sea: a railed floor before a view."""

from functools import partial

import numpy as np

from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.scenery.buildings import skyline
from cavendish_illustrator.scenery.interiors import paint_floor
from cavendish_illustrator.scenery.setting_registry import SettingTemplate, is_snowy
from cavendish_illustrator.scenery.skies import paint_sky
from cavendish_illustrator.scenery.string_lights import string_lights
from cavendish_illustrator.scenery.terrain import hills, mountains
from cavendish_illustrator.scenery.water_surface import water
from cavendish_illustrator.settings.city import facades
from cavendish_illustrator.settings.landmarks import paint_monuments

_SEA = frozenset({"sea", "beach", "harbour", "tropical_island", "lake", "santorini", "cliff_town", "island"})
_LAND = frozenset({"mountains", "snowy_mountains", "alps", "valley", "fjord", "hills", "tuscany", "vineyard"})
_GREEN = frozenset({"meadow", "forest", "farm", "park", "countryside", "cabin", "village"})
_TOWERS = frozenset({"skyline", "new_york", "chicago", "hong_kong", "dubai", "tokyo", "rooftop_terrace"})
_BLOOMS = (("#d8323c", "#f2606a"), ("#e0609a", "#f7a0c4"), ("#f4f0f4", "#e8a0b8"), ("#8a5ac0", "#b48ae0"))
_FREE = frozenset({"ship_deck", "bridge_deck"})
"""Floors without furniture, on which one stands anywhere."""
_FURNITURE = {
    "balcony": (("round_table", 0.3, 0.9, 0.2), ("chair", 0.16, 0.9, 0.24), ("chair", 0.44, 0.9, 0.24)),
    "porch": (("rocking-chair", 0.22, 0.91, 0.32), ("potted-plant", 0.07, 0.9, 0.2)),
    "rooftop_terrace": (
        *(("round_table", 0.2, 0.9, 0.22), ("tropical-drink", 0.2, 0.725, 0.09)),
        *(("potted-plant", 0.06, 0.88, 0.24), ("potted-plant", 0.94, 0.88, 0.24)),
    ),
    "ship_deck": (("ring-buoy", 0.1, 0.74, 0.13), ("ring-buoy", 0.9, 0.74, 0.13)),
    "bridge_deck": (("street_lamp", 0.06, 0.8, 0.5), ("street_lamp", 0.94, 0.8, 0.5)),
    "seaside_cafe": (
        *(("umbrella-on-ground", 0.26, 0.9, 0.46), ("umbrella-on-ground", 0.8, 0.84, 0.36)),
        *(("round_table", 0.18, 0.92, 0.2), ("chair", 0.34, 0.92, 0.22), ("round_table", 0.84, 0.86, 0.16)),
        *(("hot-beverage", 0.18, 0.755, 0.06), ("hot-beverage", 0.84, 0.73, 0.045)),
    ),
}


def _view(canvas: Canvas, spec: PictureSpec, key: str, foot: float) -> None:
    """What lies beyond the railing: the sea, hills or a town, as the prompt's other places say."""
    height, named = canvas.height, set(spec.settings)
    paint_sky(canvas, foot, clouds=0.5)
    if key in ("seaside_cafe", "ship_deck") or (named & _SEA and key != "bridge_deck"):
        mountains(canvas, foot - height * 0.1, height * 0.07, "#8a9ab8", haze=0.55)
        water(canvas, foot - height * 0.12, foot + height * 0.2, "#1f84b4", reflection=0.5, ripple=0.8)
        for x, tall in ((0.62, 0.1), (0.86, 0.07)):
            put(canvas, "sailboat", (canvas.width * x, foot - height * 0.04), height * tall)
        return
    if key == "bridge_deck":
        _river_below(canvas, spec, foot)
        return
    if named & _LAND:
        mountains(canvas, foot, height * 0.3, "#7389a8", haze=0.4, snow=0.4)
    if named & (_LAND | _GREEN) or key == "porch":
        color = "#e4ecf4" if is_snowy(spec) else "#7fa85c"
        hills(canvas, foot - height * 0.06, height * 0.09, color, haze=0.25)
        hills(canvas, foot + height * 0.06, height * 0.07, color, haze=0.05)
        return
    tone = "#2a2f5a" if canvas.light.is_dark else "#9aa4b4"
    if named & _TOWERS or key == "rooftop_terrace":
        skyline(canvas, foot + height * 0.1, (height * 0.2, height * 0.48), tone, haze=0.35)
        skyline(canvas, foot + height * 0.1, (height * 0.12, height * 0.3), tone, haze=0.12)
    else:
        skyline(canvas, foot, (height * 0.08, height * 0.2), tone, haze=0.5)
        paint_monuments(canvas, spec, foot + height * 0.03)
        facades(canvas, foot + height * 0.1, height * 0.24)
    canvas.spread_glow(0.8)


def _river_below(canvas: Canvas, spec: PictureSpec, foot: float) -> None:
    """The river that a bridge crosses, between its banks."""
    height, width = canvas.height, canvas.width
    color = "#e4ecf4" if is_snowy(spec) else "#6f9f52"
    hills(canvas, foot - height * 0.07, height * 0.1, color, haze=0.3)
    water(canvas, foot - height * 0.08, foot + height * 0.2, "#4f8fb0", reflection=0.6, ripple=0.8)
    layer = canvas.layer()
    for side in (0.0, 1.0):
        inner, outer = width * (0.34 if side == 0.0 else 0.66), width * side
        layer.polygon(
            [
                (outer, foot - height * 0.09),
                (inner, foot - height * 0.085),
                (inner + (outer - inner) * 0.55, foot + height * 0.2),
                (outer, foot + height * 0.2),
            ],
            color,
        )
    canvas.lay(layer)


def _railing(canvas: Canvas, span: tuple[float, float], key: str) -> None:
    """Iron bars with a scroll, or white wooden posts."""
    top, foot = span
    unit, width = canvas.unit, canvas.width
    is_wood = key in {"porch", "seaside_cafe", "ship_deck"}
    ink = "#f2ece0" if is_wood else "#2c2f36"
    layer = canvas.layer()
    thick = (10 if is_wood else 4) * unit
    for x in np.arange(0, width + 1, (46 if is_wood else 26) * unit):
        layer.line((float(x), top), (float(x), foot), ink, thick)
        if not is_wood:
            layer.ring(float(x) + 13 * unit, top + 26 * unit, 11 * unit, ink, 3 * unit)
    layer.rect(0, top - 6 * unit, width, top + 8 * unit, ink)
    layer.rect(0, foot - 12 * unit, width, foot - 4 * unit, ink)
    canvas.lay(layer)


def _flower_boxes(canvas: Canvas, y: float) -> None:
    """Hang boxes of blooming plants on the railing."""
    rng, unit, width = canvas.rng, canvas.unit, canvas.width
    blooms = _BLOOMS[int(rng.integers(len(_BLOOMS)))]
    boxes, plants = canvas.layer(), canvas.layer()
    for x in (0.16, 0.5, 0.84):
        half, middle = width * 0.12, width * (x + float(rng.normal(0, 0.01)))
        boxes.rect(middle - half, y, middle + half, y + 34 * unit, "#a5623e")
        count = int(190 * max(0.4, unit))
        points = np.stack([rng.normal(middle, half * 0.5, count), y - rng.gamma(2.0, 11, count) * unit], 1)
        leaf = np.array([rgb("#3f7a3a"), rgb("#5a9a4a")])[rng.integers(2, size=count)]
        plants.leaves(points, rng.uniform(5, 11, count) * unit, leaf)
        petals = np.array([rgb(color) for color in blooms])[rng.integers(2, size=count // 2)]
        plants.leaves(
            points[: count // 2] - (0, 10 * unit), rng.uniform(4, 9, count // 2) * unit, petals, 0.9
        )
    canvas.lay(boxes)
    canvas.lay(plants)


def _house_wall(canvas: Canvas, foot: float) -> None:
    """Posts and a beam of the porch's roof."""
    layer: VectorLayer = canvas.layer()
    width, height, unit = canvas.width, canvas.height, canvas.unit
    layer.rect(0, 0, width, height * 0.07, "#8a5f3f")
    layer.rect(0, height * 0.07, width, height * 0.07 + 10 * unit, "#5f4029")
    for x in (0.03, 0.97):
        layer.rect(width * x - 18 * unit, height * 0.07, width * x + 18 * unit, foot, "#f2ece0")
    canvas.lay(layer)


def paint_terrace(canvas: Canvas, spec: PictureSpec, *, key: str) -> None:
    """View, railing, floor and furniture; flowers or lights as the place has them."""
    height, width = canvas.height, canvas.width
    foot, top = height * 0.78, height * 0.57
    _view(canvas, spec, key, height * 0.6)
    if key == "rooftop_terrace":
        string_lights(canvas)
    _railing(canvas, (top, foot), key)
    if key == "balcony":
        _flower_boxes(canvas, top)
    is_planks = key in {"porch", "seaside_cafe", "rooftop_terrace", "ship_deck", "bridge_deck"}
    color = clamp(rgb("#a5774c" if is_planks else "#c9a184"))
    paint_floor(canvas, foot, color, "planks" if is_planks else "tiles")
    if key == "porch":
        _house_wall(canvas, foot)
    named = {subject.concept for subject in spec.subjects}
    side = min(height, width)
    for name, x, y, tall in _FURNITURE[key]:
        if name not in named:
            put(canvas, name, (width * x, height * y), side * tall, QUIET)
    stage = canvas.stage
    stage.near_y, stage.far_y, stage.sky_y = height * 0.955, height * 0.87, height * 0.3
    stage.left, stage.right = width * (0.1 if key in _FREE else 0.46), width * (0.9 if key in _FREE else 0.95)
    stage.hero_height = min(height * 0.46, width * 0.46)


_LIGHTS = (TimeOfDay.DAY, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET, TimeOfDay.DAY)
_EVENING = (TimeOfDay.SUNSET, TimeOfDay.NIGHT)
SETTINGS = tuple(
    SettingTemplate(
        names=(key,),
        paint=partial(paint_terrace, key=key),
        times=_EVENING if key == "rooftop_terrace" else _LIGHTS,
    )
    for key in _FURNITURE
)
