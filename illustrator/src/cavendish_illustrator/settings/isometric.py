"""Isometric pieces: a room cut open with a floor and two walls, or a tile of land, on a plain ground."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import WHITE, ColorLike, Rgb, clamp, from_hsv, mix, rgb, shade, vary
from cavendish_illustrator.painting.isometric_boxes import bedroom_furniture
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec, Season, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import SettingTemplate

Point = tuple[float, float]

_FLOORS: Final = ("#c9935a", "#d8b48a", "#b97f55", "#cfc3ae")
_BOOKS: Final = ("#b5483f", "#2f6f6a", "#3a5a94", "#d59a3f", "#7a4a8a", "#e8dcc0", "#c0603a")
_JARS: Final = ("#e0a35a", "#c9743f", "#8fb08a", "#d9d2c0", "#7fa8b8", "#b5483f")
_BOOKISH: Final = frozenset({"library", "office", "classroom", "living_room", "attic"})
_STOCKED: Final = frozenset({"storefront", "kitchen", "cafe_interior", "restaurant", "bar", "shop_interior"})
_BOOK_WORDS: Final = ("book", "księg", "buch", "libr", "boek", "книг", "knih", "livr")
_FURNITURE: Final = {
    "bedroom": ("bed", "bunk-bed", "crib"),
    "nursery": ("crib", "bed"),
    "bathroom": ("bathtub",),
    "kitchen": ("oven", "fridge"),
    "living_room": ("sofa", "armchair"),
    "hearth": ("fireplace",),
}
"""The piece that makes a room what it is, and others that do as well."""
_SLAB: Final = 0.07


@dataclass(frozen=True, slots=True)
class _Cut:
    """The diamond of a floor seen from above a corner, and how high its walls are, in pixels."""

    x: float
    back_y: float
    half: float
    wall: float

    def floor(self, right: float, left: float) -> Point:
        """A point of the floor: how far from the back corner along the right and the left wall, 0..1."""
        return self.x + (right - left) * self.half, self.back_y + (right + left) * self.half / 2

    def at(self, right: float, left: float, up: float) -> Point:
        """A point of the room; `up` in lengths of the floor's half."""
        x, y = self.floor(right, left)
        return x, y - up * self.half

    def left_wall(self, along: float, up: float) -> Point:
        """A point of the left wall: from its outer end to the corner, and from the floor up, 0..1."""
        x, y = self.floor(0, 1 - along)
        return x, y - up * self.wall

    def right_wall(self, along: float, up: float) -> Point:
        """A point of the right wall: from the corner to its outer end, and from the floor up, 0..1."""
        x, y = self.floor(along, 0)
        return x, y - up * self.wall


def _backdrop(canvas: Canvas, hue: float) -> None:
    top, foot = from_hsv(hue, 0.16, 0.95), from_hsv(hue + 12, 0.26, 0.84)
    canvas.img[:] = mix(top, foot, (canvas.ys / canvas.height)[..., None])


def _cut(canvas: Canvas, walls: float) -> _Cut:
    half = min(canvas.width * 0.46, canvas.height * (0.5 if walls else 0.46))
    wall = half * walls
    back = (canvas.height + wall - half * (1 + _SLAB)) / 2
    return _Cut(canvas.width / 2, back, half, wall)


def _slab(layer: VectorLayer, cut: _Cut, color: ColorLike, depth: float) -> None:
    """The two cut faces under the floor's front edges."""
    left, front, right = cut.floor(0, 1), cut.floor(1, 1), cut.floor(1, 0)
    for start, end, factor in ((left, front, 0.72), (front, right, 0.58)):
        low = [(end[0], end[1] + depth), (start[0], start[1] + depth)]
        layer.polygon([start, end, *low], shade(color, factor))


def _quad(points: tuple[Point, Point, Point, Point]) -> list[Point]:
    return list(points)


def _floor(layer: VectorLayer, cut: _Cut, color: Rgb, rng: np.random.Generator, boards: int) -> None:
    for k in range(boards):
        a, b = k / boards, (k + 1) / boards
        points = _quad((cut.floor(0, a), cut.floor(1, a), cut.floor(1, b), cut.floor(0, b)))
        layer.polygon(points, vary(color, rng, 0.035))
        layer.line(cut.floor(0, a), cut.floor(1, a), shade(color, 0.85), max(1, cut.half * 0.004))


