"""Composes the two or three parts of a mark into one: crossed, before one another, or small on great."""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over, trim
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.design_parts.curled_mark import curled_body, is_curled
from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.painting.pixel_ops import rotate
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.staging.emblem_parts import fit_within, outlined, side_by_side
from cavendish_illustrator.vocabulary.concept_classes import is_animal
from cavendish_illustrator.vocabulary.tokens import fold

_CROSSED: Final = (
    "cross", "skrzyz", "gekreuzt", "cruzad", "croise", "incroci", "gekruis", "схрещ", "zkriz", "prekriz",
)  # fmt: skip
_WIDE: Final = frozenset({"mountain-peaks", "rainbow"})
"""What stands behind in the middle; sun and moon are aside."""
_GAP: Final = 0.022
_SEEN: Final = 0.5
_LONG: Final = 2.2
"""How much more a long thing spreads along its length than across."""
_TURN: Final = 43.0
_PLAINLY: Final = 1.5
"""So much more a pair must fill one over the other, for else it stands side by side."""
_FLAT: Final = 1.5
_SQUARE: Final = (0.62, 1.6)
"""Two things of about these shapes fill a badge best aslant, the second before the first."""
_APART: Final = 0.04
_UNEQUAL: Final = (0.75, 1.33)


class _Part(NamedTuple):
    """A cut-out's middle and size in parts of the mark's side, from back to front."""

    pixels: Field
    x: float
    y: float
    wide: float
    tall: float


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {name: frozenset(str(row).split()) for name, row in read_table("designs/mark_parts.toml").items()}


def composed_mark(spec: PictureSpec, names: Sequence[str], cutouts: Sequence[Field], side: int) -> Field:
    """One cut-out of all parts on a square of that side, each set off from what is behind it by a gap."""
    parts = _parts(spec, names, cutouts)
    if parts is None:
        return side_by_side(cutouts)
    mark = np.zeros((side, side, 4), np.float32)
    for part in parts:
        piece = fit_within(part.pixels, part.tall * side, part.wide * side)
        layer = np.zeros_like(mark)
        left, top = round(part.x * side - piece.shape[1] / 2), round(part.y * side - piece.shape[0] / 2)
        lay_over(layer, piece, left, top)
        mark[..., 3] *= 1 - outlined(layer[..., 3], side * _GAP)
        lay_over(mark, piece, left, top)
    return trim(mark)


def _parts(spec: PictureSpec, names: Sequence[str], cutouts: Sequence[Field]) -> list[_Part] | None:
    shown = list(dict.fromkeys(names))
    if len(shown) != len(cutouts) or len(cutouts) < 2:
        return None
    if len(cutouts) == 2:
        return _pair(spec, shown, cutouts)
    first, left, right = cutouts[:3]
    feet = [_Part(left, 0.25, 0.7, 0.5, 0.5), _Part(right, 0.75, 0.7, 0.5, 0.5)]
    return [*feet, _Part(first, 0.5, 0.33, 0.6, 0.6)]


def _pair(spec: PictureSpec, names: list[str], cutouts: Sequence[Field]) -> list[_Part]:
    one, other = cutouts
    if is_curled(spec):
        head, held = (one, other) if is_animal(names[0]) else (other, one)
        body = _Part(curled_body(head), 0.5, 0.5, 1, 1)
        return [_Part(held, 0.53, 0.48, 0.44, 0.44), body, _Part(head, 0.2, 0.36, 0.42, 0.42)]
    is_said = any(stem in fold(spec.prompt) for stem in _CROSSED)
    if (is_said or _kinds()["crossed"].issuperset(names)) and _is_long(one) and _is_long(other):
        return [_Part(_leaning(other, -_TURN), 0.5, 0.5, 1, 1), _Part(_leaning(one, _TURN), 0.5, 0.5, 1, 1)]
    if set(names) <= _kinds()["behind"] and not _WIDE.isdisjoint(names):
        land = next(k for k, name in enumerate(names) if name in _WIDE)
        return [_Part(cutouts[1 - land], 0.7, 0.3, 0.5, 0.5), _Part(cutouts[land], 0.48, 0.62, 0.92, 0.7)]
    for kind in ("behind", "below", "atop", "small"):
        for small, great in ((1, 0), (0, 1)):
            if names[small] in _kinds()[kind] and names[great] not in _kinds()[kind]:
                return _around(kind, names[small], cutouts[great], cutouts[small])
    return _balanced(one, other)


