"""Distances of points to simple bodies, in centimetres; negative inside.

Source: Inigo Quilez, "Distance functions", iquilezles.org/articles/distfunctions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field

Numbers = Sequence[float]
_CELLS: Final = 112
"""Points of a profile's grid along each side."""
_PAD: Final = 1.2
"""Centimetres of the grid around the profile."""


def _length(x: Field) -> Field:
    return np.asarray(np.sqrt((x * x).sum(-1)), np.float32)


def ellipsoid(p: Field, sizes: Numbers) -> Field:
    """`sizes`: the three half axes."""
    axes = np.asarray(sizes, np.float32)
    near, steep = _length(p / axes), _length(p / (axes * axes))
    return np.asarray(near * (near - 1) / np.maximum(steep, 1e-5), np.float32)


def disc(p: Field, sizes: Numbers) -> Field:
    """`sizes`: radius, half height, roundness of the edge."""
    radius, tall, edge = sizes
    out = np.hypot(p[:, 0], p[:, 2]) - radius + edge
    up = np.abs(p[:, 1]) - tall + edge
    inside = np.minimum(np.maximum(out, up), 0)
    return np.asarray(inside + np.hypot(np.maximum(out, 0), np.maximum(up, 0)) - edge, np.float32)


def box(p: Field, sizes: Numbers) -> Field:
    """`sizes`: three half sides, roundness of the edges."""
    apart = np.abs(p) - np.asarray(sizes[:3], np.float32) + sizes[3]
    outside = _length(np.maximum(apart, 0))
    return np.asarray(outside + np.minimum(apart.max(-1), 0) - sizes[3], np.float32)


def ring(p: Field, sizes: Numbers) -> Field:
    """`sizes`: radius of the ring, and of what it is bent from."""
    return np.asarray(np.hypot(np.hypot(p[:, 0], p[:, 2]) - sizes[0], p[:, 1]) - sizes[1], np.float32)


def tube(p: Field, sizes: Numbers) -> Field:
    """`sizes`: x, y, z and radius of each point that it runs through."""
    points = np.asarray(sizes, np.float32).reshape(-1, 4)
    best = np.full(len(p), np.inf, np.float32)
    for start, end in pairwise(points):
        along = end[:3] - start[:3]
        share = np.clip((p - start[:3]) @ along / max(float(along @ along), 1e-6), 0, 1)
        apart = _length(p - start[:3] - share[:, None] * along)
        best = np.minimum(best, apart - start[3] - share * (end[3] - start[3]))
    return best


def _to_profile(flat: Field, points: Field) -> Field:
    best = np.full(len(flat), np.inf, np.float32)
    for start, end in pairwise(points):
        along = end - start
        share = np.clip((flat - start) @ along / max(float(along @ along), 1e-6), 0, 1)
        best = np.minimum(best, _length(flat - start - share[:, None] * along))
    return best


@dataclass(frozen=True, slots=True)
class _Profile:
    """Distances to a turned profile on a grid over radius and height, `_PAD` wider than the profile."""

    low: Field
    step: Field
    values: Field


@lru_cache(maxsize=64)
def _profile(sizes: tuple[float, ...], *, is_full: bool) -> _Profile:
    points = np.asarray(sizes[1:], np.float32).reshape(-1, 2)
    low = np.array([0, points[:, 1].min() - _PAD], np.float32)
    high = points.max(0) + np.float32(_PAD)
    step = np.asarray((high - low) / (_CELLS - 1), np.float32)
    across, up = np.meshgrid(*(low[axis] + step[axis] * np.arange(_CELLS) for axis in (0, 1)))
    flat = np.stack([across.ravel(), up.ravel()], -1).astype(np.float32)
    apart = _to_profile(flat, points)
    if is_full:
        # Profiles run from below upwards: what is nearer to the axis than they are there is inside.
        widest = np.interp(flat[:, 1], points[:, 1], points[:, 0], left=-1.0, right=-1.0)
        apart = np.where(flat[:, 0] < widest, -apart, apart)
    values = np.asarray(apart - sizes[0], np.float32).reshape(_CELLS, _CELLS)
    return _Profile(low, step, values)


