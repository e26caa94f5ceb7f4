"""Hangs things on a cord and leans them on what they touch; call when everything else has its place."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.thing_states import CURLED, HANGING, LEANING
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind

_CORD: Final = "#3d342e"
_LEVEL, _SAG, _STEPS = 0.05, 0.075, 33
"""Where a cord begins and how far it sags, in parts of the height."""
_ONE_TALL, _ALONE_TALL, _LONE_CORD = 0.3, 0.5, 0.13
_MANY_TALL, _LEAST_TALL, _SPREAD = 0.24, 0.13, 0.86
_TILT, _AT_WALL, _NARROW = 13.0, 7.0, 0.9
"""How far something leans on a thing and on a wall, degrees; what is broader stands upright."""
_TRUNK, _EDGE, _BROAD = 0.07, 0.44, 1.1
"""How far the sides of a tree's trunk and of other things are from their middle, in parts of their width."""
_BEFORE, _MOST_TALL = 0.012, 0.92
_TREES: Final = frozenset({"deciduous-tree", "apple-tree", "evergreen-tree", "palm-tree", "birch-tree"})


def settle_contacts(canvas: Canvas, spec: PictureSpec, figures: list[Placed]) -> None:
    """Give all that hangs, leans and is curled around its place and order, and paint the cords."""
    ties = {r.subject for r in spec.relations if r.kind in (RelationKind.ON, RelationKind.HANGING)}
    hung = [one for one in figures if one.cast.subject.state == HANGING and one.index not in ties]
    if hung:
        _hang(canvas, hung, is_alone=len(hung) == len(figures))
    for one in figures:
        if one.cast.subject.state == LEANING:
            _lean(canvas, one, _touched_by(spec, one, figures))
        elif one.cast.subject.state == CURLED:
            _curl(canvas, one, _touched_by(spec, one, figures))
    if any(one.cast.subject.state in (HANGING, LEANING, CURLED) for one in figures):
        figures.sort(key=lambda one: (one.order, one.feet_y))


def _hang(canvas: Canvas, hung: Sequence[Placed], *, is_alone: bool) -> None:
    width, height = canvas.width, canvas.height
    number = len(hung)
    for one in hung:
        one.finish = replace(one.finish, shadow=False, reflect=0.0, rotate_deg=0.0)
        one.order = 0.0
    if number == 1:
        one = hung[0]
        one.height = min(height * (_ALONE_TALL if is_alone else _ONE_TALL), width * 0.6 / one.aspect)
        one.x = width / 2 if is_alone else one.x
        one.feet_y = height * _LONE_CORD + one.height
        _cord(canvas, np.array([[one.x, 0.0], [one.x, one.feet_y - one.height * 0.96]]))
        return
    room = width * _SPREAD / number
    t = np.linspace(0, 1, _STEPS)
    level = height * _LEVEL + canvas.stage.clear_top
    _cord(canvas, np.stack([t * width, level + height * _SAG * 4 * t * (1 - t) * 0.5], 1))
    for k, one in enumerate(sorted(hung, key=lambda placed: placed.x)):
        share = (k + 0.5) / number
        one.height = min(height * (_MANY_TALL + (0.1 if is_alone else 0.0)), room / one.aspect)
        one.height = max(one.height, min(height * _LEAST_TALL, room * 1.2 / one.aspect))
        one.x = width * (0.5 + (share - 0.5) * _SPREAD * number / (number - 0.2))
        across = one.x / width
        one.feet_y = level + height * _SAG * 4 * across * (1 - across) * 0.5 + one.height * 0.98


def _cord(canvas: Canvas, points: np.ndarray) -> None:
    layer = canvas.layer()
    layer.polyline(points, _CORD, max(1.5, 2.4 * canvas.unit))
    canvas.lay(layer)


def _touched_by(spec: PictureSpec, one: Placed, figures: Sequence[Placed]) -> Placed | None:
    """What something leans on or is curled around; None for a wall of the place."""
    targets = {
        r.target if r.subject == one.index else r.subject
        for r in spec.relations
        if one.index in (r.subject, r.target) and r.kind is RelationKind.BESIDE
    }
    return next((other for other in figures if other.index in targets), None)


_OF_CURLED, _NEARER = 0.66, 0.014
"""How tall what an animal is curled around is at most, in parts of it, and how much nearer it stands."""


def _curl(canvas: Canvas, one: Placed, around: Placed | None) -> None:
    """Set what an animal sleeps around before its belly, close to it."""
    if around is None:
        return
    around.height = min(max(around.height, one.height * _OF_CURLED * 0.8), one.height * _OF_CURLED)
    around.x = one.x + (-0.1 if one.finish.flip else 0.1) * one.width
    around.feet_y, around.order = one.feet_y + canvas.height * _NEARER, one.order + 0.5


def _lean(canvas: Canvas, one: Placed, on: Placed | None) -> None:
    is_narrow = one.aspect < _NARROW
    if on is None:
        if canvas.stage.kind is StageKind.GROUND:
            one.feet_y = min(one.feet_y, canvas.stage.far_y + canvas.height * _BEFORE)
        turn = _AT_WALL if one.x <= canvas.width / 2 else -_AT_WALL
        one.finish = replace(one.finish, rotate_deg=turn if is_narrow else 0.0)
        return
    one.height = min(one.height, on.height * _MOST_TALL, canvas.height * 0.7)
    side = -1 if on.x + on.width / 2 > canvas.width * 0.62 or one.x <= on.x else 1
    edge = on.width * (_TRUNK if on.cast.subject.concept in _TREES else _EDGE)
    if on.aspect > _BROAD:
        edge = 0.0  # before a fence
    if is_narrow:
        out = one.height * math.sin(math.radians(_TILT)) / 2 + one.width * 0.3
        one.finish = replace(one.finish, rotate_deg=side * _TILT)
    else:
        out = one.width * 0.2
    one.x = on.x + side * (edge + out)
    one.feet_y, one.order = on.feet_y + canvas.height * _BEFORE, on.order + 0.2
