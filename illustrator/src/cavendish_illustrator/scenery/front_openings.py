"""Doors and windows of house fronts, by name: shuttered, tall, sash, arched, lattice, small, shop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import clamp, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer

Layers = tuple[VectorLayer, VectorLayer]
"""What is lit by the sky, and what shines by night."""
_GLASS: Final = "#8fb0c4"
_BRIGHT: Final = "#c4dcea"
_LAMP: Final = "#ffcf70"
_BLOOMS: Final = ("#d8384a", "#f07aa0", "#f0c040")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One door or window, in pixels of the picture."""

    left: float
    top: float
    width: float
    height: float
    trim: str
    leaf: str
    """The colour of its door or shutters."""
    is_lit: bool
    has_flowers: bool

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def draw_window(layers: Layers, kind: str, at: Opening) -> None:
    """Draw the window of that name."""
    _KINDS[kind](layers, at)
    if at.has_flowers and kind != "shop":
        _flowers(layers[0], at)


def draw_door(layers: Layers, kind: str, at: Opening) -> None:
    """Draw a door, rounded above where it is arched."""
    layer, rim = layers[0], max(2.0, at.width * 0.1)
    if kind == "arched":
        round_y = at.top + at.width / 2
        layer.rect(at.left - rim, round_y, at.right + rim, at.bottom, at.trim)
        layer.ellipse((at.middle, round_y), (at.width / 2 + rim, at.width / 2 + rim), at.trim, arc=(180, 360))
        layer.rect(at.left, round_y, at.right, at.bottom, at.leaf)
        layer.ellipse((at.middle, round_y), (at.width / 2, at.width / 2), at.leaf, arc=(180, 360))
    else:
        layer.rect(at.left - rim, at.top - rim, at.right + rim, at.bottom, at.trim)
        layer.rect(at.left, at.top, at.right, at.bottom, at.leaf)
        _pane(layers, at, at.top + rim, at.top + at.height * 0.24, inset=rim)
    layer.line((at.middle, at.top + at.height * 0.36), (at.middle, at.bottom), clamp(rgb(at.leaf) * 0.7), 1)
    layer.circle(at.middle + at.width * 0.12, at.top + at.height * 0.62, max(1.0, at.width * 0.05), "#e8c860")


def _pane(layers: Layers, at: Opening, top: float, bottom: float, *, inset: float = 0.0) -> None:
    left, right = at.left + inset, at.right - inset
    layers[0].rect(left, top, right, bottom, _GLASS)
    layers[0].polygon(
        [(left, top), (left + (right - left) * 0.6, top), (left, top + (bottom - top) * 0.7)], _BRIGHT
    )
    if at.is_lit:
        layers[1].rect(left, top, right, bottom, _LAMP)


def _bars(layer: VectorLayer, at: Opening, rows: int, columns: int) -> None:
    thick = max(1.0, at.width * 0.05)
    for x in np.linspace(at.left, at.right, columns + 1)[1:-1]:
        layer.line((float(x), at.top), (float(x), at.bottom), at.trim, thick)
    for y in np.linspace(at.top, at.bottom, rows + 1)[1:-1]:
        layer.line((at.left, float(y)), (at.right, float(y)), at.trim, thick)


def _frame(layer: VectorLayer, at: Opening) -> None:
    rim = max(2.0, at.width * 0.09)
    layer.rect(at.left - rim, at.top - rim, at.right + rim, at.bottom + rim, at.trim)


def _sill(layer: VectorLayer, at: Opening) -> None:
    rim = max(2.0, at.width * 0.12)
    layer.rect(at.left - rim * 1.6, at.bottom, at.right + rim * 1.6, at.bottom + rim, at.trim)


