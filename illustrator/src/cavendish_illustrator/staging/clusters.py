"""Several of a kind in one cut-out: two side by side, three heaped, pencils in a fan."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.painting.pixel_ops import rotate

MOST: Final = 9
_SLIM: Final = 0.5
"""Up to this width, in parts of the height, things stand in a fan."""
_FAN: Final = 26.0
"""Degrees between the first and the last of a fan."""
_MOST_IN_FAN: Final = 5
_LAPS: Final = {True: 0.1, False: 0.16}
"""How much of its neighbour one hides, of those alive and of things, in parts of the width."""
_RISES: Final = {True: 0.42, False: 0.56}
"""How far a row stands above the one before it, in parts of the height."""
_STEP: Final = 0.05


def clustered(pieces: Sequence[Field], *, are_alive: bool) -> Field:
    """One cut-out of all the pieces: rows, the last before the others; slim things stand in a fan.

    The living, and what hangs in the air, are not heaped: up to three of them are beside one another.
    """
    if len(pieces) == 1:
        return pieces[0]
    height, width = pieces[0].shape[:2]
    if not are_alive and width < height * _SLIM and len(pieces) <= _MOST_IN_FAN:
        return _fan(pieces)
    return _rows(pieces[:MOST], are_alive=are_alive)


def row_lengths(count: int, most_in_one: int = 2) -> tuple[int, ...]:
    """How many stand in each row, the hindmost first: 1 + 2, 2 + 3, 3 + 3 + 3."""
    if count <= most_in_one:
        return (count,)
    if count <= 6:
        return (count // 2, count - count // 2)
    third = count // 3
    return (third, (count - third) // 2, count - third - (count - third) // 2)


def _rows(pieces: Sequence[Field], *, are_alive: bool) -> Field:
    height, width = max(one.shape[0] for one in pieces), max(one.shape[1] for one in pieces)
    rows = row_lengths(len(pieces), 3 if are_alive else 2)
    step, rise = width * (1 - _LAPS[are_alive]), height * _RISES[are_alive]
    joined = np.zeros(
        (round(height + rise * (len(rows) - 1) + height * _STEP), round(width + step * (max(rows) - 1)), 4),
        np.float32,
    )
    number = 0
    for row, length in enumerate(rows):
        foot = height + rise * row
        for column in range(length):
            piece = pieces[number] if (number % 2 == 0) else np.ascontiguousarray(pieces[number][:, ::-1])
            x = joined.shape[1] / 2 + (column - (length - 1) / 2) * step
            sunk = height * _STEP * (column % 2)
            lay_over(joined, piece, round(x - piece.shape[1] / 2), round(foot + sunk - piece.shape[0]))
            number += 1
    return trim(joined)


def _fan(pieces: Sequence[Field]) -> Field:
    """The pieces leaning to both sides, their feet near one another."""
    height, width = pieces[0].shape[:2]
    side = round((height + width) * 1.5)
    joined = np.zeros((side, side * 2, 4), np.float32)
    for number, piece in enumerate(pieces):
        angle = _FAN * (number / (len(pieces) - 1) - 0.5)
        turned = _turned(piece, angle)
        reach = np.sin(np.radians(angle)) * height * 0.5 + (number - (len(pieces) - 1) / 2) * width * 0.72
        lay_over(
            joined, turned, round(side + reach - turned.shape[1] / 2), round(side * 0.94 - turned.shape[0])
        )
    return trim(joined)


def _turned(piece: Field, angle: float) -> Field:
    premultiplied = np.concatenate([piece[..., :3] * piece[..., 3:], piece[..., 3:]], -1)
    turned = rotate(premultiplied, angle)
    turned[..., :3] /= np.maximum(turned[..., 3:], 1e-4)
    return trim(clamp(turned))
