"""Lets what is in the water be cut off at the waterline, with rings around it."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.swimmers import swims_by_itself

_UPRIGHT, _ON_FOUR_LEGS = 0.42, 0.36
"""How much of who is upright and of who is broader than tall is below the water."""
_BROAD: Final = 1.05
_LINE: Final = 0.66
"""Where the waterline is, in parts of the water's depth."""
_LEAST_DEPTH, _SHALLOW_AT = 0.16, 0.84
"""Narrow water is hardly deeper than its bank: who is in it is in front, in parts of the picture's height."""
_TALLEST, _WIDEST = 0.5, 0.84
"""How much of the picture they are at most above the water and across."""


def set_in_water(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """Move those who are in the water of the place to its middle and sink them."""
    if canvas.stage.kind is StageKind.AIR:
        return
    bathing = [
        placed
        for placed in group
        if placed.cast.subject.is_in_water and not swims_by_itself(placed, spec) and not placed.is_airborne
    ]
    if not bathing:
        return
    line = _waterline(canvas)
    total = sum(placed.width for placed in bathing) * 1.15
    share = min(1.0, canvas.width * _WIDEST / total)
    x = (canvas.width - total * share) / 2
    for number, placed in enumerate(bathing):
        placed.finish = replace(
            placed.finish,
            sunk=_ON_FOUR_LEGS if placed.aspect > _BROAD else _UPRIGHT,
            is_in_water=True,
            shadow=False,
            reflect=0.3,
            rotate_deg=0.0,
        )
        above = 1 - placed.finish.sunk
        placed.height = min(placed.height * share, canvas.height * _TALLEST / above, line * 0.9 / above)
        placed.x = x + placed.width * 1.15 / 2
        x += placed.width * 1.15
        placed.feet_y = line + placed.height * placed.finish.sunk + (number % 2) * canvas.height * 0.02
        placed.order = -0.5


def _waterline(canvas: Canvas) -> float:
    stage = canvas.stage
    depth = stage.water_bottom - stage.water_top
    if depth < canvas.height * _LEAST_DEPTH:
        return canvas.height * _SHALLOW_AT
    return min(stage.water_top + depth * _LINE, canvas.height * _SHALLOW_AT)
