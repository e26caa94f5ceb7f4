"""What lies on a dish seen from above: halved eggs, rings of onion, slices of lemon, leaves, berries."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import cos, sin
from typing import Any, Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.vocabulary.concept_classes import is_food, is_grown

_SIDE: Final = 60.0
_PLACES: Final = (
    *((0.5, 0.7), (0.5, 2.75), (0.5, 4.85), (0.24, 1.7), (0.62, 3.8), (0.62, 5.75), (0.3, 3.6), (0.62, 1.7)),
)
"""How far from the middle, in parts of the inside, and in which direction each piece lies."""
_MOST_KINDS: Final = 4
_BERRIES: Final = ((20, 20), (40, 24), (26, 40), (44, 44))


@cache
def _table() -> Mapping[str, Any]:
    return read_table("designs/toppings.toml")


def is_topping(concept: str) -> bool:
    """Whether it lies on a dish rather than beside it."""
    is_eaten = is_food(concept) or is_grown(concept) or concept in _table()["whole"]["concepts"]
    return concept in _table()["pieces"] or (is_eaten and concept not in _table()["beside"]["concepts"])


def _circle(x: float, y: float, radius: float, paint: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {paint}/>'


def _drawn(shape: str, colors: Sequence[str]) -> str:
    """One piece in a box of 60: what is cut shows its inside."""
    first, second, *more = colors
    match shape:
        case "egg":
            white = (
                f'<ellipse cx="30" cy="30" rx="24" ry="29" fill="{first}" stroke="#d8cdb8" stroke-width="2"/>'
            )
            return white + _circle(30, 33, 13.5, f'fill="{second}"') + _circle(26, 29, 4, 'fill="#ffd27a"')
        case "ring":
            return _circle(30, 30, 22, f'fill="{second}" stroke="{first}" stroke-width="9"')
        case "citrus":
            spokes = "".join(
                f'<path d="M30 30L{30 + 22 * cos(k * 0.785):.0f} {30 + 22 * sin(k * 0.785):.0f}"/>'
                for k in range(8)
            )
            flesh = _circle(30, 30, 28, f'fill="{first}"') + _circle(30, 30, 23, f'fill="{second}"')
            return f'{flesh}<g stroke="#fffbe6" stroke-width="2">{spokes}</g>'
        case "berries":
            return "".join(
                _circle(x, y, 11, f'fill="{first}"') + _circle(x - 3, y - 3, 3.5, f'fill="{second}"')
                for x, y in _BERRIES
            )
        case "slice":
            seeds = "".join(
                _circle(30 + 8 * cos(k), 30 + 8 * sin(k), 2.5, f'fill="{more[0]}"') for k in range(6)
            )
            return _circle(30, 30, 25, f'fill="{first}"') + _circle(30, 30, 21, f'fill="{second}"') + seeds
        case _:
            swirl = '<path d="M14 34Q18 14 34 18T42 34T28 40T24 30" fill="none" stroke-width="4"'
            return (
                _circle(30, 30, 26, f'fill="{first}"') + f'{swirl} stroke="{second}" stroke-linecap="round"/>'
            )


@cache
def _piece(concept: str) -> Figure | None:
    row = _table()["pieces"].get(concept)
    if row is None:
        return find_figure(concept)
    shape, *colors = str(row).split()
    return Figure(markup=_drawn(shape, colors), width=_SIDE, height=_SIDE)


def toppings_markup(concepts: Sequence[str], middle: float, reach: float) -> str:
    """Markup of some pieces of each, by turns about the middle of a dish whose inside reaches so far."""
    kinds = [figure for name in concepts if (figure := _piece(name)) is not None][:_MOST_KINDS]
    if not kinds:
        return ""
    each = max(2, min(3, len(_PLACES) // len(kinds)))
    markup = ""
    for k, (far, angle) in enumerate(_PLACES[: each * len(kinds)]):
        figure = kinds[k % len(kinds)]
        tall = min(reach * 0.46, reach * 0.46 / figure.aspect)
        x, y = middle + cos(angle) * far * reach, middle + sin(angle) * far * reach
        markup += nest(figure, x - tall * figure.aspect / 2, y - tall / 2, tall, turn=47.0 * k % 360 - 90)
    return markup
