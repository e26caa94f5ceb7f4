"""Somebody whose hand is where the work is: standing with an arm out, or on one knee for what is low."""

import math
from typing import Final, NamedTuple

from cavendish_illustrator.artwork.svg_figure import Point
from cavendish_illustrator.company.pairs import Build, is_posed, posed, standing_actor
from cavendish_illustrator.company.profiles import at_scale, has_knees, has_profile, pose_height
from cavendish_illustrator.company.staging import Actor
from cavendish_illustrator.figures.bodies.side_body import SidePose
from cavendish_illustrator.figures.drawings.cast import Cast

ELBOW: Final = 8.0
"""Degrees between upper arm and forearm of an arm that reaches."""
_FREE: Final = (14.0, -8.0)
_KNEELING: Final = SidePose((100, 240), (152, 293), (16, 240), (162, 295), 22.0)
_UPRIGHT: Final = SidePose((100, 206), (98, 294), (16, 206), (122, 296), 12.0)
_BEAST_LOW: Final = SidePose((100, 250), (140, 293), (16, 250), (150, 295), 18.0)
_MOST_UP, _MOST_DOWN = 100.0, 288.0
_OTHER_HAND: Final = (16.0, 10.0)


class Reach(NamedTuple):
    """Where a lead who stands or kneels reaches to, and with what posture."""

    actor: Actor
    hand: Point


def reaching(cast: Cast, build: Build, goal: float, *, is_low: bool) -> Reach | None:
    """The lead with the right hand at the goal's height, on one knee for what is low."""
    straight = (*_FREE, 60.0, -ELBOW)
    upright = standing_actor(posed(cast, "standing", straight), cast, build)
    if upright is None:
        return None
    is_beast = has_knees(cast.subject.concept)
    if is_beast or (is_low and has_profile(cast)):
        upright_or_low = (_BEAST_LOW if is_beast else _KNEELING) if is_low else _UPRIGHT
        return _in_profile(cast, build, goal, upright.scale, upright_or_low)
    if not is_posed(cast):
        figure = build(posed(cast, "sitting", straight))
        actor = None if figure is None else Actor(figure=figure, scale=upright.scale)
        return None if actor is None else Reach(actor, actor.at("hand"))
    shoulder = upright.at("shoulder")
    drop = (goal - shoulder[1]) / max(math.dist(shoulder, upright.at("hand")), 1.0)
    angle = math.degrees(math.acos(min(0.86, max(-0.5, drop))))
    reached = build(posed(cast, "standing", (*_FREE, angle + ELBOW / 2, -ELBOW)))
    actor = upright if reached is None else Actor(figure=reached, scale=upright.scale)
    return Reach(actor, actor.at("hand"))


def _in_profile(cast: Cast, build: Build, goal: float, scale: float, pose: SidePose) -> Reach | None:
    """Somebody seen from the side who looks to the right, both hands at the goal's height."""
    y = min(_MOST_DOWN, max(pose.hip[1] - _MOST_UP, pose_height(goal, scale)))
    hand = (pose.hand[0], y)
    other = (hand[0] + _OTHER_HAND[0], y + _OTHER_HAND[1])
    actor = at_scale(cast, build, pose._replace(hand=hand, far_hand=other), scale)
    return None if actor is None else Reach(actor, actor.at("hand"))
