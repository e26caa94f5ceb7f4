"""Two who talk or quarrel, what is said above them, and two who slap each other's hands."""

from collections.abc import Sequence
from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.company.pairs import Build, half_width, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, box_of, staged
from cavendish_illustrator.figures.cast import Cast

_BUBBLE = 84.0
_TELLING, _POINTING, _REST = (62.0, -74.0), (76.0, -22.0), (16.0, -10.0)
_RAISED = (132.0, -6.0)
_TALKING_GAP, _QUARREL_GAP = 40.0, 70.0


def talk(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Two beside each other, each with the near hand raised, and a speech bubble between them."""
    return _facing(casts, build, _TELLING, "speech-bubble", _TALKING_GAP)


def quarrel(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Two cross ones who point at each other, and a jagged bubble between them."""
    cross = [
        replace(cast, subject=replace(cast.subject, mood=cast.subject.mood or "grumpy")) for cast in casts
    ]
    return _facing(cross, build, _POINTING, "quarrel-bubble", _QUARREL_GAP)


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