def _around_axis(p: Field, profile: _Profile) -> Field:
    flat = np.stack([np.hypot(p[:, 0], p[:, 2]), p[:, 1]], -1)
    at = (flat - profile.low) / profile.step
    inside = np.clip(at, 0, _CELLS - 1.001)
    beyond = _length((at - inside) * profile.step)
    cell = inside.astype(np.int32)
    share = np.asarray(inside - cell, np.float32)
    column, row = cell[:, 0], cell[:, 1]
    lower = profile.values[row, column] * (1 - share[:, 0]) + profile.values[row, column + 1] * share[:, 0]
    row = row + 1
    upper = profile.values[row, column] * (1 - share[:, 0]) + profile.values[row, column + 1] * share[:, 0]
    near = lower * (1 - share[:, 1]) + upper * share[:, 1]
    # Beyond the grid the profile is at least as far as the grid is, and what is left around it there.
    return np.asarray(np.where(beyond > 0, beyond + np.minimum(near, 0.9 * _PAD), near), np.float32)


def lathe(p: Field, sizes: Numbers) -> Field:
    """`sizes`: half the wall's thickness, then radius and height of each point of the turned profile."""
    return _around_axis(p, _profile(tuple(sizes), is_full=False))


def turned(p: Field, sizes: Numbers) -> Field:
    """A full body: `sizes` as of a lathe, the profile closed along the axis."""
    return _around_axis(p, _profile(tuple(sizes), is_full=True))


def wedge(p: Field, sizes: Numbers) -> Field:
    """A slice of a round cake, its tip at the origin: `sizes` radius, half height, half angle in degrees."""
    radius, tall, half = sizes
    turn = np.deg2rad(half)
    across = np.abs(p[:, 2])
    side = across * np.cos(turn) - p[:, 0] * np.sin(turn)
    back = np.hypot(p[:, 0], across) - radius
    return np.asarray(np.maximum.reduce([side, back, np.abs(p[:, 1]) - tall, -p[:, 0]]) - 0.08, np.float32)


SHAPES: Final[Mapping[str, Callable[[Field, Numbers], Field]]] = {
    "ellipsoid": ellipsoid,
    "disc": disc,
    "box": box,
    "ring": ring,
    "tube": tube,
    "lathe": lathe,
    "turned": turned,
    "wedge": wedge,
}
_FINER: Final = 2
_TAUT: Final = 0.8


def _between(start: Field, end: Field, out: Field, back: Field, share: float) -> Field:
    """A point of the curve that leaves the start and reaches the end in these directions."""
    square, cube = share * share, share**3
    ends = (2 * cube - 3 * square + 1) * start + (3 * square - 2 * cube) * end
    return np.asarray(ends + (cube - 2 * square + share) * out + (cube - square) * back)


def smoothly(shape: str, sizes: Numbers) -> Numbers:
    """The sizes with more points along a turned profile or a tube, on a curve through the given ones."""
    first, width = {"lathe": (1, 2), "turned": (1, 2), "tube": (0, 4)}.get(shape, (0, 0))
    points = np.asarray(sizes[first:], np.float64).reshape(-1, width) if width else np.zeros((0, 1))
    if len(points) < 3:
        return sizes
    ends = np.concatenate([points[:1], points, points[-1:]])
    found = []
    for before, start, end, after in zip(ends[:-3], ends[1:-2], ends[2:-1], ends[3:], strict=True):
        for share in np.arange(_FINER) / _FINER:
            out, back = (end - before) / 2, (after - start) / 2
            found.append(_between(start, end, _TAUT * out, _TAUT * back, share))
    found.append(points[-1])
    return [*sizes[:first], *(float(value) for value in np.concatenate(found))]
