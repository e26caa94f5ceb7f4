"""Boats at their moorings, each of another kind, size and colour: rowing boats, trawlers, yachts, sampans."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import BLACK, ColorLike, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer

HULLS: Final = ("#2f6a9a", "#b8383a", "#2f7a5a", "#e0a030", "#f2ede0", "#3a4a6a", "#c8603a", "#6fb0c0")
_MIRRORED: Final = 0.32
_TALLEST: Final = 1.4
"""How high the mast of a yacht rises, in parts of its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boat:
    """One boat: the middle of its keel line and its length in pixels."""

    kind: str
    x: float
    y: float
    length: float
    hull: str
    is_turned: bool = False
    tilt_deg: float = 0.0
    """How far it heels, for one that has fallen dry."""
    is_afloat: bool = True


class _Hull:
    """One boat being drawn; places are parts of its length from the middle of its waterline, up and ahead."""

    def __init__(self, canvas: Canvas, boat: Boat) -> None:
        reach, tall = int(boat.length * 0.75) + 4, int(boat.length * _TALLEST) + 4
        box = Box(int(boat.x) - reach, int(boat.y) - tall, reach * 2, tall + int(boat.length * 0.2) + 4)
        self.layer: VectorLayer = canvas.layer(box)
        self.boat = boat
        self.way = -1.0 if boat.is_turned else 1.0
        turn = np.deg2rad(boat.tilt_deg)
        self.cos, self.sin = float(np.cos(turn)), float(np.sin(turn))

    def at(self, ahead: float, up: float) -> tuple[float, float]:
        across = self.way * ahead
        x, y = across * self.cos + up * self.sin, up * self.cos - across * self.sin
        return self.boat.x + x * self.boat.length, self.boat.y - y * self.boat.length

    def shape(self, points: tuple[tuple[float, float], ...], color: ColorLike) -> None:
        self.layer.polygon([self.at(*point) for point in points], color)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], color: ColorLike, wide: float
    ) -> None:
        self.layer.line(self.at(*start), self.at(*end), color, max(1.0, wide * self.boat.length))

    def hull(self, stern: float, bow: float, foot: float = 0.42) -> None:
        """The planks: a rim, the colour, a darker foot."""
        color = rgb(self.boat.hull)
        sheer = ((-0.5, stern), (-0.2, stern * 0.86), (0.15, stern * 0.92), (0.52, bow))
        self.shape((*sheer, (foot, -0.02), (-foot, -0.02)), color)
        self.shape(
            ((-0.47, stern * 0.35), (0.46, bow * 0.35), (foot, -0.02), (-foot, -0.02)), clamp(color * 0.62)
        )
        for start, end in itertools.pairwise(sheer):
            self.line(start, end, mix(color, "#fff8ea", 0.7), 0.028)


def _rowing(one: _Hull) -> None:
    one.shape(((-0.44, 0.17), (0.44, 0.2), (0.36, 0.1), (-0.36, 0.1)), "#5a3f2a")
    for ahead in (-0.2, 0.08):
        one.shape(
            (
                (ahead, 0.165),
                (ahead + 0.09, 0.165),
                (ahead + 0.09, 0.12),
                (ahead, 0.12),
            ),
            "#c89a64",
        )
    one.hull(0.17, 0.23)
    one.line((-0.3, 0.18), (0.12, 0.05), "#b58a58", 0.022)


def _trawler(one: _Hull) -> None:
    one.line((0.14, 0.2), (0.14, 0.86), "#6a4a34", 0.026)
    one.line((0.14, 0.5), (-0.44, 0.7), "#6a4a34", 0.016)
    for ahead, up in ((-0.5, 0.22), (0.5, 0.32)):
        one.line((0.14, 0.84), (ahead, up), "#4a4038", 0.006)
    one.shape(((-0.34, 0.14), (-0.02, 0.14), (-0.02, 0.48), (-0.32, 0.48)), "#f2ece0")
    one.shape(((-0.37, 0.48), (0.03, 0.48), (0.01, 0.53), (-0.34, 0.53)), clamp(rgb(one.boat.hull) * 0.8))
    for ahead in (-0.28, -0.18, -0.09):
        one.shape(((ahead, 0.34), (ahead + 0.06, 0.34), (ahead + 0.06, 0.44), (ahead, 0.44)), "#5f86a0")
    one.hull(0.2, 0.33)
    for ahead in (-0.34, -0.12, 0.1, 0.3):
        x, y = one.at(ahead, 0.09)
        one.layer.circle(x, y, one.boat.length * 0.028, "#e8703a")
    one.shape(((0.2, 0.24), (0.36, 0.29), (0.34, 0.35), (0.22, 0.32)), "#3f7a6a")


