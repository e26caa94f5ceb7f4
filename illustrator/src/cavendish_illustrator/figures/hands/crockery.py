"""White plates and bowls of dishes: their colour and what is painted on them, the food as it was."""

import re
from collections.abc import Iterator
from dataclasses import replace
from math import cos, pi, sin
from typing import Final

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.artwork.svg_figure import Figure, find_figure
from cavendish_illustrator.painting.color import clamp, hex_code, rgb

_TONES: Final = {
    "#d9d5cc": 0.72,
    "#fbfaf6": 1.0,
    "#ebe8e1": 0.9,
    "#f6f4ee": 0.96,
    "#d4d0c8": 0.74,
    "#eef0f2": 0.9,
    "#fbfbfa": 1.0,
}
"""The tones of white crockery, and how bright each is."""
_RIM: Final = re.compile(
    r'<ellipse cx="150" cy="([\d.]+)" rx="(146|136|120|148)" ry="(44|36|38)" '
    r'fill="#(?:fbfaf6|eef0f2|e3e7ea)"/>'
)
_BOWL: Final = "120"
_SWEETS: Final = 46
_MOTIFS: Final = 22
_BAND: Final = 9


def has_crockery(concept: str) -> bool:
    """Whether a dish is drawn on a white plate or in a white bowl."""
    figure = find_figure(concept)
    return figure is not None and _RIM.search(figure.markup) is not None


def lends_color(concept: str) -> bool:
    """Whether the colour said of a dish is that of its plate or bowl; a pink cake is pink itself."""
    facts = find_icon(concept)
    return has_crockery(concept) and facts is not None and facts.subgroup != _SWEETS


def crockery_dyed(dish: Figure, color: str) -> Figure | None:
    """The dish with its white plate or bowl in that colour; None where it has none."""
    if _RIM.search(dish.markup) is None:
        return None
    markup = dish.markup
    for tone, share in _TONES.items():
        markup = markup.replace(tone, hex_code(clamp(rgb(color) * share)))
    return replace(dish, markup=markup)


def rim_painted(dish: Figure, color: str) -> Figure:
    """The dish with little flowers around its plate, or in a band around its bowl."""
    rim = _RIM.search(dish.markup)
    if rim is None:
        return dish
    middle, is_bowl = float(rim.group(1)), rim.group(2) == _BOWL
    wide, deep = (float(rim.group(k)) * 0.87 for k in (2, 3))
    places = _around_bowl(middle) if is_bowl else _around_rim(middle, wide, deep)
    motifs = "".join(_motif(x, y, large, color) for x, y, large in places)
    at = rim.start() if is_bowl else rim.end()
    return replace(dish, markup=dish.markup[:at] + motifs + dish.markup[at:])


def _around_rim(middle: float, wide: float, deep: float) -> Iterator[tuple[float, float, float]]:
    for k in range(_MOTIFS):
        angle = 2 * pi * k / _MOTIFS
        yield 150 + wide * cos(angle), middle + deep * sin(angle), 6.5 if k % 2 else 3.4


def _around_bowl(middle: float) -> Iterator[tuple[float, float, float]]:
    for k in range(_BAND):
        angle = pi * (k + 0.5) / _BAND
        yield 150 - 102 * cos(angle), middle + 28 + 26 * sin(angle), 12 if k % 2 else 7


def _motif(x: float, y: float, large: float, color: str) -> str:
    petals = "".join(
        f'<ellipse cx="{x + large * 0.8 * cos(k * 1.257):.1f}" cy="{y + large * 0.55 * sin(k * 1.257):.1f}" '
        f'rx="{large * 0.55:.1f}" ry="{large * 0.4:.1f}" fill="{color}"/>'
        for k in range(5)
    )
    heart = f'rx="{large * 0.3:.1f}" ry="{large * 0.22:.1f}" fill="#fffdf4"'
    return f'{petals}<ellipse cx="{x:.1f}" cy="{y:.1f}" {heart}/>'
