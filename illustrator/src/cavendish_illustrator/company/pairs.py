"""Two or more who do something together: hold hands, embrace, dance, fight, walk on a lead, carry."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, nest
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, box_of, staged
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.real_sizes import relative_height

Build = Callable[[Cast], Figure | None]
_REST, _HELD, _RAISED, _SHELTERING = (14.0, -8.0), (26.0, -120.0), (158.0, 4.0), (8.0, 132.0)
RAISED_THINGS = frozenset({"umbrella", "balloon", "kite"})
_JOINED, _GAP = 30.0, 10.0
_LEAST_CARRIED, _MOST_CARRIED, _CHILD_CARRIED = 96.0, 118.0, 200.0
_CIRCLES = re.compile(r'<circle cx="([-\d.]+)" cy="([-\d.]+)" r="[-\d.]+" fill="(#[0-9a-f]{6})"')
_SKIN = "#e0bb95"
_BEND = 6.0
"""Degrees between upper arm and forearm of an arm that reaches for a hand."""


def is_posed(cast: Cast) -> bool:
    """Whether the figure has arms that can reach for another."""
    return cast.subject.concept in role_names() and cast.subject.concept not in ("astronaut", "robot")


def posed(cast: Cast, pose: str, arms: tuple[float, float, float, float] | None = None) -> Cast:
    return replace(cast, subject=replace(cast.subject, pose=pose), arms=arms)


def standing_actor(cast: Cast, lead: Cast, build: Build) -> Actor | None:
    """A figure in the size it has beside the lead, who is 300 units high."""
    figure = build(cast)
    if figure is None:
        return None
    tall = figure.body_height or figure.height
    return Actor(figure=figure, scale=STANDING / tall * relative_height(cast.subject, lead.subject))


def _reach(actor: Actor, side: str = "") -> tuple[Point, float]:
    """Where a shoulder is, and how long its arm."""
    shoulder, hand = actor.at(f"{side}shoulder"), actor.at(f"{side}hand")
    return shoulder, math.dist(shoulder, hand)


def _arm_to(actor: Actor, height: float) -> tuple[float, float]:
    """Angles of an arm whose hand comes to a height of the drawing."""
    shoulder, length = _reach(actor)
    drop = (height - shoulder[1]) / max(length, 1.0)
    return math.degrees(math.acos(min(0.97, max(-0.8, drop)))) + _BEND / 2, -_BEND


def _free_arm(cast: Cast) -> tuple[float, float]:
    if not cast.held:
        return _REST
    return raised_arm(cast) if cast.held[0].concept in RAISED_THINGS else _HELD


def raised_arm(cast: Cast) -> tuple[float, float]:
    """The arm that holds a balloon up, or an umbrella over the head."""
    return _SHELTERING if cast.held[0].concept == "umbrella" else _RAISED


def hand_in_hand(casts: Sequence[Cast], build: Build) -> Figure | None:
    """A row whose neighbours hold hands; those without arms stand close by."""
    actors = row_of_hands(casts, build)
    return staged(actors, STANDING) if actors else None


def row_of_hands(casts: Sequence[Cast], build: Build) -> list[Actor] | None:
    """Everybody of the row in place; None where one has no drawing."""
    lead = casts[0]
    straight = (_JOINED, -_BEND, _JOINED, -_BEND)
    models = [standing_actor(posed(cast, _still(cast), straight), lead, build) for cast in casts]
    actors: list[Actor] = []
    for number, (cast, model) in enumerate(zip(casts, models, strict=True)):
        if model is None:
            return None
        sides = [_free_arm(cast) if number == len(casts) - 1 else _REST] * 2
        for side, other in ((0, number - 1), (1, number + 1)):
            neighbour = models[other] if 0 <= other < len(casts) else None
            grip = None if neighbour is None else _grip(neighbour, 1 if other < number else -1)
            if grip is not None and is_posed(cast):
                height = (model.at("hand")[1] + grip[1]) / 2 if is_posed(casts[other]) else grip[1]
                sides[side] = _arm_to(model, height)
            elif side == 0:
                sides[0] = _REST
        pose = (
            cast.subject.pose
            if cast.subject.pose in ("walking", "running") and is_posed(cast)
            else _still(cast)
        )
        free = cast if number == len(casts) - 1 else replace(cast, held=())
        actor = standing_actor(posed(free, pose, (*sides[0], *sides[1])), lead, build)
        if actor is None:
            return None
        actors.append(_joined_to(actors[-1], actor) if actors else actor)
    return actors


def _joined_to(left: Actor, right: Actor) -> Actor:
    ours, theirs = _grip(left, 1), _grip(right, -1)
    if ours is not None and theirs is not None:
        return replace(right, x=right.x + ours[0] - theirs[0])
    return replace(right, x=left.x + (half_width(left) + half_width(right)) + _GAP)


def _grip(actor: Actor, side: int) -> Point | None:
    """Where the hand on that side is; None for those who have none to give."""
    names = ("hand", "grip") if side > 0 else ("left_hand", "left_grip")
    name = names[0] if "left_hand" in actor.figure.anchors else names[1]
    return actor.at(name) if name in actor.figure.anchors else None


def half_width(actor: Actor) -> float:
    """Half the width of what is inked: a person's box has wide margins."""
    is_person = "left_hand" in actor.figure.anchors
    return 56.0 * actor.scale if is_person else actor.width / 2


