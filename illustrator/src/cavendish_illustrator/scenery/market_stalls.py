"""Market stalls: an awning on posts, a seller behind the counter, what is sold in heaps and crates."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import WHITE, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.passers_by import draw_seller
from cavendish_illustrator.scenery.plumes import plume

_WOODS: Final = ("#9a6a3f", "#8a5a34", "#a87a4c")
_TALL: Final = 0.92
"""How tall a stall is, in parts of its width."""
_WARES_FINISH: Final = Finish(relight=0.3, shadow=False, focus=0.6)
_HEAPS: Final[Mapping[str, tuple[str, ...]]] = {
    "fruit": ("#d8323c", "#f0a030", "#e8d040", "#7ab040", "#8a3a6a", "#f07a3a"),
    "vegetables": ("#5f9a3a", "#e8702a", "#c8303a", "#7a3a7a", "#e8e0b0", "#3f7a3a"),
    "bread": ("#c88a4a", "#b5743a", "#d8a05f", "#a8652f"),
    "spices": ("#d8601f", "#e8b020", "#a83a20", "#7a8a3a", "#c89050"),
}
_DRAWN: Final[Mapping[str, tuple[str, ...]]] = {
    "flowers": ("bouquet", "tulip", "sunflower", "hydrangea", "rose-on-stem", "daisy"),
    "fish": ("salmon", "tuna", "lobster", "crab", "salmon", "shrimp"),
    "pottery": ("amphora", "jug", "teapot", "bowl", "flower-vase", "jug"),
    "sundries": ("mantelpiece-clock", "books", "teapot", "picture_frame", "gramophone", "candlestick"),
    "street_food": ("steaming-bowl", "wok", "dumpling", "pot-of-food", "steaming-bowl", "oden"),
    "cheese": ("cheese-wheel", "cheese-wedge", "cheese-wheel", "cheese-wedge"),
}
GOODS: Final = ("fruit", "vegetables", "flowers", "bread", "cheese", "pottery")
"""What stalls sell where nobody said it, each something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stall:
    """One stall: the middle of its foot and its width in pixels, what it sells, the colour of its awning."""

    x: float
    foot: float
    width: float
    goods: str
    awning: str
    number: int
    has_seller: bool = True
    steams: bool = False
    """Whether hot food steams on it."""

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def counter(self) -> float:
        """The row where the counter's board lies."""
        return self.foot - self.width * 0.34

    @property
    def eaves(self) -> float:
        return self.foot - self.width * 0.72


def market_stall(canvas: Canvas, stall: Stall) -> None:
    """Set one stall, with its seller if there is one; its lamp glows in the dark, snow lies on its awning."""
    wood = rgb(_WOODS[stall.number % 3])
    back = canvas.layer()
    top = stall.foot - stall.width * _TALL
    back.rect(
        stall.left + stall.width * 0.05,
        stall.eaves,
        stall.right - stall.width * 0.05,
        stall.counter,
        clamp(wood * 0.42),
    )
    canvas.lay(back)
    if windows_are_lit(canvas):
        _lamp(canvas, stall)
    tall = stall.width * 0.68
    if stall.has_seller:
        draw_seller(canvas, (stall.x + stall.width * 0.04, stall.foot), tall, stall.number)
    front = canvas.layer()
    for side in (stall.left + stall.width * 0.03, stall.right - stall.width * 0.03):
        front.line((side, top + stall.width * 0.1), (side, stall.foot), clamp(wood * 0.8), stall.width * 0.03)
    _counter(front, stall, wood)
    canvas.lay(front)
    _lay_out(canvas, stall)
    roof = canvas.layer()
    _awning(roof, canvas, stall)
    canvas.lay(roof)
    if stall.steams:
        for across in (0.3, 0.72):
            plume(canvas, (stall.left + stall.width * across, stall.counter), stall.width * 1.3, strength=0.8)
    for layer in (front, roof):
        canvas.keep_sharp(layer.pixels[..., 3].astype(np.float32) * np.float32(0.5 / 255))


def _lamp(canvas: Canvas, stall: Stall) -> None:
    lights = canvas.layer()
    lights.circle(stall.x, stall.eaves + stall.width * 0.08, stall.width * 0.045, "#ffd78a")
    canvas.shine(lights, 1.3)


def _counter(layer: VectorLayer, stall: Stall, wood: np.ndarray) -> None:
    """The board and its front, hung with cloth or made of planks."""
    width = stall.width
    layer.rect(stall.left, stall.counter, stall.right, stall.foot, wood)
    if stall.number % 2:
        for y in np.linspace(stall.counter, stall.foot, 5)[1:-1]:
            layer.line(
                (stall.left, float(y)), (stall.right, float(y)), clamp(wood * 0.75), max(1, width * 0.01)
            )
    else:
        folds = np.linspace(stall.left, stall.right, 13)
        for k, (a, b) in enumerate(itertools.pairwise(folds)):
            tone = mix(stall.awning, "#f4ead8", 0.55)
            layer.rect(
                float(a),
                stall.counter,
                float(b) + 1,
                stall.foot - width * 0.03,
                clamp(tone * (0.9 if k % 2 else 1.0)),
            )
    layer.rect(
        stall.left - width * 0.03,
        stall.counter - width * 0.02,
        stall.right + width * 0.03,
        stall.counter + width * 0.025,
        clamp(wood * 1.3),
    )


