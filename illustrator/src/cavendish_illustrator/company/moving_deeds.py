"""Deeds in motion: one chases, pushes or pulls another."""

from collections.abc import Sequence
from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, Point
from cavendish_illustrator.company.facing import (
    Drawn,
    left_edge,
    moved_to,
    other_actor,
    right_edge,
    together,
    toward,
)
from cavendish_illustrator.company.pairs import Build, half_width, is_posed, posed, standing_actor
from cavendish_illustrator.company.shared_work import workers_among
from cavendish_illustrator.company.staging import STANDING, Actor
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.real_sizes import relative_height
from cavendish_illustrator.picture_spec import Subject

_STEP_BACK = 1.15
"""How far behind the first another pusher is, in parts of half their width."""
_DUST = "#d9c7a4"
_GRIPPED, _BOXED = 8.0, 0.27
"""How far a hand is over the edge of what is pushed, and how much of its width is room about who is in it."""
_GROWN = Subject(concept="man", word="man")
_HANDLE_RIGHT = frozenset({"stroller", "wheelbarrow", "lawn-mower"})


def chase(casts: Sequence[Cast], build: Build) -> Figure | None:
    """One behind the other, both running to the right."""
    runners: list[Actor] = []
    for cast in casts:
        actor = other_actor(replace(cast, held=cast.held), casts[0], build, pose="running")
        if actor is None:
            return None
        runners.append(toward(actor, 1))
    x = 0.0
    pieces: list[Actor] = []
    extras = []
    for number, runner in enumerate(runners):
        placed = moved_to(runner, x)
        tilt = 0.0 if "left_hand" in runner.figure.anchors else -7.0
        placed = replace(placed, turn=tilt, y=STANDING - (10 if number else 3))
        extras.append(_speed_marks(left_edge(placed) - 6, placed.height))
        pieces.append(placed)
        x = right_edge(placed) + 46
    return together(pieces[0], pieces[1:], extras)


def _speed_marks(right: float, tall: float) -> Drawn:
    """Dust under the heels and lines of speed behind who runs."""
    ys = [STANDING - tall * share for share in (0.62, 0.42, 0.24)]
    lines = "".join(
        f'<path d="M{right - length:.1f} {y:.1f}h{length * 0.8:.1f}" stroke="#ffffff" stroke-opacity=".75" '
        'stroke-width="5" stroke-linecap="round"/>'
        for y, length in zip(ys, (34, 46, 30), strict=True)
    )
    dust = "".join(
        f'<circle cx="{right - dx:.1f}" cy="{STANDING - r * 0.7:.1f}" r="{r}" fill="{_DUST}" opacity=".85"/>'
        for dx, r in ((2, 9), (16, 12), (31, 8))
    )
    return lines + dust, (right - 46, STANDING - 20, right, STANDING)


def push(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Those whose hands are at what they push, one behind the other; it rolls before them."""
    lead = casts[0]
    workers, loads = workers_among(casts)
    load = _load(loads[0], lead, build) if loads else None
    pushers = [standing_actor(posed(one, "walking", (-34, -12, 62, -8)), lead, build) for one in workers]
    placed = [one for one in pushers if one is not None]
    if load is None or len(placed) < len(workers):
        return None
    load = replace(load, flip=loads[0].prop is None and loads[0].subject.concept in _HANDLE_RIGHT)
    hand = placed[0].at("hand") if is_posed(lead) else (half_width(placed[0]) * 0.8, 0.0)
    behind = [
        replace(one, x=one.x - half_width(one) * _STEP_BACK * (k + 1), y=STANDING - 9 * (k + 1))
        for k, one in enumerate(placed[1:])
    ]
    return together(
        placed[0], [*reversed(behind), moved_to(load, hand[0] - _GRIPPED - _margin(loads[0], load))], []
    )


def _load(cast: Cast, lead: Cast, build: Build) -> Actor | None:
    """What is moved; with somebody in it, it is as large as for who stands by."""
    if cast.prop is None:
        return other_actor(cast, lead, build)
    figure = build(cast)
    if figure is None:
        return None
    return Actor(figure=figure, scale=relative_height(_GROWN, lead.subject) if is_posed(lead) else 1.0)


def _margin(cast: Cast, load: Actor) -> float:
    """The room at the left of somebody's box, who is in what is pushed."""
    return load.width * _BOXED if cast.prop is not None else 0.0


def pull(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Those who walk ahead of what ropes draw after them."""
    lead = casts[0]
    load = _load(casts[-1], lead, build)
    if load is None:
        return None
    walkers: list[Actor] = []
    for cast in casts[:-1] or casts[:1]:
        actor = standing_actor(posed(cast, "walking", (48, -14, 30, -40)), lead, build)
        if actor is None:
            return None
        walkers.append(replace(actor, x=actor.x + len(walkers) * 1.5 * half_width(actor) * 2))
    first = walkers[0]
    hand = _rear_hand(first, lead)
    load = replace(load, x=load.x + hand[0] - 44 - right_edge(load))
    knot = right_edge(load) - 6, STANDING - min(load.height * 0.4, 90)
    ropes = [(_rope(_rear_hand(one, lead), knot), (knot[0], hand[1], hand[0], STANDING)) for one in walkers]
    return together(first, [load, *walkers[1:]], ropes)


def _rear_hand(actor: Actor, cast: Cast) -> Point:
    return actor.at("left_hand") if is_posed(cast) else (-half_width(actor) * 0.7, STANDING * 0.7)


def _rope(hand: Point, knot: Point) -> str:
    sag = max(hand[1], knot[1]) + 12
    return (
        f'<path d="M{hand[0]:.1f} {hand[1]:.1f}Q{(hand[0] + knot[0]) / 2:.1f} {sag:.1f} '
        f'{knot[0]:.1f} {knot[1]:.1f}" stroke="#8a6a42" stroke-width="5" fill="none" stroke-linecap="round"/>'
    )
