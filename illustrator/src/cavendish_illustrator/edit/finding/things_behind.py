"""Finds what stands out from an even backdrop behind somebody: a flag, a model of a rocket, a chair."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.pixel_ops import Mask, blur, dilate, resize
from cavendish_illustrator.understanding.instructions.edit_instruction import Place

_SIDE: Final = 200
"""Long side of the copy that is looked at."""
_LIGHTNESS, _ALIKE = 0.7, 12.0
"""Weight of lightness in a distance in CIE Lab, and that up to which it is the backdrop."""
_LEAST_EVEN: Final = 0.36
"""Share of what is around the main object that has to be the backdrop."""
_LEAST: Final = 0.008
"""Of the picture: less is a spot on the backdrop."""
_GAP: Final = 0.045
"""Half the width of what a thing may lack between two of its parts, in the long side."""
_ROUNDS: Final = 6
_COLOURFUL: Final = 42.0
"""Vividness of the drawing of a colourful thing."""
_RIM: Final = 0.012
"""Width of what goes along with a thing's outline, in the long side."""


def things_behind(image: Field, matte: Field) -> list[Field]:
    """Cover of each thing before an even backdrop, the greatest first; none where it is not even."""
    height, width = matte.shape
    scale = min(1.0, _SIDE / max(height, width))
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    lab = blur(to_lab(resize(image, *small)), 1.0) * np.array([_LIGHTNESS, 1, 1], np.float32)
    around = dilate((resize(matte, *small) > 0.2).astype(np.float32), 2) < 0.5
    if around.mean() < 0.1:
        return []
    apart = _from_backdrop(lab, around)
    if float((apart[around] < _ALIKE).mean()) < _LEAST_EVEN:
        return []
    odd = _closed((apart > _ALIKE) & around, around)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(odd)
    order = sorted(range(1, count), key=lambda number: -int(stats[number, cv2.CC_STAT_AREA]))
    kept = [number for number in order if stats[number, cv2.CC_STAT_AREA] > _LEAST * odd.size]
    rim = max(2, round(_RIM * max(small)))
    return [_cover(labels == number, rim, (width, height)) for number in kept]


def _closed(odd: Mask, around: Mask) -> Field:
    """The things whole: a flag with its stripes that are as pale as the wall, and no specks."""
    opened = cv2.morphologyEx(odd.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    reach = max(1, round(_GAP * max(odd.shape)))
    padded = np.pad(opened, reach, mode="edge")
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, disc)[reach:-reach, reach:-reach]
    return np.ascontiguousarray(closed * around, np.uint8)


def _cover(part: Mask, rim: int, size: tuple[int, int]) -> Field:
    cover = resize(dilate(part.astype(np.float32), rim), *size, is_smooth=True)
    return np.asarray(smoothstep(0.3, 0.7, cover), np.float32)


def _from_backdrop(lab: Field, around: Mask) -> Field:
    """How far each pixel is from a smooth backdrop, the colour of most of the surroundings."""
    rows, columns = around.shape
    ys, xs = (axis.astype(np.float32) for axis in np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j])
    terms = np.stack([np.ones_like(xs), xs, ys], -1)
    alike = around & _commonest(lab, around)
    apart = np.full(around.shape, np.inf, np.float32)
    for _ in range(_ROUNDS):
        factors, *_ = np.linalg.lstsq(terms[alike], lab[alike], rcond=None)
        apart = np.sqrt(((lab - terms @ factors) ** 2).sum(-1)).astype(np.float32)
        alike = around & (apart < _ALIKE)
        if int(alike.sum()) < 50:
            break
    return apart


def _commonest(lab: Field, around: Mask) -> Mask:
    """The pixels of about the colour that most of those around have."""
    cells = np.floor(lab[around] / 9).astype(np.int64)
    names, counts = np.unique(cells, axis=0, return_counts=True)
    middle = (names[int(counts.argmax())] + 0.5) * 9
    return np.asarray(np.sqrt(((lab - middle.astype(np.float32)) ** 2).sum(-1)) < _ALIKE, np.bool_)


def likeliest(things: Sequence[Field], image: Field, sketch: Field | None, place: Place | None) -> Field:
    """The thing at the told side, else the one as colourful as a drawing of what is meant."""
    if place in (Place.LEFT, Place.RIGHT):
        sign = 1 if place is Place.LEFT else -1
        return min(things, key=lambda thing: sign * float(np.flatnonzero(thing.max(0) > 0.5).mean()))
    if sketch is None or len(things) == 1:
        return things[0]
    # Drawings have purer colours than photographs: only whether it is a colourful thing can be told.
    if _vividness(sketch[..., :3], sketch[..., 3]) < _COLOURFUL:
        return min(things, key=lambda thing: _vividness(image, thing))
    return max(things, key=lambda thing: _vividness(image, thing))


def _vividness(image: Field, cover: Field) -> float:
    """Mean distance from grey of what a cover shows, in CIE Lab."""
    seen = to_lab(image)[cover > 0.5]
    return float(np.hypot(seen[:, 1], seen[:, 2]).mean()) if len(seen) else 0.0
