"""Kites in the air, each on a string from the hand that flies it."""

from dataclasses import replace

from cavendish_illustrator.svg_figure import Figure, nest

_SIZE = 132.0
_ABOVE_HEAD = 76.0
_ACROSS, _UP = 122.0, 206.0
"""From the hand to the middle of the kite, in units of a person of 300."""


def on_string(figure: Figure, kite: Figure) -> Figure:
    """The figure with the kite high above its hand; unchanged where it has none."""
    if "hand" not in figure.anchors:
        return figure
    unit = (figure.body_height or figure.height) / 300
    hand_x, hand_y = figure.anchors["hand"]
    size = _SIZE * unit
    head_y = figure.anchors.get("head_top", (0.0, hand_y))[1]
    middle = hand_x + _ACROSS * unit, min(hand_y - _UP * unit, head_y - _ABOVE_HEAD * unit)
    left, top = middle[0] - size * kite.aspect / 2, middle[1] - size / 2
    end = middle[0] - size * 0.04, middle[1] + size * 0.3
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
