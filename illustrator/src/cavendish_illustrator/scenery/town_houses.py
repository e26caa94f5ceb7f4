"""Rows of house fronts as a region builds them: tiled and colourful, brick with fire escapes, flat-roofed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.front_openings import Opening, draw_door, draw_window
from cavendish_illustrator.scenery.front_roofs import draw_roof

_PANES_LIT: Final = 0.6
_SNOW: Final = "#f2f6fb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One row of `town_houses.toml`, where its fields are explained."""

    walls: tuple[str, ...]
    shutters: tuple[str, ...]
    roofs: tuple[str, ...]
    trim: str
    windows: str
    roof: str
    door: str
    storeys: tuple[int, int]
    columns: tuple[int, int]
    wide: tuple[float, float]
    tall: float
    extras: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """One house of a row, in pixels of the picture."""

    family: Family
    left: float
    foot: float
    width: float
    height: float
    """Of the wall, without its roof."""
    wall: Field
    shutter: str
    roof: str
    storeys: int
    columns: int

    @property
    def top(self) -> float:
        return self.foot - self.height

    @property
    def right(self) -> float:
        return self.left + self.width


@cache
def families() -> dict[str, Family]:
    """How each region builds, by its name."""
    return {name: _family(row) for name, row in read_table("scenery/town_houses.toml").items()}


def _family(row: dict[str, Any]) -> Family:
    return Family(
        walls=tuple(row["walls"]),
        shutters=tuple(row["shutters"]),
        roofs=tuple(row["roofs"]),
        trim=row["trim"],
        windows=row["windows"],
        roof=row["roof"],
        door=row["door"],
        storeys=(row["storeys"][0], row["storeys"][1]),
        columns=(row["columns"][0], row["columns"][1]),
        wide=(row["wide"][0], row["wide"][1]),
        tall=row["tall"],
        extras=frozenset(row["extras"]),
    )


def house_row(
    canvas: Canvas,
    region: str,
    foot_at: Callable[[float], float],
    tall: float,
    *,
    gap_at: tuple[float, float] | None = None,
) -> None:
    """Stand houses of a region along a street whose ground `foot_at` tells for a column of the picture."""
    family, rng = families()[region], canvas.rng
    walls, lights = canvas.layer(), canvas.layer()
    order = [int(one) for one in rng.permutation(len(family.walls))]
    x, index = -canvas.width * float(rng.uniform(0.0, 0.06)), 0
    while x < canvas.width:
        height = tall * family.tall * float(rng.uniform(0.88, 1.08))
        width = height * float(rng.uniform(*family.wide))
        middle = (x + width / 2) / canvas.width
        if gap_at is None or not gap_at[0] < middle < gap_at[1]:
            place = (x, max(foot_at(x), foot_at(x + width)) + 3, width, height)
            wall = rgb(family.walls[order[index % len(order)]])
            _draw(canvas, (walls, lights), _front(family, rng, place, wall))
        x += width
        index += 1
    canvas.lay(walls)
    if windows_are_lit(canvas):
        canvas.shine(lights, 0.7)


def single_house(
    canvas: Canvas, region: str, place: tuple[float, float, float, float], *, haze: float = 0.0
) -> None:
    """Set one house of a region: left edge, foot, width and height in pixels."""
    family, rng = families()[region], canvas.rng
    walls, lights = canvas.layer(), canvas.layer()
    wall = rgb(family.walls[int(rng.integers(len(family.walls)))])
    _draw(canvas, (walls, lights), _front(family, rng, place, wall))
    canvas.lay(walls, haze=haze)
    if windows_are_lit(canvas):
        canvas.shine(lights, 0.7 * (1 - haze))


def _front(
    family: Family, rng: np.random.Generator, place: tuple[float, float, float, float], wall: Field
) -> Front:
    left, foot, width, height = place
    return Front(
        family=family,
        left=left,
        foot=foot,
        width=width,
        height=height,
        wall=clamp(wall * float(rng.uniform(0.95, 1.04))),
        shutter=_one_of(rng, family.shutters),
        roof=_one_of(rng, family.roofs),
        storeys=int(rng.integers(family.storeys[0], family.storeys[1] + 1)),
        columns=int(rng.integers(family.columns[0], family.columns[1] + 1)),
    )


def _one_of(rng: np.random.Generator, colors: Sequence[str]) -> str:
    return colors[int(rng.integers(len(colors)))]