def _walls(layer: VectorLayer, cut: _Cut, color: Rgb) -> None:
    left = [cut.left_wall(0, 0), cut.left_wall(1, 0), cut.left_wall(1, 1), cut.left_wall(0, 1)]
    right = [cut.right_wall(0, 0), cut.right_wall(1, 0), cut.right_wall(1, 1), cut.right_wall(0, 1)]
    layer.polygon(left, clamp(color * 1.03))
    layer.polygon(right, shade(color, 0.86))
    edge = clamp(mix(color, WHITE, 0.55))
    thick = max(2, cut.half * 0.022)
    layer.polyline([cut.left_wall(0, 1), cut.left_wall(1, 1), cut.right_wall(1, 1)], edge, thick)
    for wall in (cut.left_wall, cut.right_wall):
        layer.polygon([wall(0, 0), wall(1, 0), wall(1, 0.05), wall(0, 0.05)], edge)


def _window(layer: VectorLayer, cut: _Cut, sky: ColorLike) -> None:
    """A window in the right wall with a cross of bars."""
    wall = cut.right_wall
    low, high, start, end = 0.4, 0.82, 0.5, 0.84
    layer.polygon([wall(start, low), wall(end, low), wall(end, high), wall(start, high)], "#fbf7ee")
    inner = (start + 0.025, end - 0.025, low + 0.035, high - 0.035)
    a, b, c, d = inner
    layer.polygon([wall(a, c), wall(b, c), wall(b, d), wall(a, d)], sky)
    hill = [wall(a, c), wall(b, c), wall(b, c + 0.1), wall((a + b) / 2, c + 0.15), wall(a, c + 0.07)]
    layer.polygon(hill, "#7fae6a")
    bar = max(2, cut.half * 0.014)
    layer.line(wall((a + b) / 2, c), wall((a + b) / 2, d), "#fbf7ee", bar)
    layer.line(wall(a, (c + d) / 2), wall(b, (c + d) / 2), "#fbf7ee", bar)


def _picture(layer: VectorLayer, cut: _Cut, rng: np.random.Generator) -> None:
    """A small picture near the corner of the right wall."""
    wall = cut.right_wall
    layer.polygon([wall(0.14, 0.5), wall(0.36, 0.5), wall(0.36, 0.76), wall(0.14, 0.76)], "#8a5a34")
    tone = from_hsv(float(rng.uniform(0, 360)), 0.4, 0.9)
    layer.polygon([wall(0.16, 0.53), wall(0.34, 0.53), wall(0.34, 0.73), wall(0.16, 0.73)], tone)


def _shelves(layer: VectorLayer, cut: _Cut, rng: np.random.Generator, *, is_books: bool) -> None:
    """Shelves along the left wall, full of books or of jars and loaves."""
    wall = cut.left_wall
    rows = (0.16, 0.4, 0.64) if not is_books else (0.06, 0.28, 0.5, 0.72)
    tall = 0.2
    layer.polygon([wall(0.12, 0.02), wall(0.9, 0.02), wall(0.9, 0.94), wall(0.12, 0.94)], "#8a5f3c")
    for low in rows:
        high = low + tall
        layer.polygon([wall(0.14, low), wall(0.88, low), wall(0.88, high), wall(0.14, high)], "#5f3f28")
        at = 0.15
        while at < 0.84:
            wide = float(rng.uniform(0.022, 0.042)) if is_books else float(rng.uniform(0.06, 0.09))
            top = low + tall * float(rng.uniform(0.6, 0.9))
            names = _BOOKS if is_books else _JARS
            paint = vary(names[int(rng.integers(len(names)))], rng, 0.08)
            end = min(at + wide, 0.87)
            layer.polygon([wall(at, low), wall(end, low), wall(end, top), wall(at, top)], paint)
            at += wide + (0.004 if is_books else 0.03)


