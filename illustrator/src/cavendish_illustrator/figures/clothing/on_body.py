"""What is strapped to a body: a jetpack and wings behind it, floats on its arms, a ring about it."""

from dataclasses import replace
from typing import Final, NamedTuple

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import dyed


class _Place(NamedTuple):
    """Its width and how far below the neck its upper edge is, in widths of the head; whether it is behind."""

    wide: float
    low: float
    is_behind: bool = False


_PLACES: Final = {
    "jetpack": _Place(1.3, -0.1, is_behind=True),
    "wings-worn": _Place(2.3, -0.3, is_behind=True),
    "arm-floats": _Place(1.06, 0.2),
    "swim-ring": _Place(1.3, 0.34),
    "life-jacket": _Place(0.74, 0.06),
}


def on_body(figure: Figure, name: str, color: str | None) -> Figure:
    """The figure with it; unchanged where there is no neck to measure from."""
    thing = find_figure(name)
    if thing is None or "neck" not in figure.anchors or not figure.head_width:
        return figure
    thing, place = dyed(thing, color) if color else thing, _PLACES[name]
    wide = figure.head_width * place.wide
    tall = wide / thing.aspect
    x, y = figure.anchors["neck"]
    left, top = x - wide / 2, y + figure.head_width * place.low
    shown = nest(thing, left, top, tall)
    new_left, new_top = min(figure.left, left - 2), min(figure.top, top - 2)
    right = max(figure.left + figure.width, left + wide + 2)
    bottom = max(figure.top + figure.height, top + tall + 2)
    return replace(
        figure,
        markup=shown + figure.markup if place.is_behind else figure.markup + shown,
        left=new_left,
        top=new_top,
        width=right - new_left,
        height=bottom - new_top,
    )
