"""Lets different things that are all on one thing lie side by side there, not in one another."""

from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.figures.doings.supports import support_of
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.staging.support_moves import HOLDING, make_hold, put_in_row

_ROOM: Final = 0.86
"""How much of the width of what has no room of its own in `supports.toml` they take together."""
_ON_CARRIER: Final = 0.66
"""A nest on a roof takes at most so much of the roof's width."""
_GAP: Final = 1.04


def spread_on_supports(canvas: Canvas, spec: PictureSpec, group: Sequence[Placed]) -> None:
    """Line up what two or more relations set on the same thing; smaller where there is no room."""
    for target in group:
        indexes = {
            r.subject for r in spec.relations if r.kind is RelationKind.ON and r.target == target.index
        }
        subjects = [one for one in group if one.index in indexes and one.cast.scheme is None]
        is_single = sum(one.index == target.index for one in group) == 1
        if len(indexes) > 1 and len(subjects) > 1 and is_single and target.cast.scheme is None:
            _line_up(canvas, subjects, target)


def _line_up(canvas: Canvas, subjects: Sequence[Placed], target: Placed) -> None:
    support = support_of(target.cast.subject.concept)
    if support.room is not None:
        make_hold(canvas, RelationKind.ON, subjects, target)
        for one in subjects:
            put_in_row(canvas, one, target, 0.0)
    else:
        total = sum(one.width for one in subjects) * _GAP
        share = min(1.0, target.width * _ROOM / max(total, 1.0))
        for one in subjects:
            one.height *= share
    middle = target.x + support.at * target.width
    x = middle - sum(one.width for one in subjects) * _GAP / 2
    for one in sorted(subjects, key=lambda one: one.x):
        one.x = x + one.width * _GAP / 2
        x += one.width * _GAP


def lowest_first(relations: Sequence[Relation]) -> list[Relation]:
    """What carries something goes to its own place before: first the nest on the barn, then the storks."""
    carried = {r.subject: r.target for r in relations if r.kind in HOLDING}

    def depth(relation: Relation) -> int:
        below, steps = relation.target, 0
        while below in carried and steps < len(carried):
            below, steps = carried[below], steps + 1
        return steps

    return sorted(relations, key=depth)


def most_wide(spec: PictureSpec, group: Sequence[Placed], carrier: int) -> float | None:
    """How far what is on something may grow to hold others, pixels; None where it stands on the ground."""
    below = {r.target for r in spec.relations if r.subject == carrier and r.kind in HOLDING}
    widths = [one.width for one in group if one.index in below]
    return max(widths) * _ON_CARRIER if widths else None