def _balanced(one: Field, other: Field) -> list[_Part]:
    """Two of one rank: a flat one under the other, two as wide as tall aslant, else side by side."""
    for flat, upright in ((other, one), (one, other)):
        if flat.shape[1] > _FLAT * flat.shape[0] and upright.shape[1] <= _FLAT * upright.shape[0]:
            return [_Part(upright, 0.5, 0.33, 0.7, 0.64), _Part(flat, 0.5, 0.83, 0.8, 0.32)]
    beside, over = _in_line(one, other, is_upright=False), _in_line(one, other, is_upright=True)
    covered = [sum(part.wide * part.tall for part in parts) for parts in (beside, over)]
    if covered[1] > covered[0] * _PLAINLY:
        return over
    are_square = all(_SQUARE[0] < piece.shape[1] / piece.shape[0] < _SQUARE[1] for piece in (one, other))
    return [_Part(one, 0.35, 0.37, 0.7, 0.7), _Part(other, 0.69, 0.69, 0.62, 0.62)] if are_square else beside


def _in_line(one: Field, other: Field, *, is_upright: bool) -> list[_Part]:
    """Two of about the same area in a row on one foot, or one over the other, as large as they fit."""
    pieces = (one, other)
    shapes = [piece.shape[1] / piece.shape[0] for piece in pieces]
    areas = [
        float((piece[..., 3] > _SEEN).mean()) * shape for piece, shape in zip(pieces, shapes, strict=True)
    ]
    ratio = float(np.clip((areas[0] / max(areas[1], 1e-3)) ** 0.5, *_UNEQUAL))
    talls = [1 / max(1.0, ratio), min(1.0, ratio)]
    wides = [tall * shape for tall, shape in zip(talls, shapes, strict=True)]
    run, across = (talls, wides) if is_upright else (wides, talls)
    scale = min((1 - _APART) / sum(run), 1 / max(across))
    at, parts = 0.5 - (sum(run) * scale + _APART) / 2, []
    for piece, tall, wide, length in zip(pieces, talls, wides, run, strict=True):
        middle = at + length * scale / 2
        foot = 0.5 + max(talls) * scale / 2 - tall * scale / 2
        x, y = (0.5, middle) if is_upright else (middle, foot)
        parts.append(_Part(piece, x, y, wide * scale, tall * scale))
        at += length * scale + _APART
    return parts


def _around(kind: str, name: str, main: Field, sign: Field) -> list[_Part]:
    """The main part and the sign that belongs behind, under or on it, or small beside it."""
    match kind:
        case "behind" if name in _WIDE:
            return [_Part(sign, 0.5, 0.36, 1, 0.72), _Part(main, 0.5, 0.66, 0.66, 0.62)]
        case "behind":
            return [_Part(sign, 0.63, 0.33, 0.66, 0.66), _Part(main, 0.42, 0.66, 0.66, 0.62)]
        case "below":
            return [_Part(main, 0.5, 0.36, 0.72, 0.7), _Part(sign, 0.5, 0.78, 1, 0.42)]
        case "atop":
            return [_Part(main, 0.5, 0.64, 0.78, 0.7), _Part(sign, 0.5, 0.17, 0.56, 0.34)]
        case _:
            return [_Part(main, 0.45, 0.46, 0.88, 0.88), _Part(sign, 0.78, 0.77, 0.42, 0.42)]


def _length(piece: Field) -> tuple[float, float]:
    """How much more a piece spreads along its length than across, and the length's angle from upright."""
    rows, columns = np.nonzero(piece[..., 3] > _SEEN)
    if rows.size < 3:
        return 1.0, 0.0
    values, vectors = np.linalg.eigh(np.cov(np.stack([columns, -rows]).astype(np.float64)))
    angle = float(np.degrees(np.arctan2(vectors[0, 1], vectors[1, 1])))
    return float(values[1] / max(values[0], 1e-6)), angle


def _is_long(piece: Field) -> bool:
    return _length(piece)[0] >= _LONG


def _leaning(piece: Field, wanted: float) -> Field:
    """A long thing turned so that its length lies at that angle to the right of upright."""
    turn = (_length(piece)[1] - wanted + 90) % 180 - 90
    flat = np.concatenate([piece[..., :3] * piece[..., 3:], piece[..., 3:]], -1)
    turned = rotate(flat, turn)
    turned[..., :3] /= np.maximum(turned[..., 3:], 1e-4)
    return trim(clamp(turned))
