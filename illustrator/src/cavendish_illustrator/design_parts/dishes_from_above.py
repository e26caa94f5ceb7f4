"""Bowls, pots and plates as they look from above: a rim, what is in them, and pieces that lie on it."""

from collections.abc import Sequence
from functools import cache
from math import cos, sin
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, hash_text, nest
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.design_parts.toppings import toppings_markup

_SIDE: Final = 300.0
_PLACES: Final = (
    *((0.0, 0.0), (0.42, 0.6), (0.44, 2.1), (0.46, 3.6), (0.42, 5.0), (0.68, 0.1), (0.66, 1.3), (0.7, 2.7)),
    *((0.68, 4.2), (0.7, 5.6), (0.22, 1.4), (0.24, 4.4)),
)
"""How far from the middle, in parts of the inside, and in which direction the pieces lie."""
_ON_PLATE: Final = ((0.5, 0.32), (0.34, 0.56), (0.66, 0.56), (0.5, 0.72), (0.34, 0.36), (0.68, 0.34))


_REACH, _ON_PLATE_REACH = 112.0, 92.0
"""How far from the middle toppings reach in a bowl, and on a plate."""
_NOODLES: Final = frozenset({"ramen-bowl", "pasta-plate", "spaghetti"})
_STRANDS: Final = 26


@cache
def _rows() -> dict[str, list[str]]:
    return read_table("designs/dishes_from_above.toml")


def is_dish(concept: str) -> bool:
    """Whether it has a look of its own from above."""
    return concept in _rows()


def dish_from_above(concept: str, color: str | None = None, toppings: Sequence[str] = ()) -> Figure | None:
    """The vessel with its content and what lies on that, None where it has no look of its own from there."""
    row = _rows().get(concept)
    if row is None:
        return None
    rim, inside, *pieces = row
    on_it = toppings_markup(toppings, _SIDE / 2, _REACH)
    return _disc(color or rim, inside, _garnish(concept, pieces[:1] if on_it else pieces) + on_it)


def plate_from_above(
    color: str | None, food: Figure | None, count: int, toppings: Sequence[str] = ()
) -> Figure:
    """A plate, with so many of a food on it, and a little of other things."""
    markup = ""
    if food is not None:
        places = _ON_PLATE[: max(1, min(count, len(_ON_PLATE)))]
        size = 150.0 if len(places) == 1 else 96.0
        wide, tall = (size, size / food.aspect) if food.aspect > 1 else (size * food.aspect, size)
        for x, y in [(0.5, 0.5)] if len(places) == 1 else places:
            markup += nest(food, _SIDE * x - wide / 2, _SIDE * y - tall / 2, tall)
    markup += toppings_markup(toppings, _SIDE / 2, _ON_PLATE_REACH)
    tone = color or "#f6f4ef"
    return _disc(tone, "#fbfaf7" if color is None else tone, markup, share=0.68)


def _disc(rim: str, inside: str, markup: str, share: float = 0.84) -> Figure:
    half = _SIDE / 2
    drawn = (
        f'<circle cx="{half}" cy="{half}" r="{half - 4}" fill="{rim}"/>'
        f'<circle cx="{half}" cy="{half}" r="{half - 5}" fill="none" stroke="#000" stroke-opacity=".14" '
        f'stroke-width="4"/><circle cx="{half}" cy="{half}" r="{half * share}" fill="{inside}"/>'
        f'<circle cx="{half}" cy="{half}" r="{half * share}" fill="none" stroke="#000" stroke-opacity=".2" '
        f'stroke-width="5"/>{markup}'
    )
    return Figure(markup=drawn, width=_SIDE, height=_SIDE)


def _strands(color: str) -> str:
    """Noodles: strands that curl round one another."""
    markup = ""
    for number in range(_STRANDS):
        angle, far = number * 2.4, 20 + number * 58 % 64
        x, y = _SIDE / 2 + cos(angle) * far, _SIDE / 2 + sin(angle) * far
        path = f"M-58 0C-30 {-34 + number % 3 * 9} 18 {30 - number % 4 * 6} 58 -4"
        placed = f'transform="translate({x:.0f} {y:.0f}) rotate({number * 53 % 180})"'
        for width, tone, opacity in ((11, "#8a5a1c", 0.4), (8, color, 1.0)):
            markup += (
                f'<path d="{path}" {placed} fill="none" stroke="{tone}" stroke-opacity="{opacity}" '
                f'stroke-width="{width}" stroke-linecap="round"/>'
            )
    return markup


def _garnish(concept: str, colors: list[str]) -> str:
    if not colors:
        return ""
    start, markup = hash_text(concept) % 6, _strands(colors[0]) if concept in _NOODLES else ""
    for number, (far, angle) in enumerate(_PLACES):
        turned = angle + start
        x, y = _SIDE / 2 + cos(turned) * far * 118, _SIDE / 2 + sin(turned) * far * 118
        markup += (
            f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{26 - number % 3 * 5}" ry="{15 + number % 2 * 4}" '
            f'fill="{colors[number % len(colors)]}" transform="rotate({number * 47 % 180} {x:.0f} {y:.0f})"/>'
        )
    return markup
