"""Ties a balloon to the figure that holds it, by a string up from its side."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.drawings.cast_colors import recolor
from cavendish_illustrator.figures.hands.balloon_bunches import bunch_of
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.emblem_parts import blend_rgba

_HAND: Final = 0.62
"""How far down the figure its hand is."""
_PROFILE: Final = 1.15
_SEEN: Final = 0.5
_STRING: Final = "#6b6f78"
_OF_BUNCH: Final = 2.6
"""How much taller several balloons on their strings are than one."""
_RISE: Final = 0.62
"""How much of the balloon is above the figure's head."""


def on_string(figure: Field, balloon: Subject, tall: float) -> Field:
    """One cut-out of the figure and its balloon; the figure alone where no balloon can be drawn."""
    bunch = bunch_of(balloon)
    drawn = bunch or find_figure(balloon.concept)
    if drawn is None:
        return figure
    pixels = drawn.pixels(tall if bunch is None else tall * _OF_BUNCH)
    piece = trim(recolor(pixels, balloon.color) if balloon.color and bunch is None else pixels)
    is_profile = figure.shape[1] > figure.shape[0] * _PROFILE  # animals on all fours look to the left
    figure = figure[:, ::-1] if is_profile else figure
    height, width = figure.shape[:2]
    row = figure[round(height * _HAND), :, 3]
    # its foremost point at the height of the hand
    hand_x = int(np.flatnonzero(row > _SEEN).max()) if (row > _SEEN).any() else width
    lift, left = round(piece.shape[0] * _RISE), round(hand_x - piece.shape[1] * 0.1)
    sheet = np.zeros((height + lift, max(width, left + piece.shape[1]), 4), np.float32)
    lay_over(sheet, np.ascontiguousarray(figure), 0, lift)
    layer = VectorLayer(0, 0, sheet.shape[1], sheet.shape[0])
    knot = left + piece.shape[1] / 2, piece.shape[0] * 0.96
    hand = hand_x - width * 0.03, lift + height * _HAND
    layer.line(knot, hand, _STRING, max(1.0, tall * 0.018))
    blend_rgba(sheet, _STRING, layer.pixels[..., 3].astype(np.float32) / 255)
    lay_over(sheet, piece, left, 0)
    return trim(np.ascontiguousarray(sheet[:, ::-1]) if is_profile else sheet)
