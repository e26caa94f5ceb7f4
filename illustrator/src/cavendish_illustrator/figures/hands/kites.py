"""Kites and balloons in the air, each on a string from the hand that flies it."""

from dataclasses import replace
from typing import NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, nest


class Flight(NamedTuple):
    """How large what flies on a string is and where it is, in units of a person of 300."""

    size: float
    across: float
    up: float
    """From the hand to its middle."""
    above_head: float
    end: float
    """Where on it the string ends, from its middle in parts of its size."""


_KITE = Flight(132.0, 122.0, 206.0, 76.0, 0.3)
BALLOON_FLIGHT = Flight(118.0, 84.0, 170.0, 10.0, 0.42)
BUNCH_FLIGHT = Flight(232.0, 60.0, 170.0, 56.0, 0.49)


def on_string(figure: Figure, kite: Figure, flight: Flight = _KITE) -> Figure:
    """The figure with the kite high above its hand; unchanged where it has none."""
    if "hand" not in figure.anchors:
        return figure
    unit = (figure.body_height or figure.height) / 300
    hand_x, hand_y = figure.anchors["hand"]
    size = flight.size * unit
    head_y = figure.anchors.get("head_top", (0.0, hand_y))[1]
    middle = hand_x + flight.across * unit, min(hand_y - flight.up * unit, head_y - flight.above_head * unit)
    left, top = middle[0] - size * kite.aspect / 2, middle[1] - size / 2
    end = middle[0] - size * 0.04, middle[1] + size * flight.end
    string = (
        f'<path d="M{hand_x:.1f} {hand_y:.1f}Q{hand_x + (end[0] - hand_x) * 0.7:.1f} '
        f'{hand_y - (hand_y - end[1]) * 0.25:.1f} {end[0]:.1f} {end[1]:.1f}" stroke="#fdfaf2" '
        f'stroke-width="{3.2 * unit:.1f}" fill="none" stroke-linecap="round"/>'
    )
    new_top = min(figure.top, top - 2)
    right = max(figure.left + figure.width, left + size * kite.aspect + 2)
    return replace(
        figure,
        markup=figure.markup + string + nest(kite, left, top, size),
        top=new_top,
        width=right - figure.left,
        height=figure.top + figure.height - new_top,
        body_height=figure.body_height or figure.height,
    )
