"""Somebody who waters what grows before them: the can tilted, its water falling on the plant."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, Point, find_figure, nest
from cavendish_illustrator.company.facing import Drawn, moved_to, other_actor, right_edge, together
from cavendish_illustrator.company.pairs import Build
from cavendish_illustrator.company.profiles import has_profile, in_profile
from cavendish_illustrator.company.reaching import reaching
from cavendish_illustrator.company.staging import STANDING, Actor, box_of
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.bodies.side_body import SidePose
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_CAN: Final = "watering-can"
_POURING: Final = SidePose((100, 206), (98, 294), (22, 158), (122, 296), 10.0, (34, 168))
_HAND_HEIGHT: Final = 0.5
"""How high the can is held where there is no body in profile, in parts of whoever stands."""
_SIZE, _TILT = 84.0, 24.0
_HANDLE: Final = (0.3, 0.34)
"""Where the hand is on the can, in parts of its width and height from its middle, to the left and above."""
_SPOUT: Final = (0.47, 0.02)
"""Where its spout ends once it is tilted, from its middle to the right and below."""
_WIDEST: Final = 170.0
"""How wide what is watered is shown, beside whoever stands 300 high."""
_STREAMS: Final = (-9.0, 0.0, 9.0)
_WATER: Final = "#6fb4e4"


def water(casts: Sequence[Cast], build: Build) -> Figure | None:
    """A can that pours on what grows before whoever holds it."""
    lead = replace(casts[0], held=(), has_scenery=False)
    plants = [other_actor(cast, lead, build) for cast in casts[1:]]
    actor = _pourer(lead, build)
    can = find_figure(_CAN)
    if actor is None or can is None or None in plants:
        return None
    held = casts[0].held[0].color if casts[0].held else None
    can = dyed(can, held) if held else can
    hand = actor.at("hand")
    wide = _SIZE * can.aspect
    middle = hand[0] + wide * _HANDLE[0], hand[1] + _SIZE * _HANDLE[1]
    shown = nest(can, middle[0] - wide / 2, middle[1] - _SIZE / 2, _SIZE, turn=_TILT)
    spout = middle[0] + wide * _SPOUT[0], middle[1] + _SIZE * _SPOUT[1]
    watered = _lined_up([plant for plant in plants if plant is not None], casts[1:], spout)
    extras: list[Drawn] = [(_stream(spout, watered[0]), box_of(spout[0], spout[1] + 20, 20, 20))]
    extras.insert(0, (shown, box_of(middle[0], middle[1] + _SIZE / 2, wide * 0.56, _SIZE * 1.1)))
    return together(actor, watered, extras)


def _pourer(lead: Cast, build: Build) -> Actor | None:
    """Whoever holds the can, looking to the right, both hands out."""
    if has_profile(lead):
        return in_profile(lead, lead, build, _POURING)
    reach = reaching(lead, build, STANDING * _HAND_HEIGHT, is_low=False)
    return None if reach is None else reach.actor


def _lined_up(plants: Sequence[Actor], casts: Sequence[Cast], spout: Point) -> list[Actor]:
    """What is watered side by side, the first under the spout, none wider than can be."""
    placed: list[Actor] = []
    for plant, cast in zip(plants, casts, strict=True):
        width = plant.figure.width * plant.scale
        within = 1.0 if is_animate(cast.subject.concept) else min(1.0, _WIDEST / width)
        shown = replace(plant, scale=plant.scale * within)
        left = right_edge(placed[-1]) + 4 if placed else spout[0] - min(14.0, width * within * 0.2)
        placed.append(moved_to(shown, left))
    return placed


def _stream(spout: Point, plant: Actor) -> str:
    """Water in an arc from the spout onto a low plant's leaves, or the foot of a tall one's stem."""
    x, y = spout
    top = plant.y - plant.figure.height * plant.scale
    end_y = max(top + 18, plant.y - 12) if top < y else top + 12
    end_x = plant.x - min(26.0, plant.figure.width * plant.scale * 0.16)
    arcs = "".join(
        f'<path d="M{x:.1f} {y + spread * 0.5:.1f}Q{(x + end_x) / 2 + spread + 8:.1f} {y + 8:.1f} '
        f'{end_x + spread * 1.6:.1f} {end_y:.1f}" stroke="{_WATER}" stroke-width="4" fill="none" '
        'stroke-linecap="round" stroke-dasharray="13 7"/>'
        for spread in _STREAMS
    )
    splash = "".join(
        f'<ellipse cx="{end_x + side * 17:.1f}" cy="{end_y - 2:.1f}" rx="4" ry="6" fill="{_WATER}"/>'
        for side in (-1, 1)
    )
    return arcs + splash
