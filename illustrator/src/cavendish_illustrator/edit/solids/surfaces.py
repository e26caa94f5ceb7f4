"""What bodies are covered with: crumb, chips of chocolate, seeds, stripes, a glaze that runs."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from cavendish_illustrator.painting.color import Field, smoothstep

_PRIMES: Final = np.array([73856093, 19349663, 83492791], np.int64)


def _hashed(cells: npt.NDArray[np.int64], salt: int) -> Field:
    """A number 0..1 for each cell of space, always the same."""
    mixed = (cells * _PRIMES).sum(-1) ^ (salt * 2654435761)
    mixed = (mixed ^ (mixed >> 13)) * 1274126177 & 0x7FFFFFFF
    return np.asarray(((mixed ^ (mixed >> 16)) & 0xFFFF) / 65535.0, np.float32)


def space_noise(p: Field, size: float, salt: int) -> Field:
    """Smooth noise 0..1 in space; `size` of its lumps in centimetres."""
    at = p / size
    cell = np.floor(at).astype(np.int64)
    share = at - cell
    share = share * share * (3 - 2 * share)
    total = np.zeros(len(p), np.float32)
    for corner in range(8):
        step = np.array([corner & 1, corner >> 1 & 1, corner >> 2])
        weight = np.where(step, share, 1 - share).prod(-1)
        total += weight * _hashed(cell + step, salt)
    return total


def _spots(p: Field, size: float, salt: int) -> Field:
    """Distance to the nearest of points strewn one a cell, in cells."""
    at = p / size
    cell = np.floor(at).astype(np.int64)
    nearest = np.full(len(p), 9.0, np.float32)
    for number in range(27):
        step = np.array([number % 3, number // 3 % 3, number // 9]) - 1
        there = cell + step
        spot = there + np.stack([_hashed(there, salt + axis) for axis in range(3)], -1)
        nearest = np.minimum(nearest, np.sqrt(((at - spot) ** 2).sum(-1)))
    return nearest


def _plain(p: Field, salt: int) -> tuple[Field, Field]:
    return 0 * p[:, 0], 0.1 * (space_noise(p, 0.5, salt) - 0.5)


def _crumb(p: Field, salt: int) -> tuple[Field, Field]:
    rough = 0.6 * space_noise(p, 0.35, salt) + 0.4 * space_noise(p, 0.14, salt + 7)
    return smoothstep(0.45, 0.9, space_noise(p, 0.9, salt + 3)), rough - 0.5


def _chips(p: Field, salt: int) -> tuple[Field, Field]:
    near = _spots(p * np.array([1, 0.35, 1], np.float32), 1.25, salt)
    rough = space_noise(p, 0.3, salt + 11) - 0.5
    chip = smoothstep(0.34, 0.27, near)
    return chip, np.asarray(rough * (1 - chip) + 0.5 * chip, np.float32)


def _seeds(p: Field, salt: int) -> tuple[Field, Field]:
    near = _spots(p, 0.62, salt)
    seed = smoothstep(0.2, 0.12, near)
    return seed, np.asarray(0.4 * smoothstep(0.1, 0.5, near) - 0.2, np.float32)


def _stripes(p: Field, salt: int) -> tuple[Field, Field]:
    turn = np.arctan2(p[:, 2], p[:, 0]) * 6 + 1.5 * space_noise(p, 2.0, salt)
    return np.asarray(0.5 + 0.5 * np.sin(turn), np.float32), 0 * turn


def _bands(p: Field, salt: int) -> tuple[Field, Field]:
    """Folds across a long body, as of a croissant."""
    fold = np.sin(2.6 * p[:, 0] + 0.9 * np.abs(p[:, 2]) + 0.8 * space_noise(p, 1.2, salt))
    rough = 0.3 * (space_noise(p, 0.25, salt + 5) - 0.5)
    return smoothstep(-0.2, -0.9, fold), np.asarray(rough + 0.55 * fold, np.float32)


def _glaze(p: Field, salt: int) -> tuple[Field, Field]:
    """Another colour above a wavy line a little above the middle."""
    edge = 0.25 * np.sin(3 * np.arctan2(p[:, 2], p[:, 0])) + 0.5 * (space_noise(p, 1.1, salt) - 0.5)
    over = smoothstep(-0.06, 0.06, p[:, 1] - edge)
    return over, np.asarray((1 - over) * (space_noise(p, 0.3, salt) - 0.5) + 0.5 * over, np.float32)


def _blush(p: Field, salt: int) -> tuple[Field, Field]:
    """The second colour in fine streaks and wide soft spots."""
    streak = space_noise(p * np.array([1, 0.12, 1], np.float32), 0.3, salt)
    wide = space_noise(p, 3.4, salt + 9)
    share = 0.85 * smoothstep(0.42, 0.85, 0.72 * wide + 0.28 * streak)
    return np.asarray(share, np.float32), 0.05 * (streak - 0.5)


def _wood(p: Field, salt: int) -> tuple[Field, Field]:
    line = space_noise(p * np.array([0.12, 1, 1], np.float32), 0.22, salt)
    return smoothstep(0.5, 0.85, line), 0.2 * (line - 0.5)


def _pores(p: Field, salt: int) -> tuple[Field, Field]:
    near = _spots(p, 0.3, salt)
    return 0 * near, np.asarray(0.35 * smoothstep(0.1, 0.5, near), np.float32)


def _fur(p: Field, salt: int) -> tuple[Field, Field]:
    lock = space_noise(p * np.array([1.6, 0.45, 1.6], np.float32), 0.22, salt)
    wide = space_noise(p, 1.6, salt + 3)
    return np.asarray(smoothstep(0.45, 0.8, wide), np.float32), np.asarray(1.3 * (lock - 0.5), np.float32)


def _weave(p: Field, salt: int) -> tuple[Field, Field]:
    turn = np.arctan2(p[:, 2], p[:, 0])
    over = np.sin(34 * turn) * np.sin(4.2 * p[:, 1] + np.pi * np.round(34 * turn / np.pi))
    return smoothstep(0.1, -0.7, over), np.asarray(0.5 * over + 0.1 * (space_noise(p, 0.3, salt) - 0.5), "f4")


def _pages(p: Field, salt: int) -> tuple[Field, Field]:
    line = space_noise(p * np.array([0.1, 6, 0.1], np.float32), 0.5, salt)
    return smoothstep(0.4, 0.7, line), line - 0.5


def _ribs(p: Field, _salt: int) -> tuple[Field, Field]:
    rib = np.cos(11 * np.arctan2(p[:, 2], p[:, 0]))
    return smoothstep(0.0, -0.9, rib), np.asarray(0.5 * rib, np.float32)


def _drupes(p: Field, salt: int) -> tuple[Field, Field]:
    near = _spots(p, 0.5, salt)
    return smoothstep(0.35, 0.6, near), np.asarray(0.5 - near, np.float32)


def _dots(p: Field, salt: int) -> tuple[Field, Field]:
    dot = smoothstep(0.36, 0.3, _spots(p, 1.5, salt))
    return dot, np.asarray(0.5 * dot, np.float32)


def _holes(p: Field, salt: int) -> tuple[Field, Field]:
    near = _spots(p, 1.9, salt)
    hole = smoothstep(0.34, 0.28, near)
    return hole, np.asarray(-smoothstep(0.36, 0.1, near), np.float32)


def _slashes(p: Field, salt: int) -> tuple[Field, Field]:
    slash = np.sin(1.15 * p[:, 0] + 0.5 * p[:, 2]) * smoothstep(0.5, 2.5, p[:, 1])
    open_ = smoothstep(0.55, 0.8, slash)
    return open_, np.asarray(0.3 * (space_noise(p, 0.3, salt) - 0.5) - 0.4 * open_, np.float32)


def _strands(p: Field, salt: int) -> tuple[Field, Field]:
    """Strands wound in lumps, each lump its own way."""
    lump = np.floor(3 * space_noise(p, 3.2, salt))
    way = p[:, 0] * np.cos(lump * 1.9) + p[:, 1] * np.sin(lump * 1.9 + 0.4) + 0.5 * p[:, 2] * np.cos(lump)
    strand = np.sin(9 * way)
    return smoothstep(0.0, -0.8, strand), np.asarray(0.4 * strand, np.float32)


_FACES: Final = (1 + 5**0.5) / 2
_PATCHES: Final = np.array(
    [way for a in (1, -1) for b in (_FACES, -_FACES) for way in ((0.0, a, b), (a, b, 0.0), (b, 0.0, a))],
    np.float32,
) / np.float32((1 + _FACES**2) ** 0.5)


def _patches(p: Field, _salt: int) -> tuple[Field, Field]:
    """Twelve dark pentagons on a ball."""
    way = p / np.maximum(np.sqrt((p * p).sum(-1, keepdims=True)), 1e-6)
    return smoothstep(0.93, 0.94, (way @ _PATCHES.T).max(-1)), 0 * p[:, 0]


def _spines(p: Field, salt: int) -> tuple[Field, Field]:
    near = _spots(p * np.array([1, 0.5, 1], np.float32), 0.75, salt)
    spine = smoothstep(0.5, 0.1, near)
    return np.asarray(0.9 * spine, np.float32), np.asarray(spine - 0.5, np.float32)


def _ladybird(p: Field, _salt: int) -> tuple[Field, Field]:
    """A line along the back and three dots at each side of it."""
    across, along = np.abs(p[:, 0]), p[:, 2]
    dots = np.minimum.reduce([np.hypot(across - 0.62, along - at) for at in (-0.7, 0.1, 0.85)])
    dark = np.maximum(smoothstep(0.27, 0.22, dots), smoothstep(0.06, 0.03, across))
    return np.asarray(dark, np.float32), 0 * across


def _rings(p: Field, salt: int) -> tuple[Field, Field]:
    """Bands along the third axis."""
    return smoothstep(0.0, 0.25, np.sin(6.2 * p[:, 2])), 0.4 * (space_noise(p, 0.1, salt) - 0.5)


def _wing(p: Field, _salt: int) -> tuple[Field, Field]:
    """A dark rim and veins that run out to it."""
    rim = smoothstep(0.72, 0.86, np.hypot(p[:, 0] / 2.0, p[:, 2] / 1.35))
    vein = smoothstep(0.93, 0.98, np.abs(np.cos(5 * np.arctan2(p[:, 2], np.abs(p[:, 0]) + 0.6))))
    return np.asarray(np.maximum(rim, 0.8 * vein), np.float32), 0 * rim


def _gores(p: Field, _salt: int) -> tuple[Field, Field]:
    """Strips of cloth from the top down."""
    strip = np.cos(8 * np.arctan2(p[:, 2], p[:, 0]))
    return smoothstep(-0.1, 0.1, strip), np.asarray(0.5 * np.abs(strip), np.float32)


SURFACES: Final[Mapping[str, Callable[[Field, int], tuple[Field, Field]]]] = {
    "plain": _plain,
    "crumb": _crumb,
    "chips": _chips,
    "seeds": _seeds,
    "stripes": _stripes,
    "bands": _bands,
    "glaze": _glaze,
    "blush": _blush,
    "wood": _wood,
    "pores": _pores,
    "fur": _fur,
    "weave": _weave,
    "pages": _pages,
    "ribs": _ribs,
    "drupes": _drupes,
    "dots": _dots,
    "holes": _holes,
    "slashes": _slashes,
    "strands": _strands,
    "patches": _patches,
    "spines": _spines,
    "ladybird": _ladybird,
    "rings": _rings,
    "wing": _wing,
    "gores": _gores,
}
"""Share of a second colour and height -0.5..0.5, at points of a body in its own centimetres."""
