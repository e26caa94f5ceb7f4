"""Sets two beside each other: looking at one another, their edges where they are wanted."""

from collections.abc import Sequence
from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.company.pairs import Build, half_width, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import Actor, Piece, staged
from cavendish_illustrator.figures.doings.gaits import GALLOPING
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_LEAST, _MOST = 84.0, 440.0
"""How tall the other is shown, beside a lead of 300."""
_FACING_SHARE = 0.42
"""Whose eyes are so far to one side looks that way."""

Drawn = tuple[str, tuple[float, float, float, float]]
"""Markup and its box."""


def toward(actor: Actor, side: int) -> Actor:
    """The actor looking to the left (-1) or right (1); who looks at us stays."""
    eyes = actor.figure.anchors.get("eyes")
    if "left_hand" in actor.figure.anchors:
        return actor
    share = 0.3 if eyes is None else (eyes[0] - actor.figure.left) / max(actor.figure.width, 1.0)
    facing = -1 if share < _FACING_SHARE else 1 if share > 1 - _FACING_SHARE else 0
    return replace(actor, flip=facing not in (0, side))


def left_edge(actor: Actor) -> float:
    return (
        min(x for x, _ in actor.corners())
        if "left_hand" not in actor.figure.anchors
        else (actor.x - half_width(actor))
    )


def right_edge(actor: Actor) -> float:
    if "left_hand" in actor.figure.anchors:
        return actor.x + half_width(actor)
    return max(x for x, _ in actor.corners())


def moved_to(actor: Actor, left: float) -> Actor:
    return replace(actor, x=actor.x + left - left_edge(actor))


def other_actor(cast: Cast, lead: Cast, build: Build, *, pose: str | None = None) -> Actor | None:
    """Whoever or whatever the deed is done to, large enough to be seen, looking at the lead."""
    is_alive = is_animate(cast.subject.concept) and not is_posed(cast)
    is_calm = not is_alive or cast.subject.concept in GALLOPING
    pose = pose or cast.subject.pose or ("standing" if is_calm else "walking")
    actor = standing_actor(replace(posed(cast, pose, cast.arms), variant=1), lead, build)
    if actor is None:
        return None
    within = min(_MOST, max(_LEAST, actor.height)) / max(actor.height, 1.0)
    return toward(replace(actor, scale=actor.scale * within), -1)


def _ink_height(actor: Actor) -> float:
    """How high the body is drawn: a person's box has room above it, one on the run is less tall."""
    return actor.height if "left_hand" in actor.figure.anchors else actor.figure.height * actor.scale


def together(lead: Actor, others: Sequence[Actor], extras: Sequence[Drawn | None]) -> Figure:
    shown = [extra for extra in extras if extra is not None]
    pieces: list[Piece] = [*others, lead, *(markup for markup, _ in shown)]
    tall = max(_ink_height(one) for one in (lead, *others))
    boxes = [(box[0], box[1], box[2], box[3]) for _, box in shown]
    return staged(pieces, tall, boxes=boxes)
