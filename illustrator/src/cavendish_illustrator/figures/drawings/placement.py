"""One figure and its place in the picture."""

from dataclasses import dataclass, field

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.drawings.cast import Cast


@dataclass(slots=True)
class Placed:
    """One figure with its place: middle of its feet and full height, pixels."""

    index: int
    cast: Cast
    figure: Figure
    aspect: float
    rise: float
    """Full height by body height: hats and raised things make it more than 1."""
    x: float = 0.0
    feet_y: float = 0.0
    height: float = 0.0
    finish: Finish = field(default_factory=Finish)
    order: float = 0.0
    is_airborne: bool = False

    @property
    def width(self) -> float:
        return self.height * self.aspect
