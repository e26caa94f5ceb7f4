"""Plants that climb over a wall: wisteria, bougainvillea, roses, ivy."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.hands.props import put
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import Field, clamp, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.vocabulary.tokens import fold

_LEAVES, _CLUSTERS = 2600, 34
_COVERED, _CHANGED, _LEAST_COVERED, _MOST_LEAVES = 0.5, 0.06, 60, 2400
_WILD: Final = ("#4a8038", "#6f9a4a")
"""Leaves of whatever overgrows a place of which no plant is named."""
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


def overgrowth_named(prompt: str) -> tuple[str, ...]:
    """The colours of what overgrows the buildings of a prompt: leaves, then blossoms; empty for none."""
    climber = climber_named(prompt)
    text = f" {fold(prompt)}"
    if climber is not None and any(f" {stem}" in text for stem in _stems("overgrown")):
        return (climber.leaves, *climber.blossoms)
    return _WILD if any(f" {stem}" in text for stem in _stems("wild")) else ()


@cache
def _stems(row: str) -> tuple[str, ...]:
    return tuple(read_table("scenery/overgrowth.toml")[row].split())


def overgrow(canvas: Canvas, cover: Field, box: Box) -> None:
    """Let the canvas's climbing plant grow in clumps over a building, densest at its foot.

    `cover` is where in `box` the building is, from 0 to 1; nothing happens where nothing climbs.
    """
    rows, columns = canvas.clip(box)
    part = cover[
        rows.start - box.top : rows.stop - box.top, columns.start - box.left : columns.stop - box.left
    ]
    ys, xs = np.nonzero(part > _COVERED)
    if not canvas.overgrowth or len(ys) < _LEAST_COVERED:
        return
    rng, unit = canvas.rng, canvas.unit
    clumps = canvas.noise((46, 60), 3, 0.6, rows)[:, columns][ys, xs]
    low = (ys - ys.min()) / max(1, np.ptp(ys))
    weight = np.maximum(0.0, clumps - 0.6 + 0.3 * low) ** 1.2 + 1e-6
    count = int(min(_MOST_LEAVES, max(60, len(ys) / (62 * unit * unit))))
    picked = rng.choice(len(ys), count, p=weight / weight.sum())
    points = np.stack([xs[picked] + columns.start, ys[picked] + rows.start], 1).astype(np.float32)
    radii = rng.uniform(3.4, 8.5, count) * unit
    layer = canvas.layer(box)
    layer.leaves(points, radii, _shades(canvas, canvas.overgrowth[:1], count))
    if blossoms := canvas.overgrowth[1:]:
        few = points[rng.choice(count, count // 5)]
        layer.leaves(few, rng.uniform(3, 5.5, len(few)) * unit, _shades(canvas, blossoms, len(few)))
    canvas.lay(layer)


def put_overgrown(canvas: Canvas, name: str, at: tuple[float, float], height: float) -> None:
    """Set a building by name, with what climbs over it."""
    before = canvas.img.copy() if canvas.overgrowth else None
    box = put(canvas, name, at, height)
    if before is None:
        return
    changed = np.abs(canvas.img - before).max(-1)
    rows, columns = canvas.clip(box)
    cover = np.zeros((box.height, box.width), np.float32)
    seen = changed[rows, columns] > _CHANGED
    top, left = rows.start - box.top, columns.start - box.left
    cover[top : top + seen.shape[0], left : left + seen.shape[1]] = seen
    overgrow(canvas, cover, box)


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
