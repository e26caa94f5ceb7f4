"""The joints of a person, which clothes, costumes and held things go by."""

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
    waist: float = 0.86
    """Half the waist in parts of half the shoulders."""
    throat: float = 0.0
    """How long a neck is seen between the collar and the chin."""

    @property
    def chin_y(self) -> float:
        """Where the head sits: everything on it is measured from here."""
        return self.neck_y - self.throat
