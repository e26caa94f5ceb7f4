"""Finds where a thing stands beside the main object: on its ground, at the asked side, well seen."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.cup_contents import find_drink
from cavendish_illustrator.edit.finding.photograph import Extent, extent_of
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.setting import Setting
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.color import Field, luminance, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, resize
from cavendish_illustrator.understanding.instructions.edit_instruction import Place

_SIDE: Final = 192
"""Long side of the copy on which places are tried."""
_LEAST, _USUAL, _MOST = 0.2, 0.3, 0.46
"""Size of a thing (the root of its area) in the picture's short side."""
_TALLEST: Final = 0.5
_SMALL_M: Final = 0.16
"""Size of what is as large as usual."""
_SMALLER: Final = (1.0, 0.86, 0.74, 0.62)
"""Sizes that are tried one after the other where the larger has no room."""
_LOSS: Final = 0.35
_HIDDEN: Final = 0.1
"""Part of a thing's box that may lie over the main object before it is made smaller."""
_SAME_GROUND: Final = 11.0
"""Difference in CIE Lab up to which what lies over an object is the ground that lies below it."""
_SEEN_FROM_ABOVE: Final = 0.86
"""Where things stand beside what is seen from above, in its height."""


def is_seen_from_above(image: Field, matte: Field) -> bool:
    """Whether the ground fills the photograph up to its upper edge, as a table does from above."""
    weight = 1 - np.clip(matte, 0, 1)
    lab = to_lab(resize(image, 64, 64))
    free = resize(np.asarray(weight, np.float32), 64, 64)
    upper, lower = (
        (lab[part] * free[part][..., None]).sum((0, 1)) / max(float(free[part].sum()), 1e-3)
        for part in (np.s_[:20], np.s_[44:])
    )
    if find_drink(image, matte) is not None:
        return True  # nobody sees into a cup from its side
    has_both = min(float(free[:20].mean()), float(free[44:].mean())) > 0.12
    return has_both and float(np.linalg.norm(upper - lower)) < _SAME_GROUND


def size_beside(concept: str, anchor: str | None, aspect: float, picture: WorkingPicture) -> float:
    """Height in pixels: against what it stands beside if that is known, else so that it is well seen."""
    short = min(picture.size)
    real = max(0.02, real_height(concept))
    share = float(np.clip(_USUAL * (real / _SMALL_M) ** 0.22, _LEAST, _MOST))
    usual = min(share * short / float(np.sqrt(aspect)), _TALLEST * picture.size[1])
    if anchor is None or not picture.has_object:
        return usual
    tall = extent_of(picture.matte).height * real / max(0.03, real_height(anchor))
    return float(np.clip(tall, 0.75 * usual, 1.15 * usual))


def beside_object(picture: WorkingPicture, tall: float, aspect: float, side: Place | None) -> Setting:
    """The best place for a thing of this height beside the main object, smaller where there is no room."""
    tried: list[tuple[float, Setting]] = []
    for smaller in _SMALLER:
        cost, setting, hidden = _tried(picture, tall * smaller, aspect, side)
        tried.append((cost + _LOSS * (1 - smaller), setting))
        if hidden < _HIDDEN:
            break
    return min(tried, key=lambda one: one[0])[1]


def _level(picture: WorkingPicture, extent: Extent) -> tuple[float, bool]:
    """The row on which a thing beside the object would stand, and whether a higher one will do as well."""
    height = picture.size[1]
    if not picture.has_object:
        return 0.86 * height, False
    if is_seen_from_above(picture.rgb, picture.matte):
        return min(extent.top + _SEEN_FROM_ABOVE * extent.height, 0.94 * height), True
    return float(np.clip(extent.bottom + 0.01 * height, 0.5 * height, 0.95 * height)), False


def _tried(
    picture: WorkingPicture, tall: float, aspect: float, side: Place | None
) -> tuple[float, Setting, float]:
    """The cheapest place for one size, its cost, and how much of it would lie over the object."""
    width, height = picture.size
    scale = min(1.0, _SIDE / max(width, height))
    small = (max(16, round(width * scale)), max(16, round(height * scale)))
    wide_s, tall_s = max(2, round(tall * aspect * scale)), max(2, round(tall * scale))
    matte = resize(picture.body, *small)
    extent = extent_of(picture.matte)
    rows, columns = np.mgrid[: small[1], : small[0]].astype(np.float32)
    hidden = _mean_over(matte, wide_s, tall_s)
    tone = luminance(resize(picture.rgb, *small))
    unrest = _mean_over(blur(np.abs(tone - blur(tone, 2.0)), 1.0), wide_s, tall_s)
    bottom = rows + tall_s / 2
    level, is_free = _level(picture, extent)
    off = (bottom - level * scale) / small[1]
    # On a table seen from above a thing may lie farther away; on the ground it never hangs in the air.
    over = np.maximum(-off, 0) * (2.6 if is_free else 12.0) + np.maximum(off, 0) * 0.9
    cost = 2.0 * hidden + 1.5 * unrest + over
    cost += 2.0 * (_faces_near(picture, small, scale, (wide_s, tall_s)))
    cost += 0.5 * _far_from(extent, columns, wide_s, scale) / small[0]
    cost += _on_wrong_side(extent, columns, side, scale)
    margin_x, margin_y = 0.53 * wide_s, 0.5 * tall_s
    is_out = (columns < margin_x) | (columns > small[0] - 1 - margin_x)
    is_out |= (rows < margin_y) | (bottom > 0.975 * small[1])
    cost = np.where(is_out, cost + 50, cost)
    row, column = np.unravel_index(int(cost.argmin()), cost.shape)
    setting = Setting(
        x=(column + 0.5) / scale, bottom=min((row + 0.5 + tall_s / 2) / scale, 0.985 * height), height=tall
    )
    return float(cost[row, column]), setting, float(hidden[row, column])


def _mean_over(x: Field, wide: int, tall: int) -> Field:
    return np.asarray(
        cv2.blur(np.ascontiguousarray(x, np.float32), (wide, tall), borderType=cv2.BORDER_REPLICATE)
    )


def _faces_near(picture: WorkingPicture, small: tuple[int, int], scale: float, box: tuple[int, int]) -> Field:
    cover = np.zeros((small[1], small[0]), np.float32)
    for face in find_faces(picture.rgb):
        reach = 0.8 * face.side * scale
        y, x = face.y * scale, face.x * scale
        cover[max(0, int(y - reach)) : int(y + reach), max(0, int(x - reach)) : int(x + reach)] = 1
    return smoothstep(0.0, 0.1, _mean_over(cover, *box))


def _far_from(extent: Extent, columns: Field, wide: int, scale: float) -> Field:
    """Gap between a thing and the object's sides, in pixels of the copy."""
    left, right = extent.left * scale, extent.right * scale
    beyond = np.maximum(left - (columns + wide / 2), (columns - wide / 2) - right)
    return np.asarray(np.maximum(beyond, 0), np.float32)


def _on_wrong_side(extent: Extent, columns: Field, side: Place | None, scale: float) -> Field:
    """The cost of what is not left or right of the object's middle, where that was asked for."""
    middle = (extent.left + extent.right) / 2 * scale
    if side in (Place.LEFT, Place.TOP_LEFT, Place.BOTTOM_LEFT):
        return np.asarray(3.0 * (columns > 0.75 * middle), np.float32)
    if side in (Place.RIGHT, Place.TOP_RIGHT, Place.BOTTOM_RIGHT):
        width = columns.shape[1]
        return np.asarray(3.0 * (columns < middle + 0.25 * (width - middle)), np.float32)
    return np.zeros_like(columns)
