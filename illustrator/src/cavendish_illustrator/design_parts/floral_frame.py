"""Flowers and leaves laid into the corners of a card, as wedding stationery has them."""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, rasterise
from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest, vector_figure
from cavendish_illustrator.painting.color import Field, hex_code, mix
from cavendish_illustrator.picture_spec import PictureSpec, Subject

_SIDE: Final = 400.0
"""The side of a corner's square, in its own units."""
_HEAD_COLORS: Final = {
    "rose": "#e26a7c",
    "rose-on-stem": "#e26a7c",
    "peony": "#f0a8bc",
    "blossom": "#f0b0b4",
    "bouquet": "#e98a9c",
    "cherry-blossom": "#f6c3d0",
    "hibiscus": "#e8506a",
    "tulip": "#ee8a6a",
    "poppy": "#e2543c",
    "orchid": "#c88ad0",
    "iris-flower": "#7f6ad0",
    "hydrangea": "#8fa4e0",
    "geranium-pot": "#e0566a",
    "white-flower": "#f4efe6",
    "marigold": "#f0a03c",
}
_WHOLE: Final = frozenset({"sunflower", "daisy", "lotus", "lavender-sprig", "wheat-ears"})
"""Flowers whose own drawing is shown, because everybody knows them by it."""
_LEAVES: Final = {
    "eucalyptus": ("#8fae9c", "#aac6b4", "#6f8f7e"),
    "olive-branch": ("#8f9a6c", "#aab488", "#737d54"),
    "olive": ("#8f9a6c", "#aab488", "#737d54"),
    "fern": ("#5f9a54", "#7fb272", "#47803e"),
    "leaf-fluttering-in-wind": ("#7fa878", "#9cc094", "#5f8a58"),
    "leaf-flat": ("#7fa878", "#9cc094", "#5f8a58"),
    "herb": ("#6fa068", "#8cb884", "#50824a"),
    "palm-tree": ("#4f9a6a", "#6fb488", "#347a4c"),
    "monstera": ("#4f9a6a", "#6fb488", "#347a4c"),
    "lavender-sprig": ("#8fae8c", "#a8c3a2", "#6f8f6e"),
    "wheat-ears": ("#c9a85a", "#dcc07c", "#a8883c"),
    "evergreen-tree": ("#3f7a58", "#5a9470", "#2c5c40"),
    "holly": ("#3f7a48", "#5a9460", "#2c5c34"),
    "mistletoe": ("#6f9a54", "#8cb274", "#50783a"),
}
_PLAIN_LEAVES: Final = ("#8fae8c", "#a8c3a2", "#6f8f6e")
_SPRAYS: Final = (
    *((90, 40, 92.0, 0.74), (40, 90, 178.0, 0.74), (110, 90, 122.0, 0.42), (90, 110, 150.0, 0.42)),
    *((140, 60, 70.0, 0.4), (60, 140, 200.0, 0.4)),
)
"""Where a spray's foot is, where it points (0 is up, 90 right), and how long it is in parts of the side."""
_BUDS: Final = ((170, 70, 112.0, 0.36), (70, 170, 158.0, 0.36))
_HEADS: Final = ((74, 74, 0.36), (172, 52, 0.25), (54, 170, 0.26), (146, 140, 0.18))
_PALE: Final = "#fbf6ee"
_STRIP: Final = 100.0
"""The depth of a garland, in its own units."""


class Blooms(NamedTuple):
    """The colours of the flower heads, the tones of the leaves, and flowers shown by their own drawing."""

    heads: tuple[str, ...]
    leaves: tuple[str, str, str]
    whole: tuple[str, ...] = ()


def is_floral(concept: str) -> bool:
    """Whether it is a flower or a leaf that a frame of flowers is made of."""
    return concept in _HEAD_COLORS or concept in _WHOLE or concept in _LEAVES


def blooms_of(spec: PictureSpec, ink: str) -> Blooms:
    """The flowers that the prompt names, else flowers in the colours of the card."""
    named = [one for one in spec.subjects if is_floral(one.concept)]
    heads = tuple(_head_color(one) for one in named if one.concept in _HEAD_COLORS)
    leaves = next((_LEAVES[one.concept] for one in named if one.concept in _LEAVES), _PLAIN_LEAVES)
    whole = tuple(one.concept for one in named if one.concept in _WHOLE)
    if not heads and not whole and not named:
        heads = tuple(hex_code(mix(color, _PALE, 0.45)) for color in spec.palette[:2]) or (
            hex_code(mix(ink, "#f3d9d4", 0.72)),
            "#f4e6dc",
        )
    return Blooms(heads, leaves, whole)


def _head_color(flower: Subject) -> str:
    return hex_code(mix(flower.color, _PALE, 0.12)) if flower.color else _HEAD_COLORS[flower.concept]


