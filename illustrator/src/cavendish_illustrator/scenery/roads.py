"""The road under what goes on wheels in open country, from one edge of the picture to the other."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import ColorLike, Field, mix, rgb, smoothstep
from cavendish_illustrator.picture_spec import PictureSpec

MOTORS: Final = frozenset(
    {
        "automobile", "oncoming-automobile", "classic-car", "convertible", "taxi", "oncoming-taxi", "bus",
        "school-bus", "minibus", "police-car", "fire-engine", "ambulance", "delivery-truck", "limousine",
        "articulated-lorry", "motorcycle", "motor-scooter", "bicycle", "racing-car", "pickup-truck", "van",
        "sport-utility-vehicle", "camper-van", "garbage-truck", "double-decker", "trolleybus", "jeep",
        "ice-cream-truck", "food-truck", "person-biking",
    }
)  # fmt: skip
"""What drives on asphalt."""
_CARTS: Final = frozenset({"carriage", "wooden-cart", "tractor"})
_NEEDS_NONE: Final = frozenset(
    {
        "beach", "sea", "sandcastle", "racetrack", "farm", "barn", "wheat_field", "construction_site",
        "snowfield", "moon_surface", "mars", "alien_planet", "hell", "heaven", "park", "garden", "picnic",
        "gas_station", "garage", "podium", "plain", "studio", "abstract", "playground", "house_wall",
        "camp_site", "market", "harbour", "pier", "bridge", "forest", "flower_field", "sunflower_field",
    }
)  # fmt: skip
"""Where it stands as it is, unless a road was named."""
_DUSTY: Final = frozenset({"desert", "savanna", "canyon", "egypt"})
_ROADS: Final = frozenset({"road", "highway"})
_BEHIND, _BEFORE = 0.045, 0.075
"""How far the road reaches behind and before the wheels, in parts of the picture's height."""
_ASPHALT, _DUST, _SNOW = "#55575d", "#b39162", "#e6ecf3"


def crosses_on_road(spec: PictureSpec) -> bool:
    """Whether what drives is seen from the side, so that its road must cross the picture."""
    return any(subject.concept in MOTORS | _CARTS for subject in spec.subjects)


def _drives(placed: Placed) -> bool:
    prop = placed.cast.prop
    concepts = {placed.cast.subject.concept, *([prop.concept] if prop is not None else [])}
    return not placed.is_airborne and not concepts.isdisjoint(MOTORS | _CARTS)


def lay_road(
    canvas: Canvas, spec: PictureSpec, placed: Sequence[Placed], *, is_on_road: bool = False
) -> None:
    """Lay a road under the wheels of whatever drives over open ground; nothing in town or off the road.

    `is_on_road`: where no place was named, whether the place chosen is a road.
    """
    wheels = [one.feet_y for one in placed if _drives(one)]
    is_off = _ROADS.isdisjoint(spec.settings) and not _NEEDS_NONE.isdisjoint(spec.settings)
    is_open = canvas.stage.kind is StageKind.GROUND and not (canvas.is_indoors or canvas.paved_y)
    if not wheels or is_off or not is_open or not (spec.settings or is_on_road):
        return
    top = min(wheels) - canvas.height * _BEHIND
    foot = max(wheels) + canvas.height * _BEFORE
    rows = canvas.rows(top, foot if foot < canvas.height * 0.97 else canvas.height)
    is_paved = any(_is_motor(one) for one in placed) and _DUSTY.isdisjoint(spec.settings)
    edge = _edge(canvas, rows, is_cut=rows.stop >= canvas.height)
    canvas.blend(_surface(canvas, rows, is_paved=is_paved), smoothstep(-1.5, 1.5, edge), rows)
    if is_paved:
        _mark(canvas, rows, edge)


def _is_motor(placed: Placed) -> bool:
    prop = placed.cast.prop
    return placed.cast.subject.concept in MOTORS or (prop is not None and prop.concept in MOTORS)


def _edge(canvas: Canvas, rows: slice, *, is_cut: bool) -> Field:
    """How far each pixel lies within the road, in pixels; its verges are a little uneven."""
    rough = (canvas.noise((40, 16), 3, 0.5, rows) - 0.5) * 10 * canvas.unit
    inner = canvas.ys[rows] - rows.start - 3 * canvas.unit + rough
    lower = rows.stop - 3 * canvas.unit - canvas.ys[rows] + rough
    return np.asarray(inner if is_cut else np.minimum(inner, lower), np.float32)


def _surface(canvas: Canvas, rows: slice, *, is_paved: bool) -> Field:
    depth = ((canvas.ys[rows] - rows.start) / max(1, rows.stop - rows.start))[..., None]
    grain = 0.88 + 0.24 * canvas.noise((34, 7), 4, 0.55, rows)
    tone: ColorLike = mix("#6d6f75", _ASPHALT, depth) if is_paved else mix("#c4a476", _DUST, depth)
    if canvas.is_snowy:
        drifts = smoothstep(0.5, 0.62, canvas.noise((160, 9), 3, 0.5, rows))
        tone = mix(tone, _SNOW, (0.22 + 0.5 * drifts)[..., None])
    return np.asarray(rgb(tone) * grain[..., None] * canvas.light.ambient, np.float32)


def _mark(canvas: Canvas, rows: slice, edge: Field) -> None:
    """A line along the far verge, and dashes between the lanes before the wheels."""
    unit, tall = canvas.unit, rows.stop - rows.start
    line = np.exp(-(((edge - 9 * unit) / (2.2 * unit)) ** 4)) * (canvas.ys[rows] < rows.start + tall * 0.4)
    middle = rows.start + tall * 0.78
    dashes = (np.abs(canvas.ys[rows] - middle) < 3.4 * unit) & (np.mod(canvas.xs / (150 * unit), 1) < 0.55)
    worn = 0.75 + 0.25 * canvas.noise((30, 8), 3, 0.5, rows)
    cover = np.maximum(line * 0.8, dashes) * worn * (0.4 if canvas.is_snowy else 0.9)
    canvas.blend(
        np.asarray(rgb("#f2efe4") * canvas.light.ambient, np.float32), np.asarray(cover, np.float32), rows
    )
