"""A bouquet of one kind of flower, as it is held: stems that meet in a ribbon."""

from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest
from cavendish_illustrator.figures.bodies.dyeing import main_hue_dyed
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.picture_spec import Subject

BOUQUET: Final = "bouquet"
"""The state of a flower of which there is a bunch."""
BUNCH_TALL: Final = 96.0
"""Beside a person of 300."""
_STEMMED: Final = {"rose": "rose-on-stem"}
_TIE: Final = (100.0, 168.0)
_LONG: Final = 132.0
_LEAVES: Final = ((-58, 0.8), (58, 0.8), (-30, 0.92), (30, 0.92))
_FLOWERS: Final = ((-40, 0.9), (40, 0.9), (-14, 1.06), (14, 1.06), (-27, 0.8), (27, 0.8), (0, 0.86))
"""How far each leans, in degrees, and how long it is."""


def flower_bunch(thing: Subject) -> Figure | None:
    """The bunch, where it is one and has a drawing."""
    name = find_alias(thing.concept)
    flower = find_figure(_STEMMED.get(name, name)) if thing.state == BOUQUET else None
    if flower is None:
        return None
    flower = main_hue_dyed(flower, thing.color) if thing.color else flower
    x, y = _TIE
    leaf = find_figure("leaf-spray")
    green = "" if leaf is None else "".join(_leaning(leaf, lean, share) for lean, share in _LEAVES)
    stems = "".join(
        f'<path d="M{x + k * 3:g} {y:g}L{x + k * 9:g} {y + 34:g}" stroke="#3f8a48" stroke-width="5" '
        'stroke-linecap="round"/>'
        for k in (-2, -1, 0, 1, 2)
    )
    shown = "".join(_leaning(flower, lean, share) for lean, share in _FLOWERS)
    bow = (
        f'<path d="M{x:g} {y:g}L{x - 26:g} {y - 12:g}V{y + 14:g}Z'
        f'M{x:g} {y:g}L{x + 26:g} {y - 12:g}V{y + 14:g}Z" fill="#f4ead6" '
        'stroke="#c9b890" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="7" fill="#e6d8b8"/>'
    )
    return Figure(markup=green + stems + shown + bow, width=200, height=204)


def _leaning(flower: Figure, lean: float, share: float) -> str:
    x, y = _TIE
    tall = _LONG * share
    high = min(tall, _LONG * 0.62)
    drawn = nest(flower, x - high * flower.aspect / 2, y - tall, high)
    stem = f'<path d="M{x:g} {y - tall + high * 0.8:g}V{y:g}" stroke="#4c9a4f" stroke-width="4"/>'
    return f'<g transform="rotate({lean:g} {x:g} {y:g})">{stem}{drawn}</g>'
