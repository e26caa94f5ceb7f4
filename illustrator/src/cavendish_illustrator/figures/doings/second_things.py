"""The second thing that somebody carries: in the other hand, or beside the feet where both are busy."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import dyed
from cavendish_illustrator.figures.doings.flower_bunches import flower_bunch
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.hands.grips import RAISED, grip_of
from cavendish_illustrator.picture_spec import Subject

_IN_ONE_HAND: Final = frozenset({"hand", "hand-low"})
_OVER: Final = frozenset({"umbrella", *RAISED})
_BODY: Final = 300.0
_MOST: Final = 104.0
"""What is higher stands beside the feet."""


def raised_first(held: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """What is held with what is over the head first, which no other hand could hold up."""
    return tuple(sorted(held, key=lambda thing: thing.concept not in _OVER))


def with_second(figure: Figure, first: Subject, second: Subject) -> Figure:
    """The figure with it in the left hand, if that is free; `first` is what it holds already."""
    name = find_alias(second.concept)
    thing = flower_bunch(second) or find_figure(name)
    if thing is None or "hand" not in figure.anchors:
        return figure
    thing = dyed(thing, second.color) if second.color and second.state is None else thing
    grip = grip_of(name)
    tall = (figure.body_height or figure.height) / _BODY
    size = grip.size * tall
    is_free = grip_of(find_alias(first.concept)).place in _IN_ONE_HAND
    if is_free and grip.size <= _MOST and "left_hand" in figure.anchors:
        x, y = figure.anchors["left_hand"]
        left, top = x - size * thing.aspect * (1 - grip.across), y - size * grip.lift
    else:
        left = _left_edge(figure) - size * thing.aspect
        top = figure.top + figure.height - size
    start, width = min(figure.left, left - 2), figure.left + figure.width
    right = max(width, left + size * thing.aspect + 2)
    drawn = figure.markup + nest(thing, left, top, size)
    return replace(figure, markup=drawn, left=start, width=right - start)


def _left_edge(figure: Figure) -> float:
    """Where the body ends on its left."""
    left = figure.anchors.get("left_hand", (figure.left + figure.width * 0.06, 0.0))[0]
    return left - 14.0
