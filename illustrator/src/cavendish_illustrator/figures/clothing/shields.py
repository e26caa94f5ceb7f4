"""A shield on the arm that holds nothing else."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import dyed

SHIELD: Final = "shield"
_HEIGHT: Final = 92.0
"""Beside a person of 300."""


def with_shield(figure: Figure, color: str | None) -> Figure:
    """The person with a shield before the arm on the other side of the hand that holds something."""
    shield = find_figure(SHIELD)
    if shield is None or not figure.anchors.keys() >= {"hand", "head_top"}:
        return figure
    shield = dyed(shield, color) if color else shield
    hand, middle = figure.anchors["hand"], figure.anchors["head_top"][0]
    width = _HEIGHT * shield.aspect
    left = 2 * middle - hand[0] - width / 2
    start = min(figure.left, left)
    end = max(figure.left + figure.width, left + width)
    markup = figure.markup + nest(shield, left, hand[1] - _HEIGHT * 0.72, _HEIGHT)
    return replace(figure, markup=markup, left=start, width=end - start)
