"""Plants that climb over a wall: wisteria, bougainvillea, roses, ivy."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer

_LEAVES, _CLUSTERS = 2600, 34
_REACH: Final = 0.52
"""How far down the wall it grows in the middle, in parts of its height; at the sides it is twice as far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Climber:
    """Leaves and blossoms, `#rrggbb`."""

    leaves: str
    blossoms: tuple[str, ...]
    is_hanging: bool


@cache
def _climbers() -> tuple[tuple[tuple[str, ...], Climber], ...]:
    return tuple(
        (
            tuple(row["words"]),
            Climber(leaves=row["leaves"], blossoms=tuple(row["blossoms"]), is_hanging=row["is_hanging"]),
        )
        for row in read_table("scenery/wall_climbers.toml").values()
    )


def climber_named(prompt: str) -> Climber | None:
    """The climbing plant that a prompt names."""
    text = f" {prompt.lower()}"
    return next((one for words, one in _climbers() if any(f" {word}" in text for word in words)), None)


def grow_on_wall(canvas: Canvas, climber: Climber, foot: float) -> None:
    """Cover the upper part of a wall that stands on `foot`, and both its sides, with the plant."""
    rng, unit, width = canvas.rng, canvas.unit, canvas.width
    across = rng.random(_LEAVES)
    reach = foot * (_REACH * (0.42 + 1.7 * (2 * np.abs(across - 0.5)) ** 2.4))
    down = rng.random(_LEAVES) ** 1.3 * np.minimum(reach, foot * 0.97)
    points = np.stack([across * width, down], 1)
    layer = canvas.layer()
    layer.leaves(points, rng.uniform(5, 13, _LEAVES) * unit, _shades(canvas, (climber.leaves,), _LEAVES))
    if climber.blossoms:
        at = points[rng.choice(_LEAVES, _CLUSTERS, replace=False)]
        _bloom(canvas, layer, climber, at)
    canvas.lay(layer)


def _bloom(canvas: Canvas, layer: VectorLayer, climber: Climber, places: Field) -> None:
    rng, unit = canvas.rng, canvas.unit
    each = 40
    long, wide = (66, 13) if climber.is_hanging else (24, 26)
    drop = np.tile(np.linspace(0, 1, each), len(places))
    middle = np.repeat(places, each, 0)
    narrow = (1 - 0.8 * drop) if climber.is_hanging else np.ones_like(drop)
    spread = rng.normal(0, 1, (len(drop), 2)) * unit
    points = middle + np.stack([spread[:, 0] * wide * narrow, drop * long * unit + spread[:, 1] * 6], 1)
    layer.leaves(points, rng.uniform(4, 8, len(drop)) * unit, _shades(canvas, climber.blossoms, len(drop)))


def _shades(canvas: Canvas, colors: tuple[str, ...], count: int) -> Field:
    tones = np.stack([rgb(color) for color in colors])
    picked = tones[canvas.rng.integers(len(tones), size=count)]
    return np.asarray(clamp(picked * canvas.rng.uniform(0.7, 1.25, (count, 1))), np.float32)
