"""What is larger than people: two carry it between them, one lies under it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.pairs import Build, half_width, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.bodies.dyeing import dyed, main_hue_dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.picture_spec import Subject

_TALL, _WIDE = 156.0, 300.0
_OUT, _FREE = (52.0, -14.0), (30.0, -44.0)
_OVERLAP: Final = 12.0
_BELOW_HANDS: Final = 0.3
"""How much of the load is below the hands."""


def carry(casts: Sequence[Cast], thing: Subject | None, build: Build) -> Figure | None:
    """One at either end, a hand under it each, walking."""
    drawing = find_figure(find_alias(thing.concept)) if thing is not None else None
    if thing is None or drawing is None or len(casts) != 2:
        return None
    drawing = dyed(drawing, thing.color) if thing.color else drawing
    tall = min(_TALL, _WIDE / drawing.aspect)
    wide = tall * drawing.aspect
    first = _bearer(casts[0], casts[0], build, (*_FREE, *_OUT))
    second = _bearer(casts[1], casts[0], build, (*_OUT, *_FREE))
    if first is None or second is None:
        return None
    grip = _hand(first, 1)
    left = grip[0] - _OVERLAP
    second = replace(second, x=second.x + left + wide - _OVERLAP - _hand(second, -1)[0])
    low = min(grip[1] + tall * _BELOW_HANDS, STANDING - 26)
    shown = nest(drawing, left, low - tall, tall)
    pieces: list[Piece] = [first, second, shown]
    return staged(pieces, STANDING, boxes=[(left, low - tall, left + wide, low)])


def _bearer(cast: Cast, lead: Cast, build: Build, arms: tuple[float, float, float, float]) -> Actor | None:
    pose = "walking" if is_posed(cast) else "sitting"
    return standing_actor(posed(replace(cast, held=()), pose, arms), lead, build)


def _hand(actor: Actor, side: int) -> tuple[float, float]:
    """Where the hand on that side is; beside who has none."""
    name = "hand" if side > 0 else "left_hand"
    if name in actor.figure.anchors and "left_hand" in actor.figure.anchors:
        return actor.at(name)
    return actor.x + side * half_width(actor), STANDING - actor.height * 0.4


_CAR_TALL, _FEET_OUT, _LOW, _LIFTED = 178.0, 20.0, 112.0, 4.0
"""How tall a car is, how far in who lies under it is, and how far below the ground their feet would be."""


def underneath(casts: Sequence[Cast], thing: Subject | None, build: Build) -> Figure | None:
    """Somebody on their back under a car, which hides all but the legs."""
    car = find_figure(find_alias(thing.concept)) if thing is not None else None
    body = build(posed(replace(casts[0], held=(), doing=None), "sleeping"))
    if thing is None or car is None or body is None:
        return None
    car = main_hue_dyed(car, thing.color) if thing.color else car
    wide = _CAR_TALL * car.aspect
    legs = Actor(figure=body, x=wide / 2 - _FEET_OUT, y=STANDING + _LOW, flip=True, floor=STANDING + 10)
    shown = nest(car, -wide / 2, STANDING - _CAR_TALL - _LIFTED, _CAR_TALL)
    box = (-wide / 2, STANDING - _CAR_TALL - _LIFTED, wide / 2, STANDING)
    return staged([legs, shown], STANDING, boxes=[box])
