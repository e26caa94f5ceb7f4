"""Houses of villages as a region builds them: gabled, flat-roofed, round, on stilts, with curved roofs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import ColorLike, Field, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.wall_climbers import overgrow

_SNOW: Final = "#f4f8fc"
_GLASS: Final = "#6f8ea4"
_LAMP: Final = "#ffd078"
_BLOOMS: Final = ("#d8384a", "#f07aa0", "#f0c040", "#8a6ad0")
_LIT_SHARE: Final = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """One row of `cottages.toml`, where its fields are explained."""

    shape: str
    walls: tuple[str, ...]
    roofs: tuple[str, ...]
    trim: str
    tall: float
    pitch: float
    extras: frozenset[str]


@cache
def village_buildings() -> dict[str, Building]:
    """How the villages of each region are built; `usual` where none is named."""
    return {name: _building(row) for name, row in read_table("scenery/cottages.toml").items()}


def _building(row: dict[str, Any]) -> Building:
    return Building(
        shape=row["shape"],
        walls=tuple(row["walls"]),
        roofs=tuple(row["roofs"]),
        trim=row["trim"],
        tall=row["tall"],
        pitch=row["pitch"],
        extras=frozenset(row["extras"]),
    )


class _House:
    """One house being drawn: across from -0.5 to 0.5 and up from 0, in parts of its width."""

    def __init__(self, canvas: Canvas, spot: tuple[float, float], width: float, built: Building) -> None:
        self.canvas, self.built, self.width = canvas, built, width
        self.x, self.foot = spot
        self.rng: np.random.Generator = canvas.rng
        self.wall: Field = rgb(built.walls[int(self.rng.integers(len(built.walls)))])
        self.roof: Field = rgb(built.roofs[int(self.rng.integers(len(built.roofs)))])
        self.side = -1 if self.rng.random() < 0.5 else 1
        box = Box(int(self.x - width), int(self.foot - width * 1.8), int(width * 2), int(width * 2) + 4)
        self.layer: VectorLayer = canvas.layer(box)
        self.lights: VectorLayer = canvas.layer(box)
        self.is_lit = windows_are_lit(canvas)

    def at(self, across: float, up: float) -> tuple[float, float]:
        return self.x + self.side * across * self.width, self.foot - up * self.width

    def shape(self, points: tuple[tuple[float, float], ...], color: ColorLike) -> None:
        self.layer.polygon([self.at(*point) for point in points], color)

    def box(self, left: float, low: float, right: float, high: float, color: ColorLike) -> None:
        self.shape(((left, low), (right, low), (right, high), (left, high)), color)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], color: ColorLike, wide: float
    ) -> None:
        self.layer.line(self.at(*start), self.at(*end), color, max(1.0, wide * self.width))

    def tiled(self, points: tuple[tuple[float, float], ...]) -> None:
        """A roof face, white under snow, with a darker foot."""
        self.shape(points, _SNOW if self.canvas.is_snowy else self.roof)

    def has(self, extra: str) -> bool:
        return extra in self.built.extras

    def window(self, across: float, low: float, wide: float, tall: float) -> None:
        """Frame, panes that shine by night, shutters and flowers as the region has them."""
        rim = wide * 0.16
        self.box(across - wide / 2 - rim, low - rim, across + wide / 2 + rim, low + tall + rim, self.trim)
        glows = self.is_lit and bool(self.rng.random() < _LIT_SHARE)
        self.box(across - wide / 2, low, across + wide / 2, low + tall, _GLASS)
        if glows:
            corners = ((-1, 0), (1, 0), (1, 1), (-1, 1))
            points = [self.at(across + wide / 2 * x, low + tall * y) for x, y in corners]
            self.lights.polygon(points, _LAMP)
        self.line((across, low), (across, low + tall), self.trim, 0.008)
        middle = low + tall * 0.5
        self.line((across - wide / 2, middle), (across + wide / 2, middle), self.trim, 0.008)
        if self.has("shutters"):
            for way in (-1, 1):
                edge = across + way * (wide / 2 + rim)
                self.box(edge, low, edge + way * wide * 0.42, low + tall, self.built.trim)
        if self.has("flowers") and not self.canvas.is_snowy:
            for k in range(5):
                x, y = self.at(across + wide * (k / 4 - 0.5), low - rim * 1.2)
                self.layer.circle(x, y, self.width * 0.022, _BLOOMS[int(self.rng.integers(4))])

    @property
    def trim(self) -> ColorLike:
        return "#fbf8ee" if self.has("shutters") else self.built.trim

    def door(self, across: float, wide: float, tall: float) -> None:
        rim = wide * 0.14
        self.box(across - wide / 2 - rim, 0, across + wide / 2 + rim, tall + rim, self.trim)
        leaf = mix(self.built.trim, "#4a3424", 0.45)
        self.box(across - wide / 2, 0, across + wide / 2, tall, leaf)
        self.box(across + wide * 0.25, tall * 0.42, across + wide * 0.36, tall * 0.5, "#e8c860")

    def skin(self, left: float, right: float, low: float, high: float) -> None:
        """Planks, courses of brick, single stones or beams on a wall."""
        dark = clamp(self.wall * 0.86)
        if self.has("planks") and float(self.wall.mean()) < 0.75:
            for up in np.arange(low, high, 0.05):
                self.line((left, float(up)), (right, float(up)), dark, 0.006)
        if self.has("bricks") and float(self.wall.mean()) < 0.7:
            for up in np.arange(low, high, 0.035):
                self.line((left, float(up)), (right, float(up)), dark, 0.004)
        if self.has("stones"):
            for _ in range(12):
                across = float(self.rng.uniform(left + 0.04, right - 0.06))
                up = float(self.rng.uniform(low + 0.03, max(low + 0.04, high - 0.05)))
                self.box(across, up, across + 0.05, up + 0.022, dark)
        if self.has("beams"):
            self._beams(left, right, low, high)

    def _beams(self, left: float, right: float, low: float, high: float) -> None:
        wood = self.built.trim
        for up in (low + 0.01, (low + high) / 2, high - 0.01):
            self.line((left, up), (right, up), wood, 0.022)
        for across in np.linspace(left + 0.01, right - 0.01, 5):
            self.line((float(across), low), (float(across), high), wood, 0.02)
        for a, b in ((left + 0.01, left + 0.2), (right - 0.01, right - 0.2)):
            self.line((a, high), (b, (low + high) / 2), wood, 0.018)

    def chimney(self, across: float, low: float) -> None:
        if self.has("chimney"):
            self.box(across - 0.045, low, across + 0.045, low + 0.2, clamp(rgb("#9a5f4a")))
            cap = _SNOW if self.canvas.is_snowy else "#7a4a3a"
            self.box(across - 0.058, low + 0.18, across + 0.058, low + 0.22, cap)


def _gable(one: _House) -> None:
    """Half of them turn their gable to us, half their long side."""
    (_gable_front if one.rng.random() < 0.45 else _long_side)(one)


def _long_side(one: _House) -> None:
    tall, pitch = one.built.tall, one.built.pitch * 0.72
    one.chimney(0.28, tall + pitch * 0.7)
    one.box(-0.5, 0, 0.5, tall, one.wall)
    one.box(0.28, 0, 0.5, tall, clamp(one.wall * 0.94))
    one.skin(-0.5, 0.5, 0, tall)
    one.box(-0.5, 0, 0.5, 0.04, clamp(one.wall * 0.7))
    one.tiled(((-0.56, tall - 0.02), (0.56, tall - 0.02), (0.46, tall + pitch), (-0.46, tall + pitch)))
    dark = clamp(one.roof * 0.84)
    if not one.canvas.is_snowy:
        for up in np.linspace(tall + 0.04, tall + pitch * 0.9, 5):
            one.line((-0.5, float(up)), (0.5, float(up)), dark, 0.008)
    one.box(-0.54, tall - 0.045, 0.54, tall - 0.015, clamp(one.wall * 0.62))
    one.door(0.0, 0.13, min(0.3, tall * 0.72))
    for across in (-0.3, 0.3):
        one.window(across, tall * 0.36, 0.13, tall * 0.36)
    if one.has("balcony"):
        _balcony(one, -0.46, 0.46, tall * 0.92)


def _gable_front(one: _House) -> None:
    tall, pitch, half = one.built.tall, one.built.pitch, 0.36
    one.chimney(0.16, tall + pitch * 0.5)
    one.shape(((-half, 0), (half, 0), (half, tall), (0, tall + pitch * 0.8), (-half, tall)), one.wall)
    one.shape(((half * 0.6, 0), (half, 0), (half, tall), (half * 0.6, tall)), clamp(one.wall * 0.94))
    one.skin(-half, half, 0, tall)
    one.box(-half, 0, half, 0.04, clamp(one.wall * 0.7))
    white = one.canvas.is_snowy
    for way in (-1, 1):
        over = half + 0.08
        eave, ridge = (way * over, tall - 0.06), (0.0, tall + pitch * 0.86)
        one.line(eave, ridge, _SNOW if white else one.roof, 0.085)
        one.line((eave[0], eave[1] - 0.045), (0, ridge[1] - 0.05), clamp(one.roof * 0.6), 0.02)
    one.door(0.0, 0.13, min(0.3, tall * 0.7))
    for across in (-0.22, 0.22):
        one.window(across, tall * 0.38, 0.12, tall * 0.34)
    one.window(0, tall + pitch * 0.12, 0.11, pitch * 0.26)
    if one.has("balcony"):
        _balcony(one, -0.34, 0.34, tall * 0.94)


def _balcony(one: _House, left: float, right: float, up: float) -> None:
    one.box(left, up - 0.02, right, up, "#5f4028")
    one.line((left, up + 0.1), (right, up + 0.1), "#5f4028", 0.02)
    for across in np.linspace(left, right, 13):
        one.line((float(across), up), (float(across), up + 0.1), "#6f4c30", 0.012)
        if not one.canvas.is_snowy:
            x, y = one.at(float(across), up + 0.11)
            one.layer.circle(x, y, one.width * 0.022, _BLOOMS[int(one.rng.integers(2))])


def _tower(one: _House) -> None:
    tall, pitch = one.built.tall * float(one.rng.uniform(0.85, 1.2)), one.built.pitch
    one.chimney(0.2, tall + pitch * 0.3)
    one.box(-0.4, 0, 0.4, tall, one.wall)
    one.box(0.2, 0, 0.4, tall, clamp(one.wall * 0.9))
    one.skin(-0.4, 0.4, 0, tall)
    one.tiled(((-0.47, tall - 0.01), (0.47, tall - 0.01), (0.3, tall + pitch), (-0.3, tall + pitch)))
    one.box(-0.45, tall - 0.04, 0.45, tall - 0.01, clamp(one.roof * 0.6))
    one.door(-0.18, 0.15, 0.3)
    one.window(0.18, 0.16, 0.13, 0.16)
    for across in (-0.2, 0.18):
        one.window(across, tall * 0.64, 0.13, tall * 0.2)


def _cube(one: _House) -> None:
    tall = one.built.tall * float(one.rng.uniform(0.75, 1.2))
    if one.has("dome") and one.rng.random() < 0.3:
        x, y = one.at(-0.08, tall - 0.01)
        blue = _SNOW if one.canvas.is_snowy else "#2f6fb8"
        one.layer.ellipse((x, y), (one.width * 0.24, one.width * 0.24), blue, arc=(180, 360))
        one.line((-0.08, tall + 0.22), (-0.08, tall + 0.32), "#f4f4f0", 0.02)
    else:
        one.box(-0.3, tall, 0.06, tall * 1.34, clamp(one.wall * 0.97))
        one.window(-0.12, tall * 1.1, 0.09, tall * 0.13)
    one.box(-0.42, 0, 0.42, tall, one.wall)
    one.box(0.24, 0, 0.42, tall, clamp(one.wall * 0.88))
    one.box(-0.44, tall - 0.03, 0.44, tall + 0.02, _SNOW if one.canvas.is_snowy else clamp(one.wall * 1.04))
    one.door(-0.16, 0.15, 0.32)
    one.window(0.12, 0.2, 0.12, 0.16)
    one.window(0.12, tall * 0.66, 0.11, 0.14)


def _hut(one: _House) -> None:
    tall, pitch = one.built.tall, one.built.pitch
    one.box(-0.34, 0, 0.34, tall, one.wall)
    one.box(0.16, 0, 0.34, tall, clamp(one.wall * 0.86))
    for k in range(7):
        x, y = one.at(-0.28 + 0.093 * k, tall * 0.42)
        one.layer.circle(x, y, one.width * 0.02, "#f4e4c4" if k % 2 else one.built.trim)
    one.shape(((-0.09, 0), (0.09, 0), (0.09, tall * 0.7), (-0.09, tall * 0.7)), one.built.trim)
    one.tiled(((-0.52, tall - 0.08), (0.52, tall - 0.08), (0.04, tall + pitch), (-0.04, tall + pitch)))
    dark = clamp(one.roof * 0.8)
    for across in np.linspace(-0.46, 0.46, 9):
        one.line((float(across), tall - 0.08), (float(across) * 0.1, tall + pitch * 0.95), dark, 0.01)


def _stilts(one: _House) -> None:
    tall, pitch, deck = one.built.tall, one.built.pitch, 0.26
    for across in (-0.4, -0.14, 0.14, 0.4):
        one.line((across, 0), (across, deck), "#5a4028", 0.035)
    for k in range(4):
        one.line((-0.24, deck * k / 4), (-0.12, deck * k / 4), "#7a5a38", 0.02)
    one.box(-0.48, deck - 0.03, 0.48, deck + 0.02, "#7a5a38")
    one.box(-0.38, deck, 0.38, deck + tall, one.wall)
    for across in np.linspace(-0.36, 0.36, 12):
        one.line((float(across), deck), (float(across), deck + tall), clamp(one.wall * 0.85), 0.008)
    one.box(-0.12, deck, 0.04, deck + tall * 0.72, "#3f2c1c")
    one.window(0.22, deck + tall * 0.36, 0.14, tall * 0.3)
    top = deck + tall
    ridge = top + pitch * 0.8
    one.tiled(((-0.56, top - 0.06), (0.56, top - 0.06), (0.32, ridge), (-0.32, ridge)))
    dark = clamp(one.roof * 0.82)
    for across in np.linspace(-0.5, 0.5, 12):
        one.line((float(across), top - 0.05), (float(across) * 0.62, top + pitch * 0.76), dark, 0.008)


def _curved(one: _House) -> None:
    tall, pitch = one.built.tall, one.built.pitch
    one.box(-0.4, 0, 0.4, tall, one.wall)
    for across in (-0.4, -0.2, 0.0, 0.2, 0.4):
        one.line((across, 0), (across, tall), one.built.trim, 0.022)
    for up in (0.02, tall * 0.6, tall - 0.02):
        one.line((-0.4, up), (0.4, up), one.built.trim, 0.018)
    one.window(-0.3, tall * 0.24, 0.13, tall * 0.3)
    one.window(0.3, tall * 0.24, 0.13, tall * 0.3)
    one.box(-0.09, 0.02, 0.09, tall * 0.6, "#f2e8c8")
    swept = [(x, tall - 0.04 + 0.12 * abs(x / 0.6) ** 3) for x in np.linspace(-0.6, 0.6, 13)]
    one.tiled((*((float(x), float(y)) for x, y in swept), (0.36, tall + pitch), (-0.36, tall + pitch)))
    one.box(-0.4, tall + pitch - 0.01, 0.4, tall + pitch + 0.04, clamp(one.roof * 0.7))


_SHAPES: Final[Mapping[str, Callable[[_House], None]]] = {
    "gable": _gable,
    "tower": _tower,
    "cube": _cube,
    "hut": _hut,
    "stilts": _stilts,
    "curved": _curved,
}


def cottage(
    canvas: Canvas, region: str, spot: tuple[float, float], width: float, *, haze: float = 0.0
) -> None:
    """Set one house with the middle of its foot at `spot`; every call builds another."""
    buildings = village_buildings()
    built = buildings.get(region, buildings["usual"])
    house = _House(canvas, spot, width, built)
    _SHAPES[built.shape](house)
    canvas.lay(house.layer, haze=haze)
    box = Box(house.layer.left, house.layer.top, house.layer.width, house.layer.height)
    overgrow(canvas, house.layer.pixels[..., 3].astype(np.float32) / 255, box)
    if house.is_lit:
        canvas.shine(house.lights, 0.7 * (1 - haze))
    cover = house.layer.pixels[..., 3].astype(np.float32) * np.float32(0.4 * (1 - haze) / 255)
    rows, columns = canvas.clip(box)
    top, left = house.layer.top, house.layer.left
    inner = cover[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    if inner.size:
        canvas.keep_sharp(inner, rows, columns)
