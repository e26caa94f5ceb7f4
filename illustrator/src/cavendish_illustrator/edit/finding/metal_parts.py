"""Finds a spoon or another small thing of bare metal in front of the main object."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from cavendish_illustrator.edit.finding.cup_contents import find_drink
from cavendish_illustrator.edit.finding.photograph import Extent
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize

CUTLERY: Final = frozenset({"spoon", "fork", "knife", "fork-and-knife", "kitchen-knife", "tea-spoon"})
_SIDE: Final = 320
_GREY: Final = 30.0
"""Chroma in CIE Lab up to which it is bare metal that mirrors coloured things."""
_LIVELY: Final = 11.0
"""Least unevenness of its lightness: metal mirrors light and dark side by side."""
Mask = npt.NDArray[np.uint8]
_RIM: Final = 0.01
_BROAD: Final = 11
"""Width of what is broad in it, in pixels of the copy."""
_LEAST, _MOST = 0.004, 0.12
"""Area of such a thing, in the main object's."""


def _metal(picture: WorkingPicture) -> tuple[Mask, int, float]:
    """Where bare metal is seen on a small copy, the main object's area there and the copy's scale."""
    height, width = picture.matte.shape
    scale = min(1.0, _SIDE / max(height, width))
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    lab, thing = to_lab(resize(picture.rgb, *small)), resize(picture.matte, *small) > 0.5
    lightness = np.ascontiguousarray(lab[..., 0])
    uneven = np.sqrt(np.maximum(blur(lightness**2, 3) - blur(lightness, 3) ** 2, 0))
    metal = (np.hypot(lab[..., 1], lab[..., 2]) < _GREY) & (uneven > _LIVELY) & thing
    drink = find_drink(picture.rgb, picture.matte)
    if drink is not None:  # a cup's rim mirrors light as well
        rim = dilate((resize(drink, *small) > 0.3).astype(np.float32), round(0.05 * small[0]))
        metal &= rim < 0.5
    closed = cv2.morphologyEx(metal.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    return np.asarray(closed, np.uint8), max(1, int(thing.sum())), scale


def metal_cover(picture: WorkingPicture) -> Field:
    """Cover of all bare metal with a rim around it."""
    metal, _, _ = _metal(picture)
    cover = resize(metal.astype(np.float32), picture.matte.shape[1], picture.matte.shape[0])
    return dilate((cover > 0.3).astype(np.float32), max(1, round(_RIM * min(picture.size))))


def find_metal_part(picture: WorkingPicture) -> Extent | None:
    """The box of the likeliest piece of metal, or None; of a spoon that is its bowl."""
    closed, area, scale = _metal(picture)
    bowl = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((_BROAD, _BROAD), np.uint8))
    if bowl.sum() > _LEAST * area:
        closed = np.asarray(bowl, np.uint8)  # the handle may run across another thing
    _, _, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    pieces = [box for box in boxes[1:] if _LEAST * area < box[cv2.CC_STAT_AREA] < _MOST * area]
    if not pieces:
        return None
    left, top, wide, tall, _ = (int(v) for v in max(pieces, key=lambda box: int(box[cv2.CC_STAT_AREA])))
    return Extent(*(round(v / scale) for v in (left, top, left + wide, top + tall)))
