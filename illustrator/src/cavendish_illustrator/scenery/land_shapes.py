"""Shapes of a drawn landscape: ridges, hills, trees, houses, boats; filled when flat, outlined in ink."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
LINE = "line"
"""The paint of what is no area but a line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed outline in parts of the picture's height, what it is painted with, and lines inside it.

    `paint` is a name of the palette, or a depth from 0 (far) to 1 (near).
    """

    points: Points
    paint: str | float
    strokes: tuple[Points, ...] = field(default=())


def _closed(xs: Points, ys: Points) -> Points:
    """A height line with the ground under it."""
    return np.concatenate([np.stack([xs, ys], 1), [[xs[-1], 1.1], [xs[0], 1.1]]])


def hill(rng: np.random.Generator, aspect: float, top: float, rise: float, depth: float) -> Shape:
    """A soft line of hills whose crest is about at `top`."""
    xs = np.linspace(-0.02, aspect + 0.02, 90)
    first, second = rng.uniform(0, 2 * np.pi, 2)
    length = float(rng.uniform(0.7, 1.2)) * max(aspect, 0.8)
    turns = 2 * np.pi * xs / length
    wave = 0.6 * np.sin(turns + first) + 0.4 * np.sin(turns / 0.47 + second)
    return Shape(_closed(xs, top - rise * 0.5 * wave), depth)


def mountains(
    rng: np.random.Generator, aspect: float, foot: float, rise: float, depth: float, *, has_snow: bool
) -> list[Shape]:
    """Overlapping peaks with a shaded side, and snow on them where asked."""
    count = max(2, round(aspect * float(rng.uniform(2.2, 3.2))))
    shapes: list[Shape] = []
    order = rng.permutation(count)
    for k in order:
        x = (k + 0.5 + float(rng.uniform(-0.25, 0.25))) * aspect / count
        tall = rise * float(rng.uniform(0.6, 1.0))
        half = tall * float(rng.uniform(0.75, 1.05))
        shapes += _peak(rng, (x, foot - tall), (half, foot), depth, has_snow=has_snow)
    return shapes


def _peak(
    rng: np.random.Generator,
    tip: tuple[float, float],
    base: tuple[float, float],
    depth: float,
    *,
    has_snow: bool,
) -> list[Shape]:
    (x, y), (half, foot) = tip, base
    tall = foot - y
    lean = float(rng.uniform(-0.12, 0.12)) * half
    left = [(x - half * 0.52, y + tall * 0.5), (x - half, foot)]
    right = [(x + half, foot), (x + half * 0.5, y + tall * 0.46)]
    body = np.array([(x, y), *left, *right])
    ridge = [(x, y), (x + lean, y + tall * 0.3), (x + lean * 0.4 + half * 0.1, y + tall * 0.62)]
    side = np.array([*ridge, (x + half * 0.16, foot), *right])
    shapes = [Shape(body, depth), Shape(side, min(1.0, depth + 0.09))]
    if has_snow:
        share = 0.3
        edge = [(-0.52, 0.5), (-0.2, 0.36), (-0.04, 0.56), (0.16, 0.38), (0.5, 0.46)]
        cap = [(x, y), *((x + dx * half * share * 1.75, y + tall * share * dy * 2) for dx, dy in edge)]
        shapes.append(Shape(np.array(cap), "snow"))
    return shapes


def conifer(x: float, foot: float, tall: float, depth: float) -> list[Shape]:
    half = tall * 0.24
    trunk = _box(x - tall * 0.03, foot - tall * 0.14, x + tall * 0.03, foot)
    crown = [(x, foot - tall)]
    for low, wide, inner in ((0.66, 0.56, 0.3), (0.4, 0.8, 0.46), (0.12, 1.0, 0.0)):
        crown += [(x + half * wide, foot - tall * low), (x + half * inner, foot - tall * low)]
    back = [(2 * x - px, py) for px, py in reversed(crown[1:])]
    return [Shape(trunk, "trunk"), Shape(np.array([*crown, *back]), depth)]


def round_tree(x: float, foot: float, tall: float, depth: float) -> list[Shape]:
    trunk = _box(x - tall * 0.045, foot - tall * 0.45, x + tall * 0.045, foot)
    crown = ellipse((x, foot - tall * 0.64), (tall * 0.3, tall * 0.36))
    return [Shape(trunk, "trunk"), Shape(crown, depth)]


def house(x: float, foot: float, wide: float, *, turn: int = 0) -> list[Shape]:
    """A gabled house with door and window; `turn` exchanges their sides."""
    tall, side = wide * 0.72, -1 if turn % 2 else 1
    wall = _box(x - wide / 2, foot - tall, x + wide / 2, foot)
    roof = np.array(
        [(x - wide * 0.6, foot - tall), (x - wide * 0.02, foot - tall * 1.75), (x + wide * 0.6, foot - tall)]
    )
    door_x, pane_x = x - side * wide * 0.2, x + side * wide * 0.2
    door = _box(door_x - wide * 0.1, foot - tall * 0.55, door_x + wide * 0.1, foot)
    pane = _box(pane_x - wide * 0.11, foot - tall * 0.74, pane_x + wide * 0.11, foot - tall * 0.4)
    bars = (
        np.array([(pane_x, foot - tall * 0.74), (pane_x, foot - tall * 0.4)]),
        np.array([(pane_x - wide * 0.11, foot - tall * 0.57), (pane_x + wide * 0.11, foot - tall * 0.57)]),
    )
    chimney = _box(x + wide * 0.22, foot - tall * 1.62, x + wide * 0.34, foot - tall * 1.2)
    body = [Shape(chimney, "wall"), Shape(wall, "wall"), Shape(roof, "roof")]
    return [*body, Shape(door, "trunk"), Shape(pane, "pane", bars)]


def church(x: float, foot: float, wide: float) -> list[Shape]:
    tall = wide * 0.7
    nave = _box(x - wide * 0.1, foot - tall, x + wide * 0.6, foot)
    slope = ((-0.1, 1.0), (0.02, 1.6), (0.52, 1.6), (0.66, 1.0))
    roof = np.array([(x + wide * across, foot - tall * up) for across, up in slope])
    tower = _box(x - wide * 0.34, foot - tall * 2.1, x - wide * 0.04, foot)
    tip = ((-0.4, 2.1), (-0.19, 3.5), (0.02, 2.1))
    spire = np.array([(x + wide * across, foot - tall * up) for across, up in tip])
    panes = [
        Shape(ellipse((x + wide * at, foot - tall * 0.5), (wide * 0.045, tall * 0.18)), "pane")
        for at in (0.1, 0.28, 0.46)
    ]
    clock = Shape(ellipse((x - wide * 0.19, foot - tall * 1.75), (wide * 0.07, wide * 0.07)), "pane")
    return [
        Shape(nave, "wall"),
        Shape(roof, "roof"),
        Shape(tower, "wall"),
        Shape(spire, "roof"),
        clock,
        *panes,
    ]


def lighthouse(x: float, foot: float, tall: float) -> list[Shape]:
    low, high = tall * 0.13, tall * 0.085
    shapes = []
    for k in range(5):
        a, b = k / 5, (k + 1) / 5
        half_a, half_b = low + (high - low) * a, low + (high - low) * b
        y_a, y_b = foot - tall * 0.76 * a, foot - tall * 0.76 * b
        band = np.array([(x - half_a, y_a), (x - half_b, y_b), (x + half_b, y_b), (x + half_a, y_a)])
        shapes.append(Shape(band, "roof" if k % 2 == 0 else "wall"))
    rail = _box(x - tall * 0.12, foot - tall * 0.79, x + tall * 0.12, foot - tall * 0.76)
    lamp = _box(x - tall * 0.06, foot - tall * 0.9, x + tall * 0.06, foot - tall * 0.79)
    dome = np.array(
        [(x - tall * 0.09, foot - tall * 0.9), (x, foot - tall), (x + tall * 0.09, foot - tall * 0.9)]
    )
    return [*shapes, Shape(rail, "trunk"), Shape(lamp, "sun"), Shape(dome, "roof")]


def boat(x: float, foot: float, wide: float) -> list[Shape]:
    outlines = {
        "wall": ((0.03, 0.22), (0.03, 1.05), (0.46, 0.22)),
        "snow": ((-0.04, 0.22), (-0.04, 0.9), (-0.38, 0.22)),
        "roof": ((-0.5, 0.16), (0.5, 0.16), (0.34, 0.0), (-0.36, 0.0)),
    }
    return [
        Shape(np.array([(x + wide * across, foot - wide * up) for across, up in outline]), paint)
        for paint, outline in outlines.items()
    ]


def cloud(x: float, y: float, wide: float) -> Shape:
    """A bank with a flat foot and four bumps."""
    xs = np.linspace(-0.5, 0.5, 60)
    bumps = [(-0.33, 0.16, 0.1), (-0.1, 0.22, 0.2), (0.14, 0.2, 0.17), (0.34, 0.15, 0.09)]
    tops = [
        np.where(np.abs(xs - at) < r, high + np.sqrt(np.maximum(0, r**2 - (xs - at) ** 2)) - r * 0.6, 0)
        for at, r, high in bumps
    ]
    ys = -np.maximum.reduce(tops)
    return Shape(np.stack([x + xs * wide, y + ys * wide], 1), "cloud")


def palm(x: float, foot: float, tall: float) -> list[Shape]:
    bend = tall * 0.16
    t = np.linspace(0, 1, 12)
    middle = np.stack([x + bend * t**2, foot - tall * 0.82 * t], 1)
    wide = tall * (0.04 - 0.018 * t)[:, None] * [[1, 0]]
    trunk = np.concatenate([middle - wide, (middle + wide)[::-1]])
    top = middle[-1]
    leaves = []
    for angle in (-2.9, -2.3, -1.6, -0.9, -0.25, 0.3, -3.45):
        along = np.stack([np.cos(angle) * t, np.sin(angle) * t + 0.55 * t**2], 1) * tall * 0.42
        across = np.sin(np.pi * t)[:, None] * tall * 0.045 * [[0.25, 1]]
        leaves.append(Shape(np.concatenate([top + along - across, (top + along + across)[::-1]]), "leaf"))
    return [Shape(trunk, "trunk"), *leaves]


def cactus(x: float, foot: float, tall: float) -> list[Shape]:
    arms = []
    for side, low, high in ((-1, 0.34, 0.66), (1, 0.46, 0.8)):
        inner, outer = x + side * tall * 0.07, x + side * tall * 0.22
        joint = _box(min(inner, outer), foot - tall * (low + 0.1), max(inner, outer), foot - tall * low)
        arms.append(Shape(joint, "leaf"))
        arms.append(Shape(_capsule(outer, foot - tall * low, tall * (high - low), tall * 0.055), "leaf"))
    return [*arms, Shape(_capsule(x, foot, tall, tall * 0.09), "leaf")]


def _capsule(x: float, foot: float, tall: float, half: float) -> Points:
    angles = np.linspace(np.pi, 2 * np.pi, 14)
    cap = np.stack([x + half * np.cos(angles), foot - tall + half + half * np.sin(angles)], 1)
    return np.concatenate([cap, [[x + half, foot], [x - half, foot]]])


def block(x: float, foot: float, wide: float, tall: float, depth: float) -> list[Shape]:
    """A town house with rows of windows."""
    shapes = [Shape(_box(x, foot - tall, x + wide, foot), depth)]
    columns, rows = max(2, round(wide / 0.03)), max(2, round(tall / 0.05))
    for row in range(rows):
        for column in range(columns):
            left, top = x + wide * (column + 0.28) / columns, foot - tall + tall * (row + 0.3) / rows
            shapes.append(
                Shape(_box(left, top, left + wide * 0.44 / columns, top + tall * 0.4 / rows), "pane")
            )
    return shapes


def road(middle: Sequence[tuple[float, float]], wide: tuple[float, float]) -> Shape:
    """A way that winds through the points, near and wide first."""
    given = np.asarray(middle, np.float64)
    t, fine = np.linspace(0, 1, len(given)), np.linspace(0, 1, 40)
    xs, ys = (np.interp(fine, t, given[:, k]) for k in (0, 1))
    kernel = np.hanning(13) / np.hanning(13).sum()
    xs = np.convolve(np.pad(xs, 6, mode="edge"), kernel, mode="valid")
    half = (wide[0] + (wide[1] - wide[0]) * fine**0.6) / 2
    return Shape(np.concatenate([np.stack([xs - half, ys], 1), np.stack([xs + half, ys], 1)[::-1]]), "road")


def ellipse(center: tuple[float, float], axes: tuple[float, float], count: int = 48) -> Points:
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([center[0] + axes[0] * np.cos(angles), center[1] + axes[1] * np.sin(angles)], 1)


def gull(x: float, y: float, wide: float) -> Shape:
    """Two wings as one line."""
    t = np.linspace(-1, 1, 15)
    ys = y - np.abs(np.sin(np.pi * t)) * wide * 0.2 + np.abs(t) * wide * 0.06
    return Shape(np.stack([x + t * wide / 2, ys], 1), LINE)


def wave_line(x: float, y: float, wide: float) -> Shape:
    t = np.linspace(0, 1, 21)
    return Shape(np.stack([x + t * wide, y + np.sin(t * 4 * np.pi) * wide * 0.035], 1), LINE)


def _box(left: float, top: float, right: float, bottom: float) -> Points:
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
