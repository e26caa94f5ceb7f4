"""Gathers many around one: chicks about their hen, pupils before their teacher, in two rows."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import real_height, size_factor
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.layout_review import (
    is_alive,
    lead_of,
    scale_bounds,
    scale_of,
    ties_of,
    wanted_height,
)

_MANY: Final = 4
_MOST_GREAT: Final = 2
_LAP: Final = 0.8
"""How near those of one row come, in parts of their widths."""
_WIDE: Final = 0.94
_LARGER: Final = 1.25
"""How much more than the least that is wanted the one is shown."""
_TALLEST_OF: Final = (0.42, 0.68)
"""How tall those before the one may be, in parts of it, so that its face is seen: least and most."""
_BEFORE: Final = 0.85
_ROW: Final = 0.09
"""How far the rows are apart, in parts of the picture's height."""


def gather(canvas: Canvas, spec: PictureSpec, figures: list[Placed], step: float) -> None:
    """Put the one or two who are alone of their kind behind, and the many before them in two rows."""
    tied = ties_of(spec)
    free = [
        one
        for one in figures
        if not one.is_airborne and one.order > -0.9 and one.index not in tied and is_alive(one)
    ]
    counts = Counter(one.index for one in free)
    many = [one for one in free if counts[one.index] >= _MANY]
    great = [one for one in free if counts[one.index] == 1]
    if canvas.stage.kind is not StageKind.GROUND or canvas.stage.is_bounded or not many:
        return
    if len(great) > _MOST_GREAT or len({one.index for one in many}) > 1:
        return
    _size(canvas, spec, figures, great, many, step)
    _set_rows(canvas, great, many)


def _size(
    canvas: Canvas,
    spec: PictureSpec,
    figures: Sequence[Placed],
    great: Sequence[Placed],
    many: Sequence[Placed],
    step: float,
) -> None:
    number = lead_of(figures)
    lead = max(great, key=lambda one: one.height, default=many[0])
    wanted = wanted_height(canvas, spec, figures, figures[number] if number is not None else lead)
    factor = max(1.0, wanted * _LARGER / max(lead.height, 1.0)) ** step
    for one in great:
        one.height *= factor
    row = -(-len(many) // 2)
    widest = canvas.width * _WIDE / (row * _LAP)
    for one in many:
        one.height = min(one.height * factor, widest / max(one.aspect, 0.2))
        if great:
            least = scale_bounds(spec, one)[0] * scale_of(canvas, lead) / max(scale_of(canvas, one), 1e-6)
            one.height *= max(1.0, least)
            one.height = min(one.height, lead.height * _most_of(one, lead))


def _most_of(one: Placed, lead: Placed) -> float:
    """How tall one of the many may be before who is alone, by how tall both are in life."""
    share = real_height(one.cast.subject.concept) / real_height(lead.cast.subject.concept)
    least, most = _TALLEST_OF
    return min(most, max(least, share * size_factor(one.cast.subject) * _BEFORE))


def _set_rows(canvas: Canvas, great: Sequence[Placed], many: Sequence[Placed]) -> None:
    near = canvas.stage.near_y + canvas.height * 0.02
    depth = canvas.height * _ROW
    back = list(many[: len(many) // 2])
    front = list(many[len(back) :])
    for side, one in zip((0.5,) if len(great) == 1 else (0.3, 0.7), great, strict=False):
        one.x, one.feet_y = canvas.width * side, near - depth * 1.5
    _spread(canvas, front, near)
    if len(great) == 1:
        half = -(-len(back) // 2)
        taken = great[0].width * 0.36
        _beside(canvas, back[:half], near - depth, great[0].x - taken, side=-1)
        _beside(canvas, back[half:], near - depth, great[0].x + taken, side=1)
    else:
        _spread(canvas, back, near - depth)


def _spread(canvas: Canvas, row: Sequence[Placed], feet: float) -> None:
    """Even gaps over the width; every second row stands in the gaps of the other."""
    if not row:
        return
    wide = max(one.width for one in row)
    room = canvas.width * _WIDE - wide
    pitch = min(room / max(len(row) - 1, 1), wide * 1.25)
    start = (canvas.width - pitch * (len(row) - 1)) / 2
    for number, one in enumerate(row):
        one.x = start + pitch * number
        one.feet_y = feet - (number % 2) * canvas.height * 0.02


def _beside(canvas: Canvas, row: Sequence[Placed], feet: float, edge: float, *, side: int) -> None:
    """One after another away from who stands in the middle, as far as there is room."""
    if not row:
        return
    room = (edge if side < 0 else canvas.width - edge) - canvas.width * 0.02
    pitch = min(max(one.width for one in row) * _LAP, room / len(row))
    for number, one in enumerate(row):
        one.x = edge + side * (one.width / 2 + pitch * number)
        one.feet_y = feet - (number % 2) * canvas.height * 0.015
