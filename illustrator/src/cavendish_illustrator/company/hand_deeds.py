"""Deeds of the hands: one feeds, strokes, waters another or gives them something."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, nest
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
from cavendish_illustrator.company.reaching import ELBOW, reaching
from cavendish_illustrator.company.shared_work import AT_TRUNK, at_work, reach_for, workers_among
from cavendish_illustrator.company.staging import STANDING, Actor, box_of
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.picture_spec import Subject

_SMALL = 0.68
"""Who is less tall, in parts of the lead, is reached for on one knee."""
_FOOD_HEIGHT, _GIFT_HEIGHT = 46.0, 72.0
_PAW = 12.0
"""How far within the edge of who has no arms what they give begins."""
_BESIDE = 1.5
"""How far beside the first a second stands who feeds the same one, in parts of half their width."""
_MOUTH_BELOW_EYES = 0.22
_PETS_HEAD, _TRUNKS = 0.12, {"hugging": 0.46, "felling": 0.34}
_AT_HEAD = frozenset({"cutting_hair", "grooming"})
_EARS, _STOOL, _DANGLING = 0.86, 96.0, 12.0
"""Where hair is cut, in parts of who sits there, how high the stool is, and how far up the feet are."""


@cache
def _foods() -> dict[str, str]:
    return {eater: food for food, eaters in read_table("company/foods.toml").items() for eater in eaters}


def food_of(concept: str) -> str:
    """What an animal or a child is fed with."""
    return _foods().get(concept, "bread")


def _mouth(actor: Actor) -> Point:
    figure = actor.figure
    eyes = figure.anchors.get("eyes", (figure.left + figure.width * 0.2, figure.top + figure.height * 0.3))
    edge = figure.left if not actor.flip else figure.left + figure.width
    low = eyes[1] + figure.height * _MOUTH_BELOW_EYES * 0.5
    x, y = actor.at("", (eyes[0] + (edge - eyes[0]) * 0.7, low))
    return x, y


def _piece(name: str, color: str | None, middle: Point, height: float) -> Drawn | None:
    """A thing around a point."""
    figure = find_figure(find_alias(name))
    if figure is None:
        return None
    figure = dyed(figure, color) if color else figure
    width = height * figure.aspect
    left, top = middle[0] - width / 2, middle[1] - height / 2
    return nest(figure, left, top, height), (left, top, left + width, top + height)


def feed(casts: Sequence[Cast], thing: Subject | None, build: Build) -> Figure | None:
    """Somebody with food in the outstretched hand, right before a mouth; a second at the other end."""
    workers, fed = workers_among(casts)
    lead = replace(workers[0], held=())
    eaters = [other_actor(cast, lead, build) for cast in fed]
    placed = [one for one in eaters if one is not None]
    if not placed or None in eaters:
        return None
    first = placed[0]
    is_low = first.height < STANDING * _SMALL
    reach = reaching(lead, build, _mouth(first)[1], is_low=is_low)
    if reach is None:
        return None
    name, color = _fed_with(thing, fed[0])
    food = _piece(name, color, (0, 0), _FOOD_HEIGHT)
    wide = food[1][2] - food[1][0] if food is not None else 0.0
    hand = reach.hand
    placed[0] = moved_to(first, 0)
    gap = hand[0] + wide * 0.7 - _mouth(placed[0])[0]
    lined = _overlapping(placed, max(gap, half_width(reach.actor) * 0.5))
    extras = [_piece(name, color, (hand[0] + wide * 0.32, hand[1]), _FOOD_HEIGHT)]
    for other in workers[1:2]:
        helper = reaching(replace(other, held=()), build, _mouth(first)[1], is_low=is_low)
        if helper is not None and len(lined) == 1:
            lined.insert(0, replace(helper.actor, x=-half_width(reach.actor) * _BESIDE, y=helper.actor.y - 8))
        elif helper is not None:
            end = max(right_edge(one) for one in lined) + wide * 0.5
            turned = replace(helper.actor, flip=not helper.actor.flip)
            turned = replace(turned, x=turned.x + end - turned.at("hand")[0])
            lined.append(turned)
            theirs = turned.at("hand")
            extras.append(_piece(name, color, (theirs[0] - wide * 0.32, theirs[1]), _FOOD_HEIGHT))
    return together(reach.actor, lined, extras)


def _fed_with(thing: Subject | None, eater: Cast) -> tuple[str, str | None]:
    """The name and the colour of the food."""
    return (thing.concept, thing.color) if thing is not None else (food_of(eater.subject.concept), None)


def give(casts: Sequence[Cast], thing: Subject | None, build: Build) -> Figure | None:
    """Two who reach out to each other with a thing between their hands."""
    lead, other = replace(casts[0], held=()), replace(casts[1], held=())
    name, color = (thing.concept, thing.color) if thing is not None else ("wrapped-gift", None)
    models = [
        standing_actor(posed(cast, "standing", (60, -8, 60, -8)), lead, build) for cast in (lead, other)
    ]
    if models[0] is None or models[1] is None:
        return None
    height = sum(_chest(model) for model in models if model is not None) / 2
    first = _with_arm(lead, lead, build, height, is_right=True)
    second = _with_arm(other, lead, build, height, is_right=False)
    if first is None or second is None:
        return None
    first, second = toward(first, 1), toward(second, -1)
    size = _GIFT_HEIGHT * (0.8 if first.height < STANDING * 0.8 or second.height < STANDING * 0.6 else 1.0)
    middle = first.at("hand") if is_posed(lead) else (right_edge(first) - _PAW, _chest(first))
    model = _piece(name, color, middle, size)
    wide = model[1][2] - model[1][0] if model is not None else 20.0
    theirs = second.at("left_hand") if is_posed(other) else (left_edge(second), 0.0)
    near = middle[0] + wide * 0.84
    if not is_posed(lead):
        near = max(near, right_edge(first) - 6)
    second = replace(second, x=second.x + near - theirs[0])
    return together(
        first, [second], [_piece(name, color, (middle[0] + wide * 0.42, middle[1] - size * 0.2), size)]
    )


def _overlapping(actors: Sequence[Actor], left: float) -> list[Actor]:
    """Side by side, every second one a step behind, so that they stay near the hand."""
    lined: list[Actor] = []
    for number, actor in enumerate(actors):
        placed = moved_to(actor, left)
        lined.append(replace(placed, y=STANDING - 26 * (number % 2)))
        left = right_edge(placed) - (right_edge(placed) - left) * 0.3
    return sorted(lined, key=lambda one: one.y)


def _chest(actor: Actor) -> float:
    return actor.y - actor.height * 0.46


def _with_arm(cast: Cast, lead: Cast, build: Build, height: float, *, is_right: bool) -> Actor | None:
    straight = (60.0, -ELBOW, 60.0, -ELBOW)
    model = standing_actor(posed(cast, "standing", straight), lead, build)
    if model is None or not is_posed(cast):
        return standing_actor(posed(cast, "sitting"), lead, build)
    shoulder = model.at("shoulder")
    drop = (height - shoulder[1]) / max(math.dist(shoulder, model.at("hand")), 1.0)
    angle = math.degrees(math.acos(min(0.8, max(-0.7, drop)))) + ELBOW / 2
    arms = (14.0, -8.0, angle, -ELBOW) if is_right else (angle, -ELBOW, 14.0, -8.0)
    return standing_actor(posed(cast, "standing", arms), lead, build)


def touch(casts: Sequence[Cast], build: Build) -> Figure | None:
    """A hand, or what it holds, at the other's head."""
    lead = casts[0]
    if lead.doing in _AT_HEAD and is_posed(casts[1]) and is_posed(lead):
        return _barber(lead, casts[1], build)
    workers, objects = workers_among(casts)
    others = [other_actor(cast, lead, build) for cast in objects]
    placed = [one for one in others if one is not None]
    if not placed or None in others:
        return None
    first = placed[0]
    reach = reach_for(lead, first, build)
    if reach is None:
        return None
    share = _TRUNKS.get(lead.doing or "", _PETS_HEAD)
    x = reach.hand[0] - first.height * first.figure.aspect * share
    if not is_posed(lead) and lead.doing not in AT_TRUNK:
        x = max(x, right_edge(reach.actor) - first.height * first.figure.aspect * _PETS_HEAD)
    return at_work(workers, reach, _overlapping(placed, x), build)


def _barber(lead: Cast, client: Cast, build: Build) -> Figure | None:
    """Somebody at work on the hair of who sits on a stool."""
    first, stool = other_actor(client, lead, build, pose="seated"), find_figure("stool")
    if first is None or stool is None:
        return None
    reach = reaching(lead, build, first.y - first.height * _EARS, is_low=False)
    if reach is None:
        return None
    first = moved_to(first, reach.hand[0] - half_width(first) * 0.4)
    first = replace(first, y=STANDING - _DANGLING)
    seat = nest(stool, first.x - _STOOL * stool.aspect / 2, STANDING - _STOOL, _STOOL)
    box = box_of(first.x, STANDING, _STOOL * stool.aspect / 2, _STOOL)
    shown = together(reach.actor, [first], [])
    return replace(shown, markup=seat + shown.markup, top=min(shown.top, box[1]))