def _rug(layer: VectorLayer, cut: _Cut, rng: np.random.Generator) -> None:
    hue = float(rng.uniform(0, 360))
    for start, end, value in ((0.34, 0.9, 0.72), (0.38, 0.86, 0.85), (0.42, 0.82, 0.72)):
        corners = [cut.floor(start, start), cut.floor(end, start), cut.floor(end, end), cut.floor(start, end)]
        layer.polygon(corners, from_hsv(hue, 0.42, value))


def _furnish(canvas: Canvas, cut: _Cut, spec: PictureSpec) -> None:
    """What the room is known by, before the right wall, unless it is among the things asked for."""
    shown = {subject.concept for subject in spec.subjects}
    piece = next((_FURNITURE[name] for name in spec.settings if name in _FURNITURE), None)
    if piece is None or not shown.isdisjoint(piece):
        return
    if piece[0] == "bed":
        layer = canvas.layer()
        bedroom_furniture(layer, cut.at, canvas.rng)
        canvas.lay(layer, is_lit=False)
        canvas.stage.tags |= {"bed", "nightstand", "wardrobe"}
        return
    x, y = cut.floor(0.66, 0.24)
    put(canvas, piece[0], (x, y), cut.half * 0.42)
    canvas.stage.tags |= {piece[0]}


def _set_stage(canvas: Canvas, cut: _Cut) -> None:
    stage = canvas.stage
    stage.near_y, stage.far_y = cut.back_y + cut.half * 0.76, cut.back_y + cut.half * 0.4
    stage.left, stage.right = cut.x - cut.half * 0.62, cut.x + cut.half * 0.62
    stage.hero_height = cut.half * 0.62
    stage.sky_y = max(canvas.height * 0.1, cut.back_y - cut.half * 0.55)
    stage.is_bounded = True
    canvas.horizon_y = cut.back_y
    canvas.focus += 0.6


def paint_room(canvas: Canvas, spec: PictureSpec) -> None:
    """A room cut open: floor boards, two walls with shelves or a picture, a window and a rug."""
    rng = canvas.rng
    hue = float(rng.uniform(0, 360))
    _backdrop(canvas, hue)
    cut = _cut(canvas, 0.78)
    layer = canvas.layer()
    wood = rgb(_FLOORS[int(rng.integers(len(_FLOORS)))])
    _slab(layer, cut, wood, cut.half * _SLAB)
    _floor(layer, cut, wood, rng, 9)
    _walls(layer, cut, from_hsv(hue + 150, 0.2, 0.86))
    named = set(spec.settings)
    is_books = bool(named & _BOOKISH) or any(word in spec.prompt.lower() for word in _BOOK_WORDS)
    if is_books or named & _STOCKED:
        _shelves(layer, cut, rng, is_books=is_books)
    night = spec.time_of_day in (TimeOfDay.NIGHT, TimeOfDay.NEON)
    _window(layer, cut, "#2a3a66" if night else "#a8d4ee")
    _picture(layer, cut, rng)
    _rug(layer, cut, rng)
    canvas.lay(layer, is_lit=False)
    canvas.is_indoors = True
    _set_stage(canvas, cut)
    _furnish(canvas, cut, spec)
    canvas.stage.tags |= {"bookshelf", "window", "books"} if is_books else {"window"}


def paint_tile(canvas: Canvas, spec: PictureSpec) -> None:
    """A tile of land with earth under its grass, snow or sand."""
    rng = canvas.rng
    _backdrop(canvas, float(rng.uniform(180, 260)))
    cut = _cut(canvas, 0.0)
    layer = canvas.layer()
    named = set(spec.settings)
    ground = "#f2f5f9" if spec.season is Season.WINTER else "#e8d2a0" if named & _SANDY else "#8fc46a"
    _slab(layer, cut, "#8a6a4a", cut.half * _SLAB * 3)
    _slab(layer, cut, ground, cut.half * _SLAB)
    _floor(layer, cut, rgb(ground), rng, 1)
    canvas.lay(layer, is_lit=False)
    _set_stage(canvas, cut)


_SANDY: Final = frozenset({"beach", "desert", "island", "tropical_island"})

SETTINGS = (
    SettingTemplate(names=("isometric_room",), paint=paint_room, times=(TimeOfDay.DAY,)),
    SettingTemplate(names=("isometric_tile",), paint=paint_tile, times=(TimeOfDay.DAY,)),
)
