"""Somebody who walks with an animal on a lead: dogs in front, a donkey that follows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, Point
from cavendish_illustrator.company.facing import other_actor
from cavendish_illustrator.company.pairs import (
    RAISED_THINGS,
    Build,
    half_width,
    is_posed,
    posed,
    raised_arm,
    standing_actor,
)
from cavendish_illustrator.company.staging import STANDING, Actor, Piece, staged
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.vocabulary.concept_classes import is_in

_HAND_HIGH, _HAND_OUT = 0.4, 0.36
"""Where the paw of who has no arms is: in parts of the figure's height from below, and of its width."""
_NECK: Final = (0.24, 0.34)
"""Where the halter of an animal is that looks to the left, in shares of its drawing."""


def on_lead(casts: Sequence[Cast], build: Build) -> Figure | None:
    """Somebody walking with an animal on a lead, or several."""
    owner = casts[0]
    is_raised = bool(owner.held) and owner.held[0].concept in RAISED_THINGS
    arms = (34.0, -40.0, *raised_arm(owner)) if is_raised else (20.0, -18.0, 34.0, -40.0)
    pose = "walking" if is_posed(owner) else "sitting"
    first = standing_actor(posed(owner, pose, arms), owner, build)
    pets = [_led(cast, owner, build) for cast in casts[1:]]
    if first is None or None in pets:
        return None
    pieces: list[Piece] = [first]
    x = half_width(first) + 40
    side = -1 if is_raised else 1
    hand = _hand(first, owner, side)
    for number, pet in enumerate(one for one in pets if one is not None):
        placed = replace(pet, x=side * (x + pet.width / 2), y=STANDING + 4 * number)
        x += pet.width * (1.06 if len(pets) < 3 else 0.8)
        neck = _neck(placed)
        line = (
            f'<path d="M{hand[0]:.1f} {hand[1]:.1f}Q{(hand[0] + neck[0]) / 2:.1f} '
            f'{max(hand[1], neck[1]) + 22:.1f} {neck[0]:.1f} {neck[1]:.1f}" stroke="#7a2f24" '
            'stroke-width="4" fill="none" stroke-linecap="round"/>'
        )
        pieces += [placed, line]
    return staged(pieces, STANDING)


def _led(cast: Cast, owner: Cast, build: Build) -> Actor | None:
    """A dog as it is, any other animal on its four feet."""
    is_dog = is_in(cast.subject.concept, "dog")
    return standing_actor(cast, owner, build) if is_dog else other_actor(cast, owner, build)


def _hand(first: Actor, owner: Cast, side: int) -> Point:
    if is_posed(owner):
        return first.at("hand" if side > 0 else "left_hand")
    return first.x + side * first.width * _HAND_OUT, first.y - first.height * _HAND_HIGH


def _neck(pet: Actor) -> Point:
    figure = pet.figure
    across, down = _NECK
    return pet.at("neck", (figure.left + figure.width * across, figure.top + figure.height * down))
