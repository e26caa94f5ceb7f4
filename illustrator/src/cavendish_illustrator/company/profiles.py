"""Figures in profile, set so that their soles are on the ground and their hands where the work is."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.company.pairs import Build, is_posed, posed, standing_actor
from cavendish_illustrator.company.staging import STANDING, Actor
from cavendish_illustrator.figures.animals.animal_heads import drawn_heads
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.bodies.side_body import SidePose
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias

_GROUND: Final = 302.0
"""Where the soles of a figure in profile are."""
_WITHOUT_KNEES: Final = frozenset({"bird", "bee", "snail", "turtle"})
_FISH_TAILED: Final = frozenset({"mermaid", "merman", "merperson"})
_STIFF: Final = frozenset({"astronaut", "robot"})


def has_knees(concept: str) -> bool:
    """Whether an animal may kneel like a person and be believed: no bird, bee or snail does."""
    drawn = drawn_heads().get(FACES.get(concept, ""))
    return concept in FACES and (drawn is None or drawn.body not in _WITHOUT_KNEES)


def has_profile(cast: Cast) -> bool:
    """Whether somebody has a body that is drawn from the side."""
    if cast.subject.concept in _FISH_TAILED:
        return False
    return is_posed(cast) or find_alias(cast.subject.concept) in _STIFF or has_knees(cast.subject.concept)


def in_profile(cast: Cast, lead: Cast, build: Build, pose: SidePose, side: int = 1) -> Actor | None:
    """Somebody seen from the side who looks to the right (1) or left (-1), as tall as beside the lead."""
    upright = standing_actor(posed(cast, "standing"), lead, build)
    if upright is None:
        return None
    return at_scale(cast, build, pose, upright.scale, side)


def at_scale(cast: Cast, build: Build, pose: SidePose, scale: float, side: int = 1) -> Actor | None:
    """The same where the size is known, in units of the drawing to one of the figure's."""
    figure = build(replace(cast, side=pose))
    if figure is None:
        return None
    whole: Figure = replace(figure, markup=figure.behind + figure.markup, behind="")
    below = figure.top + figure.height - _GROUND
    return Actor(figure=whole, scale=scale, y=STANDING + below * scale, flip=side > 0)


def with_hand_at(actor: Actor, x: float) -> Actor:
    """The actor moved until the hands are there."""
    return replace(actor, x=actor.x + x - actor.at("hand")[0])


def pose_height(goal: float, scale: float) -> float:
    """A height of the drawing in units of a figure in profile."""
    return _GROUND - (STANDING - goal) / scale