def _yacht(one: _Hull) -> None:
    one.line((0.04, 0.1), (0.04, 1.3), "#d8d4cc", 0.018)
    for ahead, up in ((-0.5, 0.14), (0.5, 0.18)):
        one.line((0.04, 1.28), (ahead, up), "#8a8f96", 0.005)
    one.line((0.03, 0.32), (-0.4, 0.3), clamp(rgb(one.boat.hull) * 0.85), 0.05)
    one.shape(((-0.22, 0.12), (0.2, 0.13), (0.1, 0.22), (-0.18, 0.22)), "#f6f3ec")
    for ahead in (-0.13, -0.02):
        one.shape(((ahead, 0.15), (ahead + 0.07, 0.15), (ahead + 0.07, 0.19), (ahead, 0.19)), "#4f7690")
    one.hull(0.13, 0.17)


def _motor(one: _Hull) -> None:
    one.shape(((-0.12, 0.16), (0.2, 0.18), (0.08, 0.34), (-0.12, 0.34)), "#f4f0e8")
    one.shape(((0.02, 0.2), (0.16, 0.2), (0.08, 0.31), (0.02, 0.31)), "#6f98b0")
    one.hull(0.17, 0.25, 0.44)
    one.shape(((-0.56, 0.2), (-0.5, 0.2), (-0.5, 0.02), (-0.55, 0.02)), "#2f3238")


def _sampan(one: _Hull) -> None:
    arch = [
        (0.24 * float(np.cos(t)) - 0.06, 0.1 + 0.26 * float(np.sin(t))) for t in np.linspace(0, np.pi, 12)
    ]
    one.shape(tuple(arch), "#b8925a")
    for part in (0.25, 0.5, 0.75):
        at = -0.06 - 0.24 + 0.48 * part
        one.line((at, 0.12), (at, 0.28), "#8a6a3c", 0.012)
    one.hull(0.15, 0.27, 0.36)
    one.line((-0.42, 0.42), (-0.58, -0.02), "#8a6a44", 0.016)


_KINDS: Final[Mapping[str, Callable[[_Hull], None]]] = {
    "rowing": _rowing,
    "trawler": _trawler,
    "yacht": _yacht,
    "motor": _motor,
    "sampan": _sampan,
}


def moor(canvas: Canvas, boat: Boat) -> None:
    """Set one boat: mirrored below where it floats, in its own shadow where it lies on the sand."""
    drawn = _Hull(canvas, boat)
    _KINDS[boat.kind](drawn)
    layer = drawn.layer
    rows = canvas.rows(boat.y - boat.length * 0.05, boat.y + boat.length * 0.08)
    shade = canvas.spot(boat.x, boat.y + boat.length * 0.01, (boat.length * 0.5, boat.length * 0.035), rows)
    if boat.is_afloat:
        mirrored = VectorLayer(
            layer.left, round(2 * boat.y) - layer.top - layer.height, layer.width, layer.height
        )
        mirrored.pixels = np.ascontiguousarray(layer.pixels[::-1])
        canvas.lay(mirrored, opacity=_MIRRORED)
    canvas.blend(BLACK, np.asarray(0.4 * shade, np.float32), rows)
    canvas.lay(layer)
    kept_rows, columns = canvas.clip(Box(layer.left, layer.top, layer.width, layer.height))
    cover = layer.pixels[
        kept_rows.start - layer.top : kept_rows.stop - layer.top,
        columns.start - layer.left : columns.stop - layer.left,
        3,
    ]
    if cover.size:
        canvas.keep_sharp(cover.astype(np.float32) * np.float32(0.6 / 255), kept_rows, columns)
