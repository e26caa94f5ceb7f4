"""Patterns of plain shapes: dots, stripes, checks, chevrons, waves, arches, terrazzo and triangles."""

from collections.abc import Callable
from typing import Final

import numpy as np

from cavendish_illustrator.design_parts.pattern_colors import PatternColors, pattern_table
from cavendish_illustrator.painting.color import Field, Rgb, mix
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.tokens import tokenise

_PLAIN: Final = "triangles"
_WAVE: Final = "wave-sign"
_CELLS: Final = 8
_LARGE: Final = 2


def named_geometry(spec: PictureSpec) -> str:
    """The plain shapes that a prompt names; empty where it names none."""
    words = [token.plain for token in tokenise(spec.prompt)]
    if spec.subjects and {one.concept for one in spec.subjects} <= {_WAVE}:
        return "waves"
    for name, stems in pattern_table()["geometry"].items():
        if any(word.startswith(tuple(stems.split())) for word in words):
            return str(name)
    return ""


def draw_geometry(name: str, size: tuple[int, int], colors: PatternColors, seed: int) -> Field:
    """Repeat those shapes over the picture; its edges fit together."""
    width, height = size[0] * _LARGE, size[1] * _LARGE
    layer = VectorLayer(0, 0, width, height)
    layer.rect(0, 0, width, height, colors.ground)
    columns = max(4, round(_CELLS * width / min(width, height)))
    rows = max(4, round(_CELLS * height / min(width, height) / 2) * 2)
    grid = _Grid(layer, columns // 2 * 2, rows)
    _PAINTERS.get(name, _triangles)(grid, _inks(colors), np.random.default_rng(seed))
    image = layer.pixels[..., :3].astype(np.float32) / 255
    return np.asarray(image.reshape(size[1], _LARGE, size[0], _LARGE, 3).mean((1, 3)), np.float32)


def _inks(colors: PatternColors) -> list[Rgb]:
    """Three colours at least; shades of the one where only one was asked for."""
    inks = list(colors.accents)
    return inks if len(inks) > 1 else [inks[0], mix(inks[0], colors.ground, 0.45)]


class _Grid:
    """The picture in cells of whole columns and rows."""

    def __init__(self, layer: VectorLayer, columns: int, rows: int) -> None:
        self.layer, self.columns, self.rows = layer, columns, rows
        self.wide, self.tall = layer.width / columns, layer.height / rows

    def cells(self) -> list[tuple[int, int]]:
        return [(row, column) for row in range(self.rows) for column in range(self.columns)]


def _triangles(grid: _Grid, inks: list[Rgb], rng: np.random.Generator) -> None:
    """Half squares, turned in fours, with a quarter disc now and then."""
    picks = rng.integers(0, 4, (grid.rows, grid.columns))
    for row, column in grid.cells():
        left, top = column * grid.wide, row * grid.tall
        corners = [(left, top), (left + grid.wide, top), (left + grid.wide, top + grid.tall)]
        corners.append((left, top + grid.tall))
        turn = int(picks[row, column])
        ink = inks[int(row + column + turn) % len(inks)]
        if (row + column) % 3 == 0:
            axes = (grid.wide, grid.tall)
            grid.layer.ellipse(corners[turn], axes, ink, arc=(turn * 90, turn * 90 + 90))
        else:
            grid.layer.polygon([corners[(turn + k) % 4] for k in range(3)], ink)


def _dots(grid: _Grid, inks: list[Rgb], _: np.random.Generator) -> None:
    for row in range(-1, grid.rows + 1):
        for column in range(-1, grid.columns + 1):
            x = (column + 0.5 + 0.5 * (row % 2)) * grid.wide
            ink = inks[0] if len(inks) < 3 else inks[(column + row) % len(inks)]
            grid.layer.circle(x, (row + 0.5) * grid.tall, min(grid.wide, grid.tall) * 0.3, ink)


def _stripes(grid: _Grid, inks: list[Rgb], _: np.random.Generator) -> None:
    for column in range(grid.columns):
        ink = inks[0] if len(inks) < 3 else inks[column % len(inks)]
        left = (column + 0.25) * grid.wide
        grid.layer.rect(left, 0, left + grid.wide / 2, grid.layer.height, ink)


def _checks(grid: _Grid, inks: list[Rgb], _: np.random.Generator) -> None:
    """Two sets of bands that are deepest where they cross, as in gingham."""
    ground = grid.layer.pixels[0, 0, :3].astype(np.float32) / 255
    for row, column in grid.cells():
        crossing = row % 2 + column % 2
        if crossing:
            ink = mix(ground, inks[0], 0.5 if crossing == 1 else 1.0)
            left, top = column * grid.wide, row * grid.tall
            grid.layer.rect(left, top, left + grid.wide, top + grid.tall, ink)


def _chevrons(grid: _Grid, inks: list[Rgb], _: np.random.Generator) -> None:
    for row in range(-1, grid.rows + 1):
        low = (row + 0.5) * grid.tall
        points = [
            (k * grid.wide / 2, low + (grid.tall * 0.5 if k % 2 else 0)) for k in range(2 * grid.columns + 1)
        ]
        band = [*points, *((x, y + grid.tall * 0.5) for x, y in reversed(points))]
        grid.layer.polygon(band, inks[row % len(inks)])


def _waves(grid: _Grid, inks: list[Rgb], _: np.random.Generator) -> None:
    """Overlapping fans of rings, as waves are printed in Japan."""
    ground = grid.layer.pixels[0, 0, :3].astype(np.float32) / 255
    for row in range(-1, 2 * grid.rows + 2):
        for column in range(-1, grid.columns + 1):
            x, y = (column + 0.5 + 0.5 * (row % 2)) * grid.wide, (row + 1) * grid.tall / 2
            for k, share in enumerate((0.5, 0.4, 0.28, 0.16)):
                grid.layer.circle(x, y, grid.wide * share, ground if k % 2 else inks[0])


def _arches(grid: _Grid, inks: list[Rgb], _: np.random.Generator) -> None:
    for row in range(0, grid.rows + 1, 2):
        for column in range(-1, grid.columns + 1, 2):
            x = (column + 1 + (row // 2) % 2) * grid.wide
            for k in range(3):
                radius = grid.wide * (0.84 - 0.27 * k)
                grid.layer.arc(
                    (x, (row + 1.5) * grid.tall), (radius, radius), (180, 360), inks[k % len(inks)],
                    grid.wide * 0.16,
                )  # fmt: skip


def _terrazzo(grid: _Grid, inks: list[Rgb], rng: np.random.Generator) -> None:
    """Chips of many shapes; what crosses an edge comes in again at the other."""
    for row, column in grid.cells():
        corners = int(rng.integers(4, 7))
        turns = np.sort(rng.uniform(0, 2 * np.pi, corners)) if corners else np.zeros(0)
        reach = min(grid.wide, grid.tall) * rng.uniform(0.18, 0.42, corners)
        x, y = (column + rng.uniform(0.2, 0.8)) * grid.wide, (row + rng.uniform(0.2, 0.8)) * grid.tall
        ink = inks[int(rng.integers(len(inks)))]
        for across in (-1, 0, 1):
            for down in (-1, 0, 1):
                left, top = x + across * grid.layer.width, y + down * grid.layer.height
                grid.layer.polygon(
                    np.stack([left + reach * np.cos(turns), top + reach * np.sin(turns)], 1), ink
                )


_PAINTERS: Final[dict[str, Callable[[_Grid, list[Rgb], np.random.Generator], None]]] = {
    "dots": _dots,
    "stripes": _stripes,
    "checks": _checks,
    "chevrons": _chevrons,
    "waves": _waves,
    "arches": _arches,
    "terrazzo": _terrazzo,
    _PLAIN: _triangles,
}