def lay_corners(image: Field, blooms: Blooms, size: float, corners: Sequence[tuple[bool, bool]]) -> None:
    """Lay a cluster into each corner (is it right, is it at the foot) of an RGBA picture."""
    height, width = image.shape[:2]
    cluster = _cluster(blooms, round(size))
    for is_right, is_foot in corners:
        piece = cluster[:, ::-1] if is_right else cluster
        piece = piece[::-1] if is_foot else piece
        left = width - piece.shape[1] if is_right else 0
        upper = height - piece.shape[0] if is_foot else 0
        lay_over(image, np.ascontiguousarray(piece), left, upper)


def lay_garland(image: Field, blooms: Blooms, depth: float) -> None:
    """Lay sprays with a bloom here and there along all four edges of an RGBA picture."""
    height, width = image.shape[:2]
    for length, turns in ((width, 0), (height, 1)):
        piece = _garland(blooms, round(length), round(depth))
        for is_far in (False, True):
            strip = piece[::-1] if is_far else piece
            strip = np.ascontiguousarray(np.rot90(strip, turns))
            left = width - strip.shape[1] if turns and not is_far else 0
            upper = height - strip.shape[0] if not turns and is_far else 0
            lay_over(image, strip, left, upper)


@cache
def _garland(blooms: Blooms, length: int, depth: int) -> Field:
    """Sprays that overlap in a row, with heads between them, near the upper edge of a strip."""
    wide = _STRIP * length / depth
    dark, light, vein = blooms.leaves
    spray = vector_figure("leaf-spray", {"#8fae8c": dark, "#a8c3a2": light, "#6f8f6e": vein})
    steps = max(2, round(wide / (_STRIP * 0.9)))
    parts = []
    for k in range(steps + 1):
        x, is_right = wide * k / steps, k * 2 < steps
        parts += [
            _sprig(spray, (x, _STRIP * 0.3), (78.0 if is_right else 282.0) + turn, _STRIP * share)
            for turn, share in ((0.0, 1.25), (24.0, 0.8), (-24.0, 0.7))
        ]
    count = len(blooms.heads) + len(blooms.whole)
    for k in range(1, steps) if count else ():
        figure = _head(blooms, k % count)
        if figure is not None:
            tall = _STRIP * (0.62 if k % 2 else 0.46)
            x, y = wide * k / steps - tall * figure.aspect / 2, _STRIP * 0.34 - tall / 2
            parts.append(nest(figure, x, y, tall, turn=37.0 * k))
    box = Figure(markup="".join(parts), width=wide, height=_STRIP)
    return rasterise(box.document(), float(length), length / depth)


@cache
def _cluster(blooms: Blooms, side: int) -> Field:
    """The upper left corner's flowers: sprays along both edges, buds, and heads over them."""
    parts = []
    dark, light, vein = blooms.leaves
    spray = vector_figure("leaf-spray", {"#8fae8c": dark, "#a8c3a2": light, "#6f8f6e": vein})
    for x, y, turn, share in _SPRAYS:
        parts.append(_sprig(spray, (x, y), turn, share * _SIDE))
    if blooms.heads:
        bud = vector_figure("bud-spray", {"#f0dfc4": hex_code(mix(blooms.heads[-1], _PALE, 0.4))})
        parts += [_sprig(bud, (x, y), turn, share * _SIDE) for x, y, turn, share in _BUDS]
    count = len(blooms.heads) + len(blooms.whole)
    for k, (x, y, share) in enumerate(_HEADS if count else ()):
        figure = _head(blooms, k % count)
        if figure is not None:
            tall = share * _SIDE
            parts.append(nest(figure, x - tall * figure.aspect / 2, y - tall / 2, tall, turn=37.0 * k))
    box = Figure(markup="".join(parts), width=_SIDE, height=_SIDE)
    return rasterise(box.document(), float(side))


def _head(blooms: Blooms, number: int) -> Figure | None:
    if number >= len(blooms.heads):
        return find_figure(blooms.whole[number - len(blooms.heads)])
    color = blooms.heads[number]
    tones = {
        "#e8a3b4": hex_code(mix(color, "#7a3a4a", 0.06)),
        "#f2bcc8": hex_code(mix(color, _PALE, 0.28)),
        "#f9d5dc": hex_code(mix(color, _PALE, 0.55)),
        "#cf8296": hex_code(mix(color, "#6a4a44", 0.32)),
    }
    return vector_figure("rose-head", tones)


def _sprig(figure: Figure, foot: tuple[float, float], turn: float, length: float) -> str:
    """Markup of a sprig that grows from its foot in a direction."""
    scale = length / figure.height
    x, y = figure.left + figure.width / 2, figure.top + figure.height
    return (
        f'<g transform="translate({foot[0]:g} {foot[1]:g}) rotate({turn:g}) scale({scale:.4g}) '
        f'translate({-x:g} {-y:g})">{figure.markup}</g>'
    )