def _shuttered(layers: Layers, at: Opening) -> None:
    layer, wide = layers[0], at.width * 0.42
    _frame(layer, at)
    _pane(layers, at, at.top, at.bottom)
    _bars(layer, at, 2, 2)
    for left in (at.left - wide * 1.12, at.right + wide * 0.12):
        layer.rect(left, at.top - 1, left + wide, at.bottom + 1, at.leaf)
        for y in np.linspace(at.top, at.bottom, 7)[1:-1]:
            layer.line((left + 1, float(y)), (left + wide - 1, float(y)), clamp(rgb(at.leaf) * 0.76), 1)
    _sill(layer, at)


def _tall(layers: Layers, at: Opening) -> None:
    layer, rim = layers[0], max(2.0, at.width * 0.12)
    _frame(layer, at)
    layer.rect(at.left - rim * 1.8, at.top - rim * 2, at.right + rim * 1.8, at.top - rim * 0.9, at.trim)
    _pane(layers, at, at.top, at.bottom)
    layer.line((at.middle, at.top), (at.middle, at.bottom), at.trim, max(1.0, rim * 0.5))
    y = at.top + at.height * 0.3
    layer.line((at.left, y), (at.right, y), at.trim, max(1.0, rim * 0.5))
    _sill(layer, at)


def _sash(layers: Layers, at: Opening) -> None:
    _frame(layers[0], at)
    _pane(layers, at, at.top, at.bottom)
    _bars(layers[0], at, 2, 2)
    _sill(layers[0], at)


def _arched(layers: Layers, at: Opening) -> None:
    layer, rim, half = layers[0], max(2.0, at.width * 0.12), at.width / 2
    round_y = at.top + half
    layer.rect(at.left - rim, round_y, at.right + rim, at.bottom + rim, at.trim)
    layer.ellipse((at.middle, round_y), (half + rim, half + rim), at.trim, arc=(180, 360))
    layer.ellipse((at.middle, round_y), (half, half), at.leaf, arc=(180, 360))
    _pane(layers, at, round_y, at.bottom)
    layer.line((at.middle, round_y), (at.middle, at.bottom), at.trim, max(1.0, rim * 0.5))


def _lattice(layers: Layers, at: Opening) -> None:
    layer = layers[0]
    wide = Opening(
        left=at.left - at.width * 0.28,
        top=at.top,
        width=at.width * 1.56,
        height=at.height,
        trim=at.trim,
        leaf=at.leaf,
        is_lit=at.is_lit,
        has_flowers=False,
    )
    _frame(layer, wide)
    layer.rect(wide.left, wide.top, wide.right, wide.bottom, "#f2e8d0")
    if wide.is_lit:
        layers[1].rect(wide.left, wide.top, wide.right, wide.bottom, _LAMP)
    _bars(layer, wide, 4, 5)


def _small(layers: Layers, at: Opening) -> None:
    low = at.top + at.height * 0.72
    _frame(layers[0], at)
    layers[0].rect(at.left, at.top, at.right, at.bottom, at.leaf)
    _pane(layers, at, at.top, low, inset=at.width * 0.08)


def _shop(layers: Layers, at: Opening) -> None:
    _frame(layers[0], at)
    _pane(layers, at, at.top, at.bottom)
    _bars(layers[0], at, 1, 2)


def _flowers(layer: VectorLayer, at: Opening) -> None:
    """A box of blooms on the sill."""
    tall = max(3.0, at.width * 0.22)
    layer.rect(at.left - tall * 0.5, at.bottom, at.right + tall * 0.5, at.bottom + tall * 0.8, "#8a5a3a")
    for k, x in enumerate(np.linspace(at.left - tall * 0.3, at.right + tall * 0.3, 6)):
        layer.circle(float(x), at.bottom - tall * 0.1, tall * 0.5, "#4f8a3f")
        layer.circle(float(x), at.bottom - tall * (0.3 + 0.3 * (k % 2)), tall * 0.32, _BLOOMS[k % 3])


_KINDS: Final[dict[str, Callable[[Layers, Opening], None]]] = {
    "shuttered": _shuttered,
    "tall": _tall,
    "sash": _sash,
    "arched": _arched,
    "lattice": _lattice,
    "small": _small,
    "shop": _shop,
}