def _still(cast: Cast) -> str:
    return "standing" if is_posed(cast) else "sitting"


def embrace(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Two who lean together, an arm of one around the other, under a heart."""
    lead, other = casts[0], casts[1]
    first = standing_actor(posed(lead, _still(lead), (14, -8, 64, -46)), lead, build)
    second = standing_actor(posed(other, _still(other), (56, 24, 14, -8)), lead, build)
    if first is None or second is None:
        return None
    near = (half_width(first) + half_width(second)) * (0.76 if is_posed(lead) and is_posed(other) else 0.66)
    first, second = replace(first, turn=4), replace(second, x=near, turn=-4)
    order: list[Piece] = [first, second] if first.height >= second.height else [second, first]
    top = STANDING - max(first.height, second.height)
    heart = find_figure("red-heart")
    if heart is None:
        return staged(order, STANDING)
    size = 46.0
    order.append(nest(heart, near / 2 - size * heart.aspect / 2, top - size * 1.15, size))
    return staged(order, STANDING, boxes=[box_of(near / 2, top, 30, 60)])


def dance(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Two who dance with their near hands raised together."""
    lead, other = casts[0], casts[1]
    first = standing_actor(posed(lead, "dancing", (52, -110, 122, -10)), lead, build)
    second = standing_actor(posed(other, "dancing", (122, -10, 52, -110)), lead, build)
    if first is None or second is None:
        return None
    first = replace(first, turn=-3 if is_posed(lead) else -9)
    second = replace(second, turn=8)
    if is_posed(lead) and is_posed(other):
        ours, theirs = first.at("hand"), second.at("left_hand")
        second = replace(second, x=second.x + ours[0] - theirs[0])
    else:
        second = replace(
            second,
            x=(half_width(first) + half_width(second))
            * (0.84 if is_posed(lead) or is_posed(other) else 0.68),
        )
    return staged([first, second], STANDING)


def duel(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Two who face each other at sword's length."""
    lead, other = casts[0], casts[1]
    first = standing_actor(posed(lead, "fighting"), lead, build)
    second = standing_actor(posed(other, "fighting"), lead, build)
    if first is None or second is None:
        return None
    grown = max(1.0, _GIANT / (second.height / STANDING)) if other.subject.size == "giant" else 1.0
    second = replace(second, scale=second.scale * grown)
    second = replace(
        second, x=first.x + half_width(first) * 1.9 + half_width(second) + 16, flip=is_posed(other)
    )
    if is_posed(lead) or is_posed(other):
        return staged([second, first], STANDING)
    return staged([replace(second, x=_close_by(first, second)), first, *_clash(first)], STANDING)


_GIANT = 1.3
"""A giant opponent is at least so much taller."""
_CLASH = 84.0


def _close_by(first: Actor, second: Actor) -> float:
    return first.x + first.width * 0.5 + second.width * 0.42


def _clash(first: Actor) -> list[Piece]:
    """The burst where two meet who have no weapons to show that they fight."""
    burst = find_figure("collision")
    if burst is None:
        return []
    x = first.x + first.width * 0.52
    return [nest(burst, x - _CLASH * burst.aspect / 2, STANDING - first.height * 0.78, _CLASH)]


def in_arms(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Somebody with a small animal, a child or a toy held to the chest."""
    holder = standing_actor(posed(casts[0], "standing", (30, -108, 30, -108)), casts[0], build)
    small = standing_actor(_in_blanket(casts[1]), casts[0], build)
    if holder is None or small is None:
        return None
    tall = small.figure.height * small.scale
    most = _CHILD_CARRIED if is_posed(casts[1]) else _MOST_CARRIED
    scale = small.scale * min(max(tall, _LEAST_CARRIED), most) / max(tall, 1.0)
    neck, hand = holder.at("neck"), holder.at("hand")
    held = replace(small, scale=scale, x=neck[0], y=hand[1] + small.figure.height * scale * 0.45)
    arms = "".join(
        f'<circle cx="{x:.1f}" cy="{held.y - small.figure.height * scale * 0.3:.1f}" r="9" '
        f'fill="{skin_of(holder.figure)}"/>'
        for x in (neck[0] - small.figure.width * scale * 0.36, neck[0] + small.figure.width * scale * 0.36)
    )
    return staged([holder, held, arms], STANDING)


def _in_blanket(cast: Cast) -> Cast:
    """A baby that is carried is wrapped up."""
    if cast.subject.concept != "baby":
        return cast
    return replace(cast, subject=replace(cast.subject, concept="baby-swaddled"), worn=(), held=())


def skin_of(figure: Figure) -> str:
    """Return the colour of a person's hands: of the circle that is drawn where a hand is."""
    hand = figure.anchors.get("hand", (figure.left, figure.top))
    found = (
        (math.dist(hand, (float(x), float(y))), color) for x, y, color in _CIRCLES.findall(figure.markup)
    )
    return str(min(found, default=(0.0, _SKIN))[1])
