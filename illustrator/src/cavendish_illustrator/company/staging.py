"""Sets finished figures beside, before and behind one another in one drawing."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cavendish_illustrator.artwork.svg_figure import Figure, Point, namespaced

STANDING = 300.0
"""Units of a standing person: the measure of every staged figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A figure with the middle of its feet at (x, y), so many units to one of its own."""

    figure: Figure
    x: float = 0.0
    y: float = STANDING
    scale: float = 1.0
    turn: float = 0.0
    """Degrees about its feet."""
    flip: bool = False
    floor: float | None = None
    """What is below this height of the drawing is cut off: it is inside something."""

    @property
    def width(self) -> float:
        return self.figure.width * self.scale

    @property
    def height(self) -> float:
        return (self.figure.body_height or self.figure.height) * self.scale

    @property
    def _feet(self) -> Point:
        return self.figure.left + self.figure.width / 2, self.figure.top + self.figure.height

    def at(self, anchor: str, default: Point | None = None) -> Point:
        """Where an anchor of the figure is in the whole drawing."""
        x, y = self.figure.anchors.get(anchor) or default or self._feet
        return self._moved(x, y)

    def _moved(self, x: float, y: float) -> Point:
        feet_x, feet_y = self._feet
        across = (x - feet_x) * self.scale * (-1 if self.flip else 1)
        up = (y - feet_y) * self.scale
        angle = math.radians(self.turn)
        return (
            self.x + across * math.cos(angle) - up * math.sin(angle),
            self.y + across * math.sin(angle) + up * math.cos(angle),
        )

    def corners(self) -> tuple[Point, ...]:
        figure = self.figure
        right, bottom = figure.left + figure.width, figure.top + figure.height
        places = ((figure.left, figure.top), (right, figure.top), (figure.left, bottom), (right, bottom))
        corners = (self._moved(x, y) for x, y in places)
        return tuple((x, y if self.floor is None else min(y, self.floor)) for x, y in corners)

    def markup(self, number: int) -> str:
        """Markup of the figure in its place; the number keeps its gradients apart from the others'."""
        feet_x, feet_y = self._feet
        turned = f" rotate({self.turn:g})" if self.turn else ""
        side = -self.scale if self.flip else self.scale
        move = (
            f"translate({self.x:.1f} {self.y:.1f}){turned} scale({side:.4f} {self.scale:.4f}) "
            f"translate({-feet_x:g} {-feet_y:g})"
        )
        shown = f'<g transform="{move}">{namespaced(self.figure.markup, f"a{number}_")}</g>'
        if self.floor is None:
            return shown
        window = f'<clipPath id="w{number}"><path d="M-2000-2000H2000V{self.floor:g}H-2000z"/></clipPath>'
        return f'{window}<g clip-path="url(#w{number})">{shown}</g>'


Piece = Actor | str


def staged(
    pieces: Sequence[Piece],
    body_height: float,
    *,
    boxes: Sequence[tuple[float, float, float, float]] = (),
    anchors: Mapping[str, Point] | None = None,
) -> Figure:
    """Draw the pieces in order as one figure; `boxes` (left, top, right, bottom) enclose pieces of text."""
    points = [corner for piece in pieces if isinstance(piece, Actor) for corner in piece.corners()]
    points += [(box[0], box[1]) for box in boxes] + [(box[2], box[3]) for box in boxes]
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    top, bottom = min(p[1] for p in points), max(p[1] for p in points)
    markup = "".join(
        piece.markup(number) if isinstance(piece, Actor) else piece for number, piece in enumerate(pieces)
    )
    return Figure(
        markup=markup,
        left=left,
        top=top,
        width=right - left,
        height=bottom - top,
        body_height=body_height,
        anchors=anchors or {},
    )


def box_of(x: float, y: float, half: float, height: float) -> tuple[float, float, float, float]:
    """Return the box of something so high that stands at (x, y)."""
    return x - half, y - height, x + half, y
