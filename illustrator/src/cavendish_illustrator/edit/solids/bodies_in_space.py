"""Bodies as they are described: parts with a shape, a place, colours and a surface."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.edit.solids.distance_fields import SHAPES, smoothly
from cavendish_illustrator.edit.solids.surfaces import SURFACES
from cavendish_illustrator.painting.color import Field, rgb

Index = npt.NDArray[np.int64]
_NOWHERE: Final = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One shape of a body. Turns are degrees about the x, y and z axis, the last first."""

    shape: str
    sizes: Sequence[float]
    at: Sequence[float] = _NOWHERE
    turn: Sequence[float] = _NOWHERE
    color: str = "#cccccc"
    second: str = "#ffffff"
    surface: str = "plain"
    bump: float = 0.05
    """Height of the surface's unevenness, in centimetres."""
    gloss: float = 0.12
    clear: float = 0.0
    """How far one sees through it."""
    blend: float = 0.0
    """Centimetres over which it grows out of the parts before it."""
    ring: int = 1
    """So many of it around the upright axis."""
    is_dyed: bool = True
    """Whether a colour that is asked for is this part's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A thing that stands on the ground at height 0, its middle above the origin."""

    parts: tuple[Part, ...]
    radius: float
    """Of all of it around the axis."""
    tall: float
    holds: str = ""
    """`flat` on a plate, `heap` in a bowl, `stems` in a vase; nothing for what holds nothing."""
    room: float = 0.0
    """Radius of what holds things."""
    level: float = 0.0
    """Height at which they lie."""


@cache
def _table() -> dict[str, Any]:
    return read_table("edit/solids/bodies_in_space.toml")


@cache
def find_body(concept: str) -> Body | None:
    """The body of a concept, or None where nobody has described one."""
    table = _table()
    facts = table["bodies"].get(table["alike"].get(concept, concept))
    if facts is None:
        return None
    own = dict(facts)
    parts = tuple(
        Part(**{**row, "sizes": tuple(smoothly(row["shape"], row["sizes"]))}) for row in own.pop("parts")
    )
    return Body(parts=parts, **own)


def dyed_body(body: Body, color: str | None) -> Body:
    """The body with its main colour exchanged."""
    if color is None:
        return body
    parts = tuple(replace(part, color=color) if part.is_dyed else part for part in body.parts)
    return replace(body, parts=parts)


def turning(turn: Sequence[float]) -> Field:
    """The matrix of turns about z, then x, then y."""
    x, y, z = (float(np.deg2rad(value)) for value in turn)
    about_x = np.array([[1.0, 0, 0], [0, np.cos(x), -np.sin(x)], [0, np.sin(x), np.cos(x)]])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_z = np.array([[np.cos(z), -np.sin(z), 0], [np.sin(z), np.cos(z), 0], [0, 0, 1]])
    return np.asarray(about_y @ about_x @ about_z, np.float32)


@dataclass(frozen=True, slots=True)
class Placed:
    """A body somewhere in space, ready to be measured."""

    body: Body
    at: Field
    turned: Field
    scale: float
    salt: int

    def inside(self, p: Field) -> Field:
        """Points of space in the body's own centimetres."""
        return np.asarray((p - self.at) @ self.turned / self.scale, np.float32)

    def distance(self, p: Field) -> Field:
        own = self.inside(p)
        best = np.full(len(p), np.inf, np.float32)
        for part, matrix in zip(self.body.parts, _matrices(self.body), strict=True):
            best = _joined(best, _part_distance(part, matrix, own), part.blend)
        return best * self.scale

    def nearest(self, p: Field) -> Index:
        """Number of the part whose surface is next to each point."""
        own = self.inside(p)
        pairs = zip(self.body.parts, _matrices(self.body), strict=True)
        apart = np.stack([_part_distance(part, matrix, own) for part, matrix in pairs])
        return np.asarray(apart.argmin(0), np.int64)

    def heights(self, p: Field, nearest: Index) -> Field:
        """Unevenness of the nearest parts' surfaces, in centimetres."""
        own = self.inside(p)
        found = np.zeros(len(p), np.float32)
        for number, (part, matrix) in enumerate(zip(self.body.parts, _matrices(self.body), strict=True)):
            chosen = np.flatnonzero(nearest == number)
            if len(chosen) and part.bump > 0 and part.surface != "plain":
                local = _local(part, matrix, own[chosen])
                found[chosen] = part.bump * SURFACES[part.surface](local, self.salt + number)[1]
        return found * self.scale

    def looks(self, p: Field) -> tuple[Field, Field, Field]:
        """Colour, gloss and clearness at points of the surface."""
        own = self.inside(p)
        before = np.full(len(p), np.inf, np.float32)
        looks = np.zeros((len(p), 5), np.float32)
        for number, (part, matrix) in enumerate(zip(self.body.parts, _matrices(self.body), strict=True)):
            local = _local(part, matrix, own)
            apart = SHAPES[part.shape](local, part.sizes)
            share = _share(before, apart, part.blend)
            chosen = np.flatnonzero(share > 0)
            if len(chosen):
                second = SURFACES[part.surface](local[chosen], self.salt + number)[0][:, None]
                color = rgb(part.color) + second * (rgb(part.second) - rgb(part.color))
                facts = np.tile(np.array([part.gloss, part.clear], np.float32), (len(chosen), 1))
                here = np.concatenate([color, facts], -1)
                looks[chosen] += share[chosen, None] * (here - looks[chosen])
            before = np.minimum(before, apart)
        return looks[:, :3], looks[:, 3], looks[:, 4]


@cache
def _matrices_of(turns: tuple[tuple[float, ...], ...]) -> tuple[Field, ...]:
    return tuple(turning(turn) for turn in turns)


def _matrices(body: Body) -> tuple[Field, ...]:
    return _matrices_of(tuple(tuple(part.turn) for part in body.parts))


def _local(part: Part, matrix: Field, own: Field) -> Field:
    """Points as seen from the part, or from that of a ring of parts which is next to them."""
    if part.ring > 1:
        own = _folded(part, own)
    return np.asarray((own - np.asarray(part.at, np.float32)) @ matrix, np.float32)


def _folded(part: Part, own: Field) -> Field:
    step = 2 * np.pi / part.ring
    start = np.arctan2(part.at[2], part.at[0])
    turn = step * np.round((np.arctan2(own[:, 2], own[:, 0]) - start) / step)
    cos, sin = np.cos(turn), np.sin(turn)
    across, deep = cos * own[:, 0] + sin * own[:, 2], cos * own[:, 2] - sin * own[:, 0]
    return np.asarray(np.stack([across, own[:, 1], deep], -1), np.float32)


def _part_distance(part: Part, matrix: Field, own: Field) -> Field:
    return SHAPES[part.shape](_local(part, matrix, own), part.sizes)


def _joined(a: Field, b: Field, blend: float) -> Field:
    if blend <= 0:
        return np.minimum(a, b)
    near = np.maximum(blend - np.abs(a - b), 0) / blend
    return np.asarray(np.minimum(a, b) - np.where(np.isfinite(a), near * near * blend / 4, 0), np.float32)


def _share(before: Field, new: Field, blend: float) -> Field:
    """How much of the look is the new part's."""
    width = max(blend * 0.5, 0.02)
    apart = np.where(np.isfinite(before), before - new, 9.0)
    return np.asarray(np.clip(0.5 + apart / (2 * width), 0, 1), np.float32)