def _lay_out(canvas: Canvas, stall: Stall) -> None:
    """Heap up what is sold, or stand it side by side."""
    if stall.goods in _HEAPS:
        layer = canvas.layer()
        _HEAPERS.get(stall.goods, _heaps)(layer, canvas, stall)
        canvas.lay(layer)
        return
    names = _DRAWN.get(stall.goods, (stall.goods,))
    count = 5
    for k in range(count):
        x = stall.left + stall.width * (0.12 + 0.76 * k / (count - 1))
        name = names[(k + stall.number) % len(names)]
        put(canvas, name, (x, stall.counter), stall.width * 0.19, _WARES_FINISH)


def _heaps(layer: VectorLayer, canvas: Canvas, stall: Stall) -> None:
    """Four crates with a pyramid of round fruit in each, leaning towards us."""
    colors, rng = _HEAPS[stall.goods], canvas.rng
    size = stall.width / 4.4
    for k in range(4):
        middle = stall.left + stall.width * (0.14 + 0.24 * k)
        color = rgb(colors[(k + stall.number) % len(colors)])
        radius = size * 0.17
        for row, count in enumerate((5, 4, 3)):
            for one in range(count):
                x = middle + (one - (count - 1) / 2) * radius * 1.55
                y = stall.counter - radius * (0.7 + 1.35 * row)
                tone = clamp(color * float(rng.uniform(0.85, 1.1)))
                layer.circle(x, y, radius, tone)
                layer.circle(x - radius * 0.3, y - radius * 0.35, radius * 0.3, mix(tone, WHITE, 0.45))
        layer.rect(
            middle - size * 0.46, stall.counter - radius * 0.9, middle + size * 0.46, stall.counter, "#b98a55"
        )


def _loaves(layer: VectorLayer, canvas: Canvas, stall: Stall) -> None:
    colors, rng = _HEAPS["bread"], canvas.rng
    size = stall.width / 6
    for row, count in ((0, 6), (1, 5)):
        for one in range(count):
            x = stall.x + (one - (count - 1) / 2) * size * 0.92
            y = stall.counter - size * (0.25 + 0.42 * row)
            tone = rgb(colors[int(rng.integers(len(colors)))])
            layer.ellipse((x, y), (size * 0.44, size * 0.28), tone)
            for cut in (-0.15, 0.1):
                layer.line(
                    (x + size * cut, y - size * 0.14),
                    (x + size * (cut + 0.1), y + size * 0.02),
                    mix(tone, WHITE, 0.5),
                    size * 0.05,
                )


def _cones(layer: VectorLayer, _canvas: Canvas, stall: Stall) -> None:
    colors = _HEAPS["spices"]
    size = stall.width / 5.4
    for k in range(5):
        x = stall.left + stall.width * (0.12 + 0.19 * k)
        color = rgb(colors[(k + stall.number) % len(colors)])
        y = stall.counter - size * 0.22
        layer.polygon([(x - size * 0.42, y), (x + size * 0.42, y), (x, y - size * 0.75)], color)
        layer.polygon([(x + size * 0.1, y), (x + size * 0.42, y), (x, y - size * 0.75)], clamp(color * 0.8))
        layer.rect(x - size * 0.46, y, x + size * 0.46, stall.counter, "#8a5f3a")


_HEAPERS: Final[Mapping[str, Callable[[VectorLayer, Canvas, Stall], None]]] = {
    "bread": _loaves,
    "spices": _cones,
}


def _awning(layer: VectorLayer, canvas: Canvas, stall: Stall) -> None:
    """A striped awning that leans to the front, with a scalloped edge."""
    count, width = 9, stall.width
    top, low = stall.foot - width * _TALL, stall.eaves
    edges = np.linspace(stall.left - width * 0.06, stall.right + width * 0.06, count + 1)
    peaks = np.linspace(stall.left + width * 0.02, stall.right - width * 0.02, count + 1)
    cloth = rgb("#f6efe0") if not canvas.is_snowy else rgb("#ffffff")
    for k in range(count):
        paint = rgb(stall.awning) if k % 2 == 0 else cloth
        if canvas.is_snowy:
            paint = mix(paint, "#f4f8fc", 0.75)
        corners = [(peaks[k], top), (peaks[k + 1], top), (edges[k + 1], low), (edges[k], low)]
        layer.polygon([(float(x), float(y)) for x, y in corners], paint)
        middle = (float(edges[k] + edges[k + 1]) / 2, low)
        hem = rgb(stall.awning) if k % 2 == 0 else cloth
        layer.ellipse(
            middle, (float(edges[k + 1] - edges[k]) / 2, width * 0.045), clamp(hem * 0.88), arc=(0, 180)
        )
