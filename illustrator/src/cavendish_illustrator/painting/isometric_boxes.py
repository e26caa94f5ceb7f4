"""Furniture of boxes, seen as an isometric room is: a bed, a nightstand and a wardrobe."""

from collections.abc import Callable

import numpy as np

from cavendish_illustrator.painting.color import ColorLike, from_hsv, shade
from cavendish_illustrator.painting.vector_layer import VectorLayer

Point = tuple[float, float]
Place = Callable[[float, float, float], Point]
"""A point of the room: how far along the right and the left wall, 0..1, and how high, in floor lengths."""
Span = tuple[float, float]
_WOOD, _SHEET = "#9a6a42", "#f7f3ea"


def box(layer: VectorLayer, at: Place, spans: tuple[Span, Span, Span], color: ColorLike) -> None:
    """A box between two values along the right wall, the left wall and upward, by its three visible faces."""
    (a, b), (c, d), (low, high) = spans
    layer.polygon([at(a, d, low), at(b, d, low), at(b, d, high), at(a, d, high)], shade(color, 0.84))
    layer.polygon([at(b, c, low), at(b, d, low), at(b, d, high), at(b, c, high)], shade(color, 0.68))
    layer.polygon([at(a, c, high), at(b, c, high), at(b, d, high), at(a, d, high)], color)


def bedroom_furniture(layer: VectorLayer, at: Place, rng: np.random.Generator) -> None:
    """A wardrobe at the left wall, a bed with its head at the right wall, and a nightstand with a lamp."""
    cover = from_hsv(float(rng.uniform(190, 340)), 0.5, 0.82)
    box(layer, at, ((0.02, 0.17), (0.16, 0.5), (0.0, 0.54)), _WOOD)
    for start, end in ((0.18, 0.325), (0.335, 0.48)):
        door = [at(0.17, start, 0.04), at(0.17, end, 0.04), at(0.17, end, 0.5), at(0.17, start, 0.5)]
        layer.polygon(door, shade(_WOOD, 0.78))
    box(layer, at, ((0.29, 0.4), (0.03, 0.15), (0.0, 0.15)), shade(_WOOD, 0.92))
    box(layer, at, ((0.33, 0.36), (0.075, 0.105), (0.15, 0.2)), "#d9b45a")
    box(layer, at, ((0.31, 0.38), (0.055, 0.125), (0.2, 0.27)), "#fff0c4")
    _bed(layer, at, cover)


def _bed(layer: VectorLayer, at: Place, cover: ColorLike) -> None:
    left, right = 0.45, 0.87
    box(layer, at, ((left, right), (0.0, 0.035), (0.0, 0.36)), shade(_WOOD, 0.9))
    box(layer, at, ((left, right), (0.035, 0.64), (0.03, 0.1)), _WOOD)
    box(layer, at, ((left + 0.01, right - 0.01), (0.035, 0.63), (0.1, 0.17)), _SHEET)
    middle = (left + right) / 2
    for a, b in ((left + 0.03, middle - 0.015), (middle + 0.015, right - 0.03)):
        box(layer, at, ((a, b), (0.05, 0.16), (0.17, 0.215)), "#ffffff")
    box(layer, at, ((left - 0.004, right + 0.004), (0.24, 0.644), (0.09, 0.19)), cover)
    box(layer, at, ((left - 0.004, right + 0.004), (0.2, 0.26), (0.1, 0.196)), _SHEET)
    box(layer, at, ((left, right), (0.64, 0.665), (0.0, 0.2)), shade(_WOOD, 0.9))
