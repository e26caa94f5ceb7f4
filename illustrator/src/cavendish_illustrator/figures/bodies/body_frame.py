"""The joints of a person, which clothes, costumes and held things go by."""

import math
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Point

Limb = tuple[Point, Point]
EYES_ABOVE_NECK: Final = 0.35
"""How far the eyes are above the neck, in parts of the head's height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Joints of a person, in a space 300 high around x = 100. A limb is its middle joint and its end."""

    head: float
    neck_y: float
    half: float
    """Half the shoulder width."""
    hip_y: float
    shoulders: tuple[Point, Point]
    hips: tuple[Point, Point]
    arms: tuple[Limb, ...]
    legs: tuple[Limb, ...]
    is_sitting: bool = False
    is_seated: bool = False
    """Whether it sits on a chair and faces us, the thighs foreshortened."""
    waist: float = 0.86
    """Half the waist in parts of half the shoulders."""
    throat: float = 0.0
    """How long a neck is seen between the collar and the chin."""
    sway: float = 0.0
    """Degrees by which the upper body leans over the hips, positive to the right."""
    tilt: float = 0.0
    """Degrees by which the head is tilted on top of that."""
    has_boots: bool = False

    @property
    def chin_y(self) -> float:
        """Where the head sits: everything on it is measured from here."""
        return self.neck_y - self.throat

    def swayed(self, point: Point) -> Point:
        """Where a point of the upper body is once it leans."""
        return turned(point, (100.0, self.hip_y), self.sway)

    def on_head(self, point: Point) -> Point:
        """Where a point of the head is once body and head lean."""
        return self.swayed(turned(point, (100.0, self.chin_y), self.tilt))


def turned(point: Point, about: Point, degrees: float) -> Point:
    """The point after a turn, clockwise where the degrees are positive."""
    angle = math.radians(degrees)
    x, y = point[0] - about[0], point[1] - about[1]
    return (
        about[0] + x * math.cos(angle) - y * math.sin(angle),
        about[1] + x * math.sin(angle) + y * math.cos(angle),
    )
