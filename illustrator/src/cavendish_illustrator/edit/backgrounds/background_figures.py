"""Draws the figures an instruction puts into the new background, beside and behind the main object."""

from typing import Final

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.casting import Casting, cast_roles
from cavendish_illustrator.staging.layout import arrange, draw_figures

_FARTHER: Final = 0.8
"""Size of what stands behind the main object, in parts of what it would be alone."""
_DEPTH: Final = 0.55
"""Where its feet are, between the back row and the front one."""
_LEAST_ROOM: Final = 0.24
"""Of the picture's width: with less, figures reach behind the main object."""


def draw_behind(canvas: Canvas, spec: PictureSpec, seed: int, taken: tuple[float, float]) -> list[str]:
    """Draw the spec's figures into the wider room at a side of what is `taken`; return what has no drawing.

    What is drawn does not count as the picture's main object.
    """
    casting: Casting = cast_roles(spec, seed, canvas.stage.tags)
    figures = arrange(canvas, spec, casting)
    side = _free_side(canvas, taken)
    _move_aside(canvas, [one for one in figures if not one.is_airborne], side)
    for one in figures:
        if one.is_airborne:
            _lift_aside(one, side)
    draw_figures(canvas, figures)
    canvas.focus[:] = 0
    return casting.missing


def _free_side(canvas: Canvas, taken: tuple[float, float]) -> tuple[float, float]:
    """First and last column beside the main object."""
    left, right = max(0.0, taken[0]), max(0.0, canvas.width - taken[1])
    least = _LEAST_ROOM * canvas.width
    margin = 0.015 * canvas.width
    if right >= left:
        return canvas.width - max(right, least), canvas.width - margin
    return margin, max(left, least)


def _move_aside(canvas: Canvas, group: list[Placed], side: tuple[float, float]) -> None:
    """Shrink the group as it stands into the free side."""
    if not group:
        return
    first = min(one.x - one.width / 2 for one in group)
    last = max(one.x + one.width / 2 for one in group)
    scale = min(_FARTHER, (side[1] - side[0]) / max(1.0, last - first))
    stage = canvas.stage
    ground = stage.far_y + _DEPTH * (stage.near_y - stage.far_y)
    start = (side[0] + side[1] - (last - first) * scale) / 2
    lowest = max(one.feet_y for one in group)
    for one in group:
        one.x = start + (one.x - first) * scale
        one.feet_y = ground - (lowest - one.feet_y) * scale
        one.height *= scale


def _lift_aside(one: Placed, side: tuple[float, float]) -> None:
    """Hang what flies over the free side."""
    scale = min(1.0, (side[1] - side[0]) / max(1.0, one.width))
    middle = one.feet_y - one.height / 2
    one.height *= scale
    one.feet_y = middle + one.height / 2
    half = one.width / 2
    one.x = min(max(one.x, side[0] + half), max(side[0] + half, side[1] - half))
