"""Backpacks: behind both shoulders of a person, with the straps before them, or at the side of an animal."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.clothing.trunk_clothes import has_trunk
from cavendish_illustrator.painting.color import hex_code, shade

_USUAL: Final = "#c8452f"
_WIDE, _WIDE_BEHIND, _TALL = 1.6, 2.5, 1.28
"""Of the pack in parts of the shoulders' width; a broad body would hide a smaller one."""
_CHEST: Final = 36.0
"""Half of what is between the straps on a sitting animal."""


def with_backpack(figure: Figure, color: str | None) -> Figure:
    """The figure with a backpack on; unchanged where it has no neck to hang it from."""
    if "neck" not in figure.anchors:
        return figure
    if "left_shoulder" in figure.anchors:
        (left, y), (right, _) = figure.anchors["left_shoulder"], figure.anchors["shoulder"]
        return _on_back(figure, color or _USUAL, (left, right, y), _WIDE)
    if "torso" in figure.anchors:
        x, y = figure.anchors["torso"]
        return _on_back(figure, color or _USUAL, (x - _CHEST, x + _CHEST, y - 48), _WIDE_BEHIND)
    if has_trunk(figure):
        (left, y), (right, _) = figure.anchors["trunk_start"], figure.anchors["trunk_end"]
        inset = (right - left) * 0.16
        return _on_back(figure, color or _USUAL, (left + inset, right - inset, y + 10), _WIDE_BEHIND)
    return _at_side(figure, color)


def _on_back(figure: Figure, color: str, shoulders: tuple[float, float, float], share: float) -> Figure:
    """Behind somebody who faces us one sees its sides and top, and the straps."""
    left, right, y = shoulders
    span = right - left
    wide, tall = span * share, span * _TALL
    x, top = (left + right) / 2 - wide / 2, y - 14
    dark, light = hex_code(shade(color, 0.66)), hex_code(shade(color, 1.2))
    pack = (
        f'<path d="M{x + wide * 0.36:g} {top + 4:g}q{wide * 0.14:g} -18 {wide * 0.28:g} 0" stroke="{dark}" '
        f'stroke-width="5" fill="none"/><rect x="{x:g}" y="{top:g}" width="{wide:g}" height="{tall:g}" '
        f'rx="{span * 0.3:g}" fill="{color}"/><path d="M{x + 5:g} {top + tall * 0.55:g}v{tall * 0.34:g}'
        f'M{x + wide - 5:g} {top + tall * 0.55:g}v{tall * 0.34:g}" stroke="{light}" stroke-width="6" '
        'stroke-linecap="round"/>'
    )
    straps = "".join(
        f'<path d="M{shoulder + side * 5:g} {y - 9:g}Q{shoulder + side * 13:g} {y + span * 0.4:g} '
        f'{shoulder + side * 2:g} {y + span * 0.72:g}" stroke="{dark}" stroke-width="7" fill="none" '
        'stroke-linecap="round"/>'
        for shoulder, side in ((left, 1), (right, -1))
    )
    new_left, new_right = min(figure.left, x - 2), max(figure.left + figure.width, x + wide + 2)
    markup = pack + figure.markup + straps
    return replace(figure, markup=markup, left=new_left, width=new_right - new_left)


def _at_side(figure: Figure, color: str | None) -> Figure:
    """Behind the shoulder, where one sees half of it."""
    found = find_figure("backpack")
    if found is None:
        return figure
    pack = dyed(found, color) if color else found
    x, y = figure.anchors["neck"]
    height = figure.head_width * 1.05
    width = height * pack.aspect
    left = x - width * 1.02
    new_left = min(figure.left, left - 2)
    return replace(
        figure,
        markup=nest(pack, left, y + figure.head_width * 0.04, height) + figure.markup,
        left=new_left,
        width=figure.left + figure.width - new_left,
    )
