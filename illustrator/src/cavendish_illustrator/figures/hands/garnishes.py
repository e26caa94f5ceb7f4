"""What lies on a dish where its food is: halved eggs, slices of lemon, leaves, berries, a thread of syrup."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import cos, sin
from typing import Any, Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.data_tables import read_table

_SIDE: Final = 60.0
_BERRIES: Final = ((20, 20), (40, 24), (26, 40), (44, 44))
_STREWN: Final = (
    *((12, 16, 20), (34, 9, 70), (52, 22, -30), (22, 34, -50), (43, 38, 15), (11, 50, 60), (31, 54, -15)),
    (53, 53, 40),
)
"""Where small bits lie in a box of 60, and how they are turned."""
_PLACES: Final = (
    *((-0.5, -0.1), (0.48, 0.05), (0.02, 0.5), (0.05, -0.45), (-0.6, 0.5), (0.66, -0.5), (0.6, 0.6)),
    *((-0.45, -0.75), (-0.15, 0.05), (0.85, 0.1)),
)
"""Where the pieces lie on the food, from its middle in parts of its reach."""
_MOST_KINDS: Final = 5
_EACH: Final = (0, 5, 3, 3, 2, 2)
"""How many pieces of each there are, by the number of kinds."""
_ONCE: Final = frozenset({"cream", "egg", "whole"})
"""Of these so many are seen as were named."""
_WHOLE: Final = {
    "strawberry": "strawberry-whole",
    "raspberry-fruit": "raspberry-fruit",
    "blackberry-fruit": "blackberry-fruit",
    "cinnamon-sticks": "cinnamon-sticks",
    "star-anise": "star-anise",
    "candle": "candle",
}
"""What lies on a dish as it is drawn."""
_LARGER: Final = {"egg": 1.4, "cream": 1.5, "whole": 1.5, "shrimps": 1.35, "shells": 1.3, "wedges": 1.2}


@cache
def _table() -> Mapping[str, Any]:
    return read_table("figures/hands/garnishes.toml")


@cache
def surfaces() -> Mapping[str, tuple[float, float, float, float]]:
    """Where the food of each dish lies: its middle and its reach, in parts of the drawing."""
    rows = _table()["surfaces"].values()
    return {name: tuple(row["at"]) for row in rows for name in row["names"]}


def garnishes() -> tuple[str, ...]:
    """Everything that has a look of its own on a dish."""
    return (*_table()["pieces"], *_WHOLE)


def is_garnish(concept: str) -> bool:
    """Whether it has a look of its own on a dish."""
    return concept in _table()["pieces"] or concept in _WHOLE


def takes_garnish(concept: str) -> bool:
    """Whether it is known where on this dish other food lies."""
    return concept in surfaces()


def piece_of(concept: str) -> Figure | None:
    """One piece as it lies on a dish, cut where it is cut; else the plain drawing."""
    row = _table()["pieces"].get(concept)
    if row is None:
        return find_figure(_WHOLE.get(concept, concept))
    shape, *colors = str(row).split()
    width = _SIDE * 2 if shape == "drizzle" else _SIDE
    return Figure(markup=_drawn(shape, colors), width=width, height=_SIDE)


def _shape_of(concept: str) -> str:
    return str(_table()["pieces"].get(concept, "whole")).split()[0]


def _circle(x: float, y: float, radius: float, paint: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {paint}/>'


def _drawn(shape: str, colors: Sequence[str]) -> str:
    """One piece in a box of 60: what is cut shows its inside."""
    match shape:
        case "egg" | "ring" | "citrus" | "slice" | "cream":
            return _cut(shape, colors)
        case "berries" | "balls":
            return _round_ones(colors, 11 if shape == "berries" else 8.5)
        case "bits" | "grains" | "nuts" | "cubes" | "confetti":
            return _strewn(shape, colors)
        case _:
            return _of_its_own(shape, colors)


def _cut(shape: str, colors: Sequence[str]) -> str:
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


def _round_ones(colors: Sequence[str], radius: float) -> str:
    """Four round ones, by turns of each pair of colours."""
    pairs = list(zip(colors[::2], colors[1::2], strict=True))
    tones = (pairs[k % len(pairs)] for k in range(len(_BERRIES)))
    return "".join(
        _circle(x, y, radius, f'fill="{body}"')
        + _circle(x - radius * 0.27, y - radius * 0.27, radius * 0.32, f'fill="{light}"')
        for (x, y), (body, light) in zip(_BERRIES, tones, strict=True)
    )


_BIT: Final = {
    "bits": '<rect x="-9" y="-3.5" width="18" height="7" rx="2.5" fill="{0}"/>'
    '<rect x="-7" y="-3.5" width="9" height="3" rx="1.5" fill="{1}"/>',
    "grains": '<ellipse rx="4.2" ry="2.8" fill="{0}"/>'
    '<ellipse cx="-1" cy="-.8" rx="1.8" ry="1.1" fill="{1}"/>',
    "nuts": '<ellipse rx="10" ry="6.5" fill="{0}"/><ellipse cx="-1" cy="-1.5" rx="7" ry="3.6" fill="{1}"/>',
    "cubes": '<rect x="-8" y="-7" width="16" height="14" rx="3" fill="{1}"/>'
    '<rect x="-8" y="-8" width="16" height="11" rx="3" fill="{0}"/>',
    "confetti": '<rect x="-6" y="-2" width="12" height="4" rx="2" fill="{0}"/>',
}


def _strewn(shape: str, colors: Sequence[str]) -> str:
    """Small bits of one kind strewn about."""
    places = _STREWN if shape in {"grains", "confetti", "bits"} else _STREWN[::2]
    markup = ""
    for k, (x, y, turn) in enumerate(places):
        tones = [colors[k % len(colors)]] * 2 if shape == "confetti" else colors
        markup += f'<g transform="translate({x} {y}) rotate({turn})">{_BIT[shape].format(*tones)}</g>'
    return markup


_LEAF: Final = (
    '<path d="M0 0Q-12 -14 0 -29Q12 -14 0 0z" fill="{0}"/>'
    '<path d="M0 -2V-23" stroke="{1}" stroke-width="2.5"/>'
)
_SHAPES: Final = {
    "shrimps": '<path d="M12 46A22 22 0 1 1 50 42" fill="none" stroke="{0}" stroke-width="13" '
    'stroke-linecap="round"/><path d="M13 44A21 21 0 1 1 49 40" fill="none" stroke="{1}" stroke-width="5" '
    'stroke-dasharray="7 5"/><path d="M44 44L58 58L42 56z" fill="{0}"/>',
    "shells": '<path d="M4 40Q6 6 52 10Q60 40 30 52Q8 56 4 40z" fill="{0}"/>'
    '<path d="M13 39Q16 16 46 18Q50 36 30 44Q15 47 13 39z" fill="#dfe4ee"/>'
    '<ellipse cx="30" cy="32" rx="13" ry="8" fill="{1}" transform="rotate(-28 30 32)"/>',
    "wedges": '<path d="M4 22Q30 62 56 22Q30 40 4 22z" fill="{0}"/>'
    '<path d="M8 22Q30 52 52 22Q30 34 8 22z" fill="{1}"/>',
    "drizzle": '<path d="M6 18Q20 58 32 24T58 26T84 26T108 20Q116 22 112 42" fill="none" stroke="{0}" '
    'stroke-width="9" stroke-linecap="round"/><path d="M9 20Q20 52 31 24T56 26" fill="none" stroke="{1}" '
    'stroke-width="2.5" stroke-linecap="round"/>',
    "florets": '<path d="M25 34H36V56H25z" fill="#a8c878"/><circle cx="16" cy="28" r="13" fill="{0}"/>'
    '<circle cx="44" cy="28" r="13" fill="{0}"/><circle cx="30" cy="18" r="16" fill="{1}"/>',
}


def _of_its_own(shape: str, colors: Sequence[str]) -> str:
    if shape == "leaves":
        return "".join(
            f'<g transform="translate(30 46) rotate({turn}) scale(1.25)">{_LEAF.format(*colors)}</g>'
            for turn in (-58, 4, 62)
        )
    if shape == "petals":
        ring = (
            _circle(30 + 14 * cos(k * 1.257), 30 + 14 * sin(k * 1.257), 12, f'fill="{colors[0]}"')
            for k in range(5)
        )
        return "".join(ring) + _circle(30, 30, 7, f'fill="{colors[1]}"')
    return _SHAPES[shape].format(*colors)


def garnished(dish: Figure, concept: str, toppings: Sequence[tuple[str, str | None, int]]) -> Figure:
    """The dish with pieces of each topping (its concept, colour and count) where its food lies."""
    across, down, reach, depth = surfaces()[concept]
    middle = (dish.left + across * dish.width, dish.top + down * dish.height)
    markup, top = laid_on(middle, (reach * dish.width, depth * dish.height), toppings)
    rise = max(0.0, dish.top - top)
    return replace(dish, markup=dish.markup + markup, top=dish.top - rise, height=dish.height + rise)


def laid_on(
    middle: tuple[float, float], reach: tuple[float, float], toppings: Sequence[tuple[str, str | None, int]]
) -> tuple[str, float]:
    """Markup of pieces by turns over an ellipse, those behind first, and how far up they reach."""
    kinds = [one for one in toppings if piece_of(one[0]) is not None][:_MOST_KINDS]
    size = min(reach[0] * 0.66, max(reach[1] * 2.0, reach[0] * 0.36))
    laid: list[tuple[float, str]] = []
    top, taken = middle[1], 0
    for number, (name, color, count) in enumerate(kinds):
        figure, shape = piece_of(name), _shape_of(name)
        if figure is None:
            continue
        figure = figure if color is None else _tinted(name, figure, color)
        is_thread = shape == "drizzle"
        pieces = max(1, count) if shape in _ONCE and count < len(_PLACES) else _EACH[len(kinds)]
        pieces = 1 if is_thread else min(pieces, _EACH[len(kinds)])
        for k in range(pieces):
            x, y = (0.0, 0.0) if is_thread else _PLACES[taken % len(_PLACES)]
            taken += not is_thread
            tall = size * _LARGER.get(shape, 1.0) / max(1.0, figure.aspect)
            tall = min(reach[0] * 0.9, reach[1] * 3.4) if is_thread else tall
            left = middle[0] + x * reach[0] - tall * figure.aspect / 2
            up = middle[1] + y * reach[1] - tall * (0.5 if is_thread else 0.62)
            turn = (29.0 * (k + number)) % 50 - 25
            laid.append((-9.0 if is_thread else y, nest(figure, left, up, tall, turn=turn)))
            top = min(top, up)
    return "".join(markup for _, markup in sorted(laid, key=lambda one: one[0])), top


def _tinted(name: str, figure: Figure, color: str) -> Figure:
    """A piece whose outside has the colour that was named."""
    row = str(_table()["pieces"].get(name, "")).split()
    if len(row) < len(("shape", "outside")):
        return figure
    return replace(figure, markup=figure.markup.replace(row[1], color))
