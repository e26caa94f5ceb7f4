"""Two who play a board game: on either side of the board, turned to each other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.pairs import Build
from cavendish_illustrator.company.profiles import has_profile, in_profile
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, box_of, staged
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.bodies.side_body import SidePose
from cavendish_illustrator.figures.drawings.cast import Cast

_AT_REST: Final = SidePose((100, 232), (48, 293), (32, 176), (62, 295), 6.0, (46, 180))
_MOVING: Final = SidePose((100, 232), (48, 293), (10, 156), (62, 295), 12.0, (46, 180))
_APART: Final = 128.0
"""How far a player's hip is from the middle of the table."""
_HALF, _TOP, _SEAT = 84.0, 190.0, 246.0
"""Half the table's width, its height from above, and that of the stools."""
_WOOD, _DARK, _LIGHT = "#a8713f", "#7d5028", "#cc9560"
_BOARD_WIDE: Final = 136.0
_LIFTED: Final = 2.0
"""How far the soles are above the ground, in units of a figure in profile: the stools stand nearer."""


def across_board(casts: Sequence[Cast], game: str, build: Build) -> Figure | None:
    """Both seated in profile, the first with a hand at the game; None where one has no such body."""
    board = find_figure(game)
    if board is None or len(casts) != 2 or not all(has_profile(cast) for cast in casts):
        return None
    players: list[Actor] = []
    for cast, pose, side in zip(casts, (_MOVING, _AT_REST), (1, -1), strict=True):
        lead = cast if cast.subject.concept in FACES else casts[0]
        actor = in_profile(replace(cast, held=()), lead, build, pose, side)
        if actor is None:
            return None
        actor = replace(actor, y=actor.y - _LIFTED * actor.scale)
        players.append(replace(actor, x=actor.x - _hip_of(actor) - side * _APART))
    tall = _BOARD_WIDE / board.aspect
    shown = nest(board, -_BOARD_WIDE / 2, _TOP + 7 - tall, tall)
    stools = "".join(_stool(side * (_APART + 4)) for side in (-1, 1))
    pieces: list[Piece] = [stools, *players, _table(), shown]
    box = box_of(0, STANDING, _APART + 60, STANDING - _TOP + tall)
    return staged(pieces, STANDING, boxes=[box])


def _hip_of(actor: Actor) -> float:
    """Where the hip of a figure in profile is across the drawing."""
    figure = actor.figure
    middle = figure.left + figure.width / 2
    return actor.x + (_AT_REST.hip[0] - middle) * actor.scale * (-1 if actor.flip else 1)


def _stool(x: float) -> str:
    return (
        f'<path d="M{x - 30:.1f} {_SEAT:g}h60v10h-60z" fill="{_LIGHT}"/>'
        f'<path d="M{x - 24:.1f} {_SEAT + 10:g}h10l-4 {STANDING - _SEAT - 10:g}h-9z'
        f'M{x + 14:.1f} {_SEAT + 10:g}h10l3 {STANDING - _SEAT - 10:g}h-9z" fill="{_DARK}"/>'
    )


def _table() -> str:
    low = STANDING - _TOP - 12
    return (
        f'<path d="M{-_HALF + 8:g} {_TOP + 12:g}h12l-6 {low:g}h-10zM{_HALF - 20:g} {_TOP + 12:g}h12l4 {low:g}'
        f'h-10z" fill="{_DARK}"/>'
        f'<path d="M{-_HALF:g} {_TOP:g}h{2 * _HALF:g}v12h{-2 * _HALF:g}z" fill="{_WOOD}"/>'
        f'<path d="M{-_HALF:g} {_TOP:g}h{2 * _HALF:g}v4h{-2 * _HALF:g}z" fill="{_LIGHT}"/>'
    )
