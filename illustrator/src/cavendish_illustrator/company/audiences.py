"""Somebody who reads, tells or teaches, and those who listen to them, on their knees before them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.company.facing import left_edge, moved_to, right_edge, toward
from cavendish_illustrator.company.pairs import Build, posed, standing_actor
from cavendish_illustrator.company.profiles import has_profile, in_profile
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.bodies.side_body import SidePose
from cavendish_illustrator.figures.drawings.cast import Cast

_READER: Final = SidePose((100, 206), (98, 294), (22, 172), (122, 296), 8.0)
_KNEELING: Final = SidePose((112, 262), (160, 292), (78, 250), (170, 294), 6.0)
_ROW: Final = 4
_CLOSE, _AHEAD, _DEEPER = 0.62, 18.0, 34.0
"""Of a row each takes so much of their width; how far ahead it starts; how far behind the next is."""
_MOST_SHARE, _LEAST_SHARE = 0.8, 0.42
"""How tall listeners are at most and at least, in parts of the speaker."""
_WITH_BOARD: Final = "blackboard"


def listen(casts: Sequence[Cast], build: Build) -> Figure | None:
    """A speaker on the left who looks at the listeners in rows on the right, who look back."""
    speaker = _speaker(casts[0], build)
    if speaker is None:
        return None
    listeners: list[Actor] = []
    for cast in casts[1:]:
        actor = _listener(cast, casts[0], build)
        if actor is None:
            return None
        listeners.append(actor)
    is_at_board = casts[0].doing == _WITH_BOARD
    edge = max(x for x, _ in speaker.corners()) if is_at_board else right_edge(speaker)
    seated = _in_rows(listeners, edge + _AHEAD)
    pieces: list[Piece] = [*sorted(seated, key=lambda one: one.y), speaker]
    return staged(pieces, STANDING)


def _speaker(cast: Cast, build: Build) -> Actor | None:
    if cast.doing != _WITH_BOARD and has_profile(cast):
        return in_profile(cast, cast, build, _READER)
    figure = build(cast)
    if figure is None:
        return None
    actor = Actor(figure=figure, scale=STANDING / (figure.body_height or figure.height))
    return toward(actor, 1)


def _listener(cast: Cast, lead: Cast, build: Build) -> Actor | None:
    """Somebody on their knees; who has none sits."""
    quiet = replace(cast, held=(), doing=None, subject=replace(cast.subject, pose=None), has_scenery=False)
    if has_profile(quiet):
        actor = in_profile(quiet, lead, build, _KNEELING, -1)
    else:
        actor = standing_actor(posed(quiet, "sitting"), lead, build)
    if actor is None:
        return None
    within = min(_MOST_SHARE * STANDING, max(_LEAST_SHARE * STANDING, actor.height)) / max(actor.height, 1.0)
    lowered = STANDING + (actor.y - STANDING) * within
    return toward(replace(actor, scale=actor.scale * within, y=lowered), -1)


def _in_rows(listeners: Sequence[Actor], start: float) -> list[Actor]:
    """Side by side, the first row in front; of the next every one looks between two."""
    placed: list[Actor] = []
    for number, actor in enumerate(listeners):
        row, column = divmod(number, _ROW)
        step = (right_edge(actor) - left_edge(actor)) * (_CLOSE if len(listeners) > 1 else 1.0)
        left = start + step * (column + row * 0.5)
        moved = moved_to(actor, left)
        placed.append(replace(moved, y=moved.y - row * _DEEPER + (6 if column % 2 else 0)))
    return placed
