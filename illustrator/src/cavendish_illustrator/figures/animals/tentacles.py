"""What an octopus holds: one thing at the tip of each of its arms, as many as were named."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, nest

MOST_HELD: Final = 4
_TIPS: Final = ((0.93, 0.56), (0.07, 0.56), (0.8, 0.9), (0.2, 0.9))
"""Of the outer arms, in shares of the drawing."""
_TALL: Final = 0.4


def at_the_tips(figure: Figure, things: Sequence[Figure]) -> Figure:
    """The figure with the first few of the things, each before an arm of its own."""
    markup, tall = figure.markup, figure.height * _TALL
    boxes = []
    for thing, (across, down) in zip(things[:MOST_HELD], _TIPS, strict=False):
        height = min(tall, tall / thing.aspect)
        wide = height * thing.aspect
        left = figure.left + figure.width * across - wide / 2
        top = figure.top + figure.height * down - height / 2
        markup += nest(thing, left, top, height, flip=across > 0.5)
        boxes.append((left, top, left + wide, top + height))
    left = min([figure.left, *(box[0] - 2 for box in boxes)])
    top = min([figure.top, *(box[1] - 2 for box in boxes)])
    right = max([figure.left + figure.width, *(box[2] + 2 for box in boxes)])
    low = max([figure.top + figure.height, *(box[3] + 2 for box in boxes)])
    return replace(figure, markup=markup, left=left, top=top, width=right - left, height=low - top)
