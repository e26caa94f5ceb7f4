"""Somebody at an easel, with what they draw or paint on it."""

from collections.abc import Sequence
from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure, nest
from cavendish_illustrator.company.pairs import Build
from cavendish_illustrator.figures.doings.doings import scenery_box
from cavendish_illustrator.figures.drawings.cast import Cast

_CANVAS = (0.06, 0.225, 0.94, 0.665)
"""The paper of the drawn easel, in shares of its box: left, top, right, bottom."""
_MARGIN = 0.9


def portray(casts: Sequence[Cast], build: Build) -> Figure | None:
    """The artist as usual, but the other's picture covers the landscape on the easel."""
    lead, other = casts[0], casts[1]
    figure, model = build(lead), build(replace(other, variant=1))
    bare = build(replace(lead, doing=None))
    if figure is None or model is None or bare is None:
        return figure
    box = scenery_box(bare, lead.doing)
    if box is None:
        return figure
    left, top, wide, high = box
    x, y = left + wide * _CANVAS[0], top + high * _CANVAS[1]
    width, height = wide * (_CANVAS[2] - _CANVAS[0]), high * (_CANVAS[3] - _CANVAS[1])
    size = min(height, width / model.aspect) * _MARGIN
    paper = f'<path d="M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h-{width:.1f}z" fill="#fbf6e8"/>'
    shown = nest(model, x + width / 2 - size * model.aspect / 2, y + height / 2 - size / 2, size)
    return replace(figure, markup=figure.markup + paper + shown)