def _draw(canvas: Canvas, layers: tuple[VectorLayer, VectorLayer], front: Front) -> None:
    layer = layers[0]
    draw_roof(
        layer,
        front.family.roof,
        (front.left, front.top, front.width, front.height),
        front.roof if not canvas.is_snowy else _SNOW,
        front.wall,
    )
    layer.rect(front.left, front.top, front.right, front.foot, front.wall)
    _texture(layer, front, canvas)
    layer.rect(front.right - front.width * 0.1, front.top, front.right, front.foot, clamp(front.wall * 0.9))
    storey = front.height / (front.storeys + 0.25)
    for floor in range(1, front.storeys):
        y = front.foot - storey * (floor + 0.25)
        layer.rect(
            front.left, y, front.right, y + max(1.0, storey * 0.04), mix(front.wall, front.family.trim, 0.5)
        )
    _ground_floor(layers, front, storey, canvas)
    for floor in range(1, front.storeys):
        _floor(layers, front, storey, floor, canvas)
    _extras(layer, front, storey, canvas)


def _texture(layer: VectorLayer, front: Front, canvas: Canvas) -> None:
    """Courses of brick, upright planks, or beams between the plaster."""
    extras, dark = front.family.extras, clamp(front.wall * 0.86)
    if "bricks" in extras:
        for y in np.arange(front.top, front.foot, max(4.0, front.height * 0.026)):
            layer.line((front.left, float(y)), (front.right, float(y)), dark, 1)
    if "planks" in extras:
        for x in np.arange(front.left, front.right, max(4.0, front.width * 0.06)):
            layer.line((float(x), front.top), (float(x), front.foot), dark, 1)
    if "beams" in extras and canvas.rng.random() < 0.7:
        _beams(layer, front)


def _beams(layer: VectorLayer, front: Front) -> None:
    wood, thick = "#6a4330", max(2.0, front.width * 0.028)
    storey = front.height / (front.storeys + 0.25)
    for floor in range(1, front.storeys):
        y = front.foot - storey * (floor + 0.25)
        low, high = y, y - storey
        layer.line((front.left, low), (front.right, low), wood, thick)
        for part in (0.0, 0.5, 1.0):
            x = front.left + front.width * part
            layer.line((x, low), (x, high), wood, thick)
        for a, b in ((0.02, 0.12), (0.98, 0.88)):
            layer.line((front.left + front.width * a, low), (front.left + front.width * b, high), wood, thick)
    layer.line((front.left, front.top + thick / 2), (front.right, front.top + thick / 2), wood, thick)


_AWNING = "awning"
_IN_WINDOW_BOXES = frozenset({"geranium-pot", "hanging-plant"})
"""Flowers that hang at the windows of a street where they are named."""


def _opening(front: Front, at: tuple[float, float], size: tuple[float, float], canvas: Canvas) -> Opening:
    return Opening(
        left=at[0],
        top=at[1],
        width=size[0],
        height=size[1],
        trim=front.family.trim,
        leaf=front.shutter,
        is_lit=windows_are_lit(canvas) and bool(canvas.rng.random() < _PANES_LIT),
        has_flowers=not canvas.is_snowy
        and ("flowers" in front.family.extras or not canvas.asked.isdisjoint(_IN_WINDOW_BOXES)),
    )


def _ground_floor(
    layers: tuple[VectorLayer, VectorLayer], front: Front, storey: float, canvas: Canvas
) -> None:
    layer = layers[0]
    columns = front.columns
    pitch = front.width / columns
    at = int(canvas.rng.integers(columns))
    if "azulejos" in front.family.extras and canvas.rng.random() < 0.5:
        _azulejos(layer, front, storey)
    layer.rect(front.left, front.foot - storey * 0.1, front.right, front.foot, clamp(front.wall * 0.72))
    for column in range(columns):
        left = front.left + pitch * (column + 0.5)
        if column == at:
            size = (pitch * 0.48, storey * 0.86)
            place = (left - size[0] / 2, front.foot - size[1])
            draw_door(layers, front.family.door, _opening(front, place, size, canvas))
        elif front.family.door == "shop":
            size = (pitch * 0.78, storey * 0.6)
            place = (left - size[0] / 2, front.foot - storey * 0.76)
            draw_window(layers, "shop", _opening(front, place, size, canvas))
        else:
            size = (pitch * 0.42, storey * 0.5)
            place = (left - size[0] / 2, front.foot - storey * 0.82)
            draw_window(layers, front.family.windows, _opening(front, place, size, canvas))


