"""Who is pushed or pulled along: in a wheelchair, a pram, a wheelbarrow, on a sled or a swing."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure
from cavendish_illustrator.company.pairs import Build, is_posed, posed
from cavendish_illustrator.company.seats import SEATS, on_seat
from cavendish_illustrator.company.staging import STANDING, Actor, staged
from cavendish_illustrator.company.vehicles import in_vehicle, most_in
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.picture_spec import Subject

_TALL: Final = 170.0
"""How tall a pram or a cart with somebody in it is, beside a person of 300."""
_RIM, _OUT, _PASSENGER = 0.55, 0.62, {True: 210.0, False: 170.0}
"""How high its rim is and how far up the feet behind it are, in its height, and how tall people and animals
are there."""
_HANDLE_RIGHT: Final = frozenset({"stroller", "wheelbarrow", "shopping-cart"})


def conveyed(passenger: Cast, conveyance: Subject, build: Build) -> Figure | None:
    """Somebody in or on what has no engine."""
    if conveyance.concept in SEATS:
        return on_seat([passenger], conveyance, build)
    if most_in(conveyance.concept):
        return in_vehicle([passenger], conveyance, build)
    drawing = find_figure(find_alias(conveyance.concept))
    body = build(posed(passenger, "standing" if is_posed(passenger) else "sitting"))
    if drawing is None or body is None:
        return None
    drawing = dyed(drawing, conveyance.color) if conveyance.color else drawing
    scale = _TALL / drawing.height
    is_turned = conveyance.concept in _HANDLE_RIGHT
    load = Actor(figure=drawing, scale=scale, flip=is_turned)
    tall = _PASSENGER[is_posed(passenger)]
    seated = Actor(
        figure=body,
        scale=tall / (body.body_height or body.height),
        y=STANDING - _TALL * _OUT + tall * _RIM,
        floor=STANDING - _TALL * (_RIM - 0.2),
    )
    shown = staged([seated, load], STANDING)
    return replace(shown, body_height=STANDING - shown.top)
