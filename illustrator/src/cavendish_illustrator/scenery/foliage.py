"""Plants: trees of several kinds, grass with flowers, bushes and drifting petals."""

import math

import numpy as np
import numpy.typing as npt

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import Point, VectorLayer
from cavendish_illustrator.scenery.windy_air import lean as wind_lean

_LEAVES = {
    "oak": ("#23481f", "#3f7a2c", "#6ea043", "#a9cc6a"),
    "cherry": ("#a84a6c", "#e283a6", "#f8b4cb", "#ffe3ec"),
    "autumn": ("#7a3015", "#c9611f", "#ea9438", "#f9cc6a"),
    "maple": ("#6d1917", "#b8321f", "#e0593a", "#f59a5c"),
    "birch": ("#436b28", "#6f9f3c", "#a3c65c", "#d9e89a"),
    "jungle": ("#12391f", "#1f6a35", "#3f9a45", "#8fcf5a"),
    "snowy": ("#8aa0b5", "#c3d2e2", "#e6eef6", "#ffffff"),
}


class _Tree:
    """One tree being drawn on its own layer."""

    def __init__(self, canvas: Canvas, kind: str, x: float, feet_y: float, height: float) -> None:
        reach = int(height * 0.8) + 8
        box = Box(int(x - reach), int(feet_y - height * 1.25), 2 * reach, int(height * 1.35) + 4)
        self.layer: VectorLayer = canvas.layer(box)
        self.rng, self.side, self.unit = canvas.rng, canvas.light.side, canvas.unit
        self.kind, self.x, self.y, self.height = kind, x, feet_y, height
        self.tips: list[Point] = []
        self.bark = rgb("#aca392" if kind == "birch" else "#4a3628")

    def limb(self, start: Point, end: Point, width: float, color: Field) -> None:
        self.layer.line(start, end, color, width)
        if width > 4:
            shift = self.side * width * 0.25
            self.layer.line(
                (start[0] + shift, start[1]), (end[0] + shift, end[1]), clamp(color * 1.35), width / 3
            )

    def branch(self, start: Point, angle: float, length: float, width: float, depth: int) -> None:
        end = (start[0] + math.cos(angle) * length, start[1] - math.sin(angle) * length)
        self.limb(start, end, width, self.bark * float(self.rng.uniform(0.8, 1.1)))
        if depth <= 3:
            self.tips.append(end)
        if depth == 0:
            return
        for _ in range(2 if depth < 4 else 3):
            turned = angle + (self.rng.random() - 0.5) * 1.5
            self.branch(end, turned, length * self.rng.uniform(0.62, 0.82), width * 0.66, depth - 1)

    def crown(self) -> None:
        """Stamp leaves around the branch tips, dark behind and light where the light falls."""
        rng, height = self.rng, self.height
        size = float(np.clip(height * 0.022, 2.2, 7.5 * self.unit))
        each = int(np.clip((height * 0.25 / size) ** 2 * 0.9, 10, 40))
        tips = np.array(self.tips)
        tips = tips[rng.permutation(len(tips))[: min(len(tips), 1900 // each)]]
        spread = np.array([height * 0.055, height * 0.042])
        local = rng.normal(0, 1, (len(tips), each, 2))
        points = tips[:, None] + local * spread
        middle = tips.mean(0)
        lit = (
            ((points[..., 0] - middle[0]) * self.side * 0.6 - (points[..., 1] - middle[1]))
            / (height * 0.3)
            * 0.55
        )
        lit = (
            lit
            + (local[..., 0] * self.side * 0.5 - local[..., 1] * 0.8) * 0.32
            + rng.normal(0, 0.22, lit.shape)
        )
        order = np.argsort(lit.ravel())
        shades = np.array([rgb(c) for c in _LEAVES[self.kind]])
        level = np.digitize(lit.ravel()[order], [-0.45, 0.12, 0.62])
        colors = shades[level] * rng.uniform(0.9, 1.1, (len(order), 1))
        radii = size * rng.uniform(0.7, 1.6, len(order))
        self.layer.leaves(points.reshape(-1, 2)[order], radii, colors)

    def pine(self, *, is_snowy: bool) -> None:
        rng, x, y, height = self.rng, self.x, self.y, self.height
        self.limb((x, y), (x, y - height * 0.9), height * 0.03, rgb("#46321f"))
        green = rgb("#2c5a38")
        for i in range(20):
            t = i / 20
            row_y = y - height * 0.10 - height * 0.9 * t
            width = height * 0.25 * (1 - t) ** 0.8 + height * 0.012
            for offset in rng.uniform(-width, width, 9):
                glow = (
                    (0.55 + 0.45 * rng.random()) * (1 + 0.35 * offset / width * self.side) * (0.8 + 0.35 * t)
                )
                base = rgb("#eef4fa") if is_snowy and rng.random() < 0.45 else green
                tip = (x + offset, row_y + height * 0.025 * rng.uniform(0.4, 1.4))
                corners = [
                    (x + offset * 0.12, row_y - height * 0.055),
                    tip,
                    (x + offset * 0.35, row_y + height * 0.02),
                ]
                self.layer.polygon(corners, clamp(base * glow))


def tree(
    canvas: Canvas, at: Point, height: float, kind: str = "oak", *, lean: float = 0, haze: float = 0.0
) -> None:
    """Plant a tree. Kinds: oak, birch, cherry, maple, autumn, jungle, snowy, pine, snowy_pine, bare."""
    if height < 6:
        return
    x, feet_y = at
    lean -= 0.32 * wind_lean(canvas)
    if kind in ("pine", "snowy_pine"):
        drawn = _Tree(canvas, "oak", x, feet_y, height)
        drawn.pine(is_snowy=kind == "snowy_pine")
    else:
        drawn = _Tree(canvas, kind if kind in _LEAVES else "oak", x, feet_y, height)
        drawn.branch(
            (x, feet_y),
            math.pi / 2 + lean,
            height * 0.3,
            height * 0.06,
            5 if height > 90 * canvas.unit else 4,
        )
        if kind != "bare":
            drawn.crown()
    canvas.lay(drawn.layer, haze=haze)


def tree_row(
    canvas: Canvas,
    xs: npt.NDArray[np.floating],
    feet_y: float,
    heights: tuple[float, float],
    kinds: tuple[str, ...],
    *,
    haze: float = 0.0,
) -> None:
    """Plant trees of random kind and height along a line; xs are fractions of the width."""
    for x in xs:
        kind = kinds[int(canvas.rng.integers(len(kinds)))]
        height = float(canvas.rng.uniform(*heights))
        offset = float(canvas.rng.normal(0, 0.015))
        tree(
            canvas,
            (canvas.width * (x + offset), feet_y + canvas.rng.uniform(0, 10) * canvas.unit),
            height,
            kind,
            haze=haze,
        )


def grass(
    canvas: Canvas,
    top_y: float,
    color: ColorLike = "#4f8a3a",
    *,
    count: int = 3000,
    flowers: tuple[str, ...] = (),
) -> None:
    """Grow blades over everything below `top_y`, longer toward the viewer, some with a flower."""
    rng, unit = canvas.rng, canvas.unit
    box = Box(0, int(top_y - 40 * unit), canvas.width, int(canvas.height - top_y + 40 * unit) + 1)
    layer = canvas.layer(box)
    span = canvas.height - top_y
    depths = np.sort(rng.random(int(count * min(1.0, unit))) ** 0.8)
    shades = clamp(
        mix(color, "#c9d66b", (0.35 * rng.random(len(depths)))[:, None])
        * rng.uniform(0.6, 1.3, (len(depths), 1))
    )
    xs, bends, lengths = (
        rng.random(len(depths)),
        rng.uniform(-0.25, 0.25, len(depths)) + 1.5 * wind_lean(canvas),
        rng.uniform(0.6, 1.4, len(depths)),
    )
    for index, depth in enumerate(depths):
        y = top_y + depth * (span + 30 * unit)
        x, length = xs[index] * canvas.width, (6 + 34 * depth) * unit * lengths[index]
        tip = (x + length * bends[index], y - length)
        layer.line((x, y), tip, shades[index], (1 + 2.2 * depth) * unit)
        if flowers and index % 20 == 0:
            layer.circle(tip[0], tip[1], (2 + 5 * depth) * unit, flowers[int(rng.integers(len(flowers)))])
    canvas.lay(layer)
    canvas.is_soft = True


def bush(canvas: Canvas, x: float, feet_y: float, width: float, kind: str = "oak") -> None:
    """Set a round bush of a given half-width."""
    rng = canvas.rng
    count = int(np.clip(width * 1.2, 60, 420))
    angle, radius = rng.uniform(0, math.pi, count), np.sqrt(rng.random(count))
    points = np.stack([x + np.cos(angle) * radius * width, feet_y - np.sin(angle) * radius * width * 0.8], 1)
    lit = (
        (points[:, 0] - x) / width * canvas.light.side * 0.4
        + (feet_y - points[:, 1]) / width
        + rng.normal(0, 0.2, count)
    )
    order = np.argsort(lit)
    shades = np.array([rgb(c) for c in _LEAVES.get(kind, _LEAVES["oak"])])
    colors = shades[np.digitize(lit[order], [0.15, 0.45, 0.8])]
    box = Box(int(x - width * 1.3), int(feet_y - width * 1.1), int(width * 2.6), int(width * 1.3))
    layer = canvas.layer(box)
    layer.leaves(points[order], np.full(count, max(2.0, width * 0.09)) * rng.uniform(0.7, 1.5, count), colors)
    canvas.lay(layer)


def petals(
    canvas: Canvas, colors: tuple[str, ...] = ("#ffc3d6", "#f79abb", "#ffe3ec"), count: int = 130
) -> None:
    """Let petals, leaves or confetti drift over the whole picture."""
    rng, unit = canvas.rng, canvas.unit
    number = int(count * unit)
    points = rng.random((number, 2)) * (canvas.width, canvas.height)
    shades = np.array([rgb(c) for c in colors])[rng.integers(len(colors), size=number)]
    layer = canvas.layer()
    layer.leaves(points, (2.5 + 5 * rng.random(number) ** 2) * unit, shades, 0.5)
    canvas.lay(layer, opacity=0.9)
