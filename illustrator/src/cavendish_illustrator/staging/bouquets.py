"""Ties one kind of flower into a bouquet: stems that meet in a bow, leaves behind them."""

from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.painting.color import Field, clamp, rgb
from cavendish_illustrator.painting.pixel_ops import resize, rotate

BOUQUET: Final = "bouquet"
"""The state of a flower of which there is a bunch."""
_STEMMED: Final = {"rose": "rose-on-stem"}
"""Drawings with a longer stem."""
_BEHIND: Final = ((-50.0, 0.86), (-17.0, 0.98), (17.0, 0.98), (50.0, 0.86), (0.0, 1.02))
_FLOWERS: Final = (
    *((34.0, 0.86), (-34.0, 0.86), (12.0, 0.93), (-12.0, 0.93)),
    *((45.0, 0.64), (-45.0, 0.64), (0.0, 0.74), (23.0, 0.68), (-23.0, 0.68)),
)
"""How far each stem leans (degrees) and how long it is, those at the back first."""
_TIE: Final = 0.16
"""The bow is so far above the ends of the stems, in parts of a stem."""
_BOW: Final = 0.3
_HEAD: Final = 0.6
"""A flower's drawing takes this share of its stem, so that each is seen beside the others."""
_STEM, _GREEN = 0.028, "#4c9a4f"


def stem_of(cast: Cast) -> Cast:
    """The cast for one flower of the bunch."""
    one = cast.subject
    return replace(cast, subject=replace(one, state=None, concept=_STEMMED.get(one.concept, one.concept)))


def bunched(flower: Field, height: float) -> Field:
    """A bouquet of copies of a flower with its stem, about `height` tall."""
    long = height * 0.94
    side = round(long * 2.6)
    sheet = np.zeros((side, side, 4), np.float32)
    tie = side / 2, side * 0.72
    leaf = find_figure("leaf-spray")
    if leaf is not None:
        green = trim(leaf.pixels(long * 0.7))
        for lean, share in _BEHIND:
            _lean(sheet, green, tie, lean, long * share)
    for lean, share in _FLOWERS:
        _lean(sheet, flower, tie, lean, long * share, _HEAD)
    bow = find_figure("bow-ribbon")
    if bow is not None:
        piece = trim(bow.pixels(long * _BOW))
        lay_over(sheet, piece, round(tie[0] - piece.shape[1] / 2), round(tie[1] - piece.shape[0] * 0.4))
    return trim(clamp(sheet))


def _scaled(piece: Field, scale: float) -> Field:
    """The piece so many times as large."""
    height, width = (max(1, round(side * scale)) for side in piece.shape[:2])
    return resize(piece, width, height, is_smooth=True)


def _lean(
    sheet: Field, piece: Field, tie: tuple[float, float], lean: float, length: float, share: float = 1.0
) -> None:
    """Lay a piece so that it crosses the tie near its foot and leans by so many degrees.

    It takes that share of the length at the top; below it is stem.
    """
    scale = length * share / piece.shape[0]
    grown = _scaled(piece, scale)
    tall, wide = round(length * 2 * (1 - _TIE)), grown.shape[1]
    centred = np.zeros((tall, wide, 4), np.float32)
    if share < 1:
        half = max(1, round(length * _STEM / 2))
        column = slice(max(0, wide // 2 - half), wide // 2 + half)
        centred[grown.shape[0] * 3 // 4 : round(length), column] = (*rgb(_GREEN), 1.0)
    lay_over(centred, grown, 0, 0)
    centred[..., :3] *= centred[..., 3:]
    turned = rotate(centred, -lean)
    turned[..., :3] /= np.maximum(turned[..., 3:], 1e-4)
    lay_over(sheet, clamp(turned), round(tie[0] - turned.shape[1] / 2), round(tie[1] - turned.shape[0] / 2))
