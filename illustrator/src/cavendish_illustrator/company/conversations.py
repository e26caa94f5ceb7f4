"""Two who talk or quarrel, what is said above them, and two who slap each other's hands."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.pairs import Build, half_width, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, box_of, staged
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.drawings.real_sizes import real_height, relative_height
from cavendish_illustrator.picture_spec import Subject

_BUBBLE = 84.0
_TELLING, _POINTING, _REST = (62.0, -74.0), (76.0, -22.0), (16.0, -10.0)
_RAISED = (132.0, -6.0)
_TALKING_GAP, _QUARREL_GAP = 40.0, 70.0
_TUGGING: Final = (52.0, -16.0)
_LEAST_TALL, _MOST_TALL, _MOST_WIDE = 84.0, 180.0, 170.0
_OVERLAP, _HANDS_UP, _STANDS_M = 24.0, 142.0, 0.7
"""How far the hands reach over what is quarrelled about, how high they are, and what stands on the ground."""


def talk(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Two beside each other, each with the near hand raised, and a speech bubble between them."""
    return _facing(casts, build, _TELLING, "speech-bubble", _TALKING_GAP)


def quarrel(casts: Sequence[Cast], thing: Subject | None, build: Build) -> Figure | None:
    """Two cross ones who point at each other, and a jagged bubble between them, over what it is about."""
    cross = [
        replace(cast, held=(), subject=replace(cast.subject, mood=cast.subject.mood or "grumpy"))
        for cast in casts
    ]
    about = find_figure(find_alias(thing.concept)) if thing is not None else None
    if about is None or thing is None:
        return _facing(cross, build, _POINTING, "quarrel-bubble", _QUARREL_GAP)
    about = dyed(about, thing.color) if thing.color else about
    tall = min(_MOST_TALL, max(_LEAST_TALL, STANDING * relative_height(thing, casts[0].subject)))
    tall = min(tall, _MOST_WIDE / about.aspect)
    wide = tall * about.aspect
    shown = _facing(cross, build, _TUGGING, "quarrel-bubble", wide - _OVERLAP)
    if shown is None:
        return None
    is_low = real_height(thing.concept) >= _STANDS_M
    foot = STANDING + 4 if is_low else STANDING - _HANDS_UP + tall / 2
    middle = (shown.left + shown.width / 2) if shown.width else 0.0
    return replace(shown, markup=shown.markup + nest(about, middle - wide / 2, foot - tall, tall))


def high_five(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Two whose raised near hands meet."""
    first = _standing(casts[0], casts[0], build, (*_REST, *_RAISED))
    second = _standing(casts[1], casts[0], build, (*_RAISED, *_REST))
    if first is None or second is None:
        return None
    if is_posed(casts[0]) and is_posed(casts[1]):
        second = replace(second, x=second.x + first.at("hand")[0] - second.at("left_hand")[0])
    else:
        second = replace(second, x=half_width(first) + half_width(second))
    return staged([first, second], STANDING)


def _standing(cast: Cast, lead: Cast, build: Build, arms: tuple[float, float, float, float]) -> Actor | None:
    still = replace(posed(cast, "standing" if is_posed(cast) else "sitting", arms), has_scenery=False)
    return standing_actor(still, lead, build)


def _facing(
    casts: Sequence[Cast], build: Build, arm: tuple[float, float], bubble: str, gap: float
) -> Figure | None:
    lead, other = casts[0], casts[1]
    first = _standing(lead, lead, build, (*_REST, *arm))
    second = _standing(other, lead, build, (*arm, *_REST))
    said = find_figure(bubble)
    if first is None or second is None or said is None:
        return None
    second = replace(second, x=(half_width(first) + half_width(second)) + gap)
    middle, top = (first.x + second.x) / 2, STANDING - max(first.height, second.height)
    upper = top - _BUBBLE * 0.72
    pieces: list[Piece] = [first, second, nest(said, middle - _BUBBLE * said.aspect / 2, upper, _BUBBLE)]
    return staged(
        pieces, STANDING, boxes=[box_of(middle, upper + _BUBBLE, _BUBBLE * said.aspect / 2, _BUBBLE)]
    )
