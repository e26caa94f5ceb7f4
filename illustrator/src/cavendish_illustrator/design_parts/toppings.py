"""What lies on a dish seen from above: halved eggs, rings of onion, slices of lemon, leaves, berries."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import cos, sin
from typing import Any, Final

from cavendish_illustrator.artwork.svg_figure import nest
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.hands.garnishes import is_garnish, piece_of
from cavendish_illustrator.vocabulary.concept_classes import is_food, is_grown

_PLACES: Final = (
    *((0.5, 0.7), (0.5, 2.75), (0.5, 4.85), (0.24, 1.7), (0.62, 3.8), (0.62, 5.75), (0.3, 3.6), (0.62, 1.7)),
)
"""How far from the middle, in parts of the inside, and in which direction each piece lies."""
_MOST_KINDS: Final = 4


@cache
def _table() -> Mapping[str, Any]:
    return read_table("designs/toppings.toml")


def is_topping(concept: str) -> bool:
    """Whether it lies on a dish rather than beside it."""
    is_eaten = is_food(concept) or is_grown(concept) or concept in _table()["whole"]["concepts"]
    return (is_garnish(concept) or is_eaten) and concept not in _table()["beside"]["concepts"]


def toppings_markup(concepts: Sequence[str], middle: float, reach: float) -> str:
    """Markup of some pieces of each, by turns about the middle of a dish whose inside reaches so far."""
    kinds = [figure for name in concepts if (figure := piece_of(name)) is not None][:_MOST_KINDS]
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