def _azulejos(layer: VectorLayer, front: Front, storey: float) -> None:
    """A dado of blue and white tiles."""
    top, side = front.foot - storey * 1.1, max(4.0, storey * 0.13)
    layer.rect(front.left, top, front.right, front.foot, "#e8eef4")
    for row, y in enumerate(np.arange(top, front.foot - side * 0.6, side)):
        for x in np.arange(front.left + (row % 2) * side, front.right - side * 0.5, side * 2):
            middle = (float(x) + side / 2, float(y) + side / 2)
            layer.circle(middle[0], middle[1], side * 0.4, "#4f86b8")


def _floor(
    layers: tuple[VectorLayer, VectorLayer], front: Front, storey: float, floor: int, canvas: Canvas
) -> None:
    pitch = front.width / front.columns
    foot = front.foot - storey * (floor + 0.25)
    has_balconies = "balconies" in front.family.extras and (floor == 1 or canvas.rng.random() < 0.4)
    for column in range(front.columns):
        size = (pitch * 0.42, storey * (0.72 if has_balconies else 0.58))
        left = front.left + pitch * (column + 0.5) - size[0] / 2
        top = foot - storey * 0.86
        draw_window(layers, front.family.windows, _opening(front, (left, top), size, canvas))
        if has_balconies:
            _balcony(layers[0], left - size[0] * 0.3, top + size[1], size[0] * 1.6, storey)


def _balcony(layer: VectorLayer, left: float, floor: float, width: float, storey: float) -> None:
    iron, tall = "#35353c", storey * 0.26
    layer.rect(left, floor, left + width, floor + max(2.0, storey * 0.05), "#d8cdb8")
    layer.line((left, floor - tall), (left + width, floor - tall), iron, max(1.0, storey * 0.03))
    for x in np.linspace(left, left + width, 7):
        layer.line((float(x), floor - tall), (float(x), floor), iron, 1)


def _extras(layer: VectorLayer, front: Front, storey: float, canvas: Canvas) -> None:
    extras, rng = front.family.extras, canvas.rng
    if "escapes" in extras and rng.random() < 0.6:
        _fire_escape(layer, front, storey)
    if _AWNING in canvas.asked or ("awnings" in extras and rng.random() < 0.75):
        own = ("#c8443c", "#2f7a5a", "#e0a030", "#3a6fa0")[int(rng.integers(4))]
        _awning(layer, front, storey, canvas.awning or own)
    if "lanterns" in extras and rng.random() < 0.7:
        for part in (0.18, 0.82):
            x, y = front.left + front.width * part, front.foot - storey * 1.02
            layer.line((x, y - storey * 0.14), (x, y), "#3a2a24", 1)
            layer.ellipse((x, y + storey * 0.08), (storey * 0.09, storey * 0.12), "#d8382c")
    if "chimneys" in extras:
        for part in (0.1, 0.86):
            x = front.left + front.width * part
            layer.rect(
                x - front.width * 0.05,
                front.top - storey * 0.42,
                x + front.width * 0.05,
                front.top,
                "#8f4a3c",
            )


def _fire_escape(layer: VectorLayer, front: Front, storey: float) -> None:
    iron, left, right = "#2a2a2e", front.left + front.width * 0.12, front.left + front.width * 0.66
    for floor in range(1, front.storeys):
        y = front.foot - storey * (floor + 0.28)
        layer.rect(left, y, right, y + max(2.0, storey * 0.05), iron)
        layer.line((left, y - storey * 0.24), (right, y - storey * 0.24), iron, 1)
        for x in np.linspace(left, right, 8):
            layer.line((float(x), y - storey * 0.24), (float(x), y), iron, 1)
        if floor > 1:
            ends = (right, left) if floor % 2 else (left, right)
            layer.line((ends[0], y), (ends[1], y + storey), iron, max(1.0, storey * 0.04))


def _awning(layer: VectorLayer, front: Front, storey: float, color: str) -> None:
    top, low = front.foot - storey * 0.98, front.foot - storey * 0.74
    left, right, count = front.left + front.width * 0.05, front.right - front.width * 0.05, 8
    edges = np.linspace(left, right, count + 1)
    for k in range(count):
        paint = color if k % 2 == 0 else "#f6f0e2"
        a, b = float(edges[k]), float(edges[k + 1])
        layer.polygon([(a, top), (b, top), (b + 2, low), (a - 2, low)], paint)
        layer.ellipse(((a + b) / 2, low), ((b - a) / 2, storey * 0.05), paint, arc=(0, 180))
