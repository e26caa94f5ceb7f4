"""Finds a spoon or another small thing of bare metal in front of the main object."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.cup_contents import find_drink
from cavendish_illustrator.edit.photograph import Extent
from cavendish_illustrator.edit.recolouring import to_lab
from cavendish_illustrator.edit.working_picture import WorkingPicture
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize

CUTLERY: Final = frozenset({"spoon", "fork", "knife", "fork-and-knife", "kitchen-knife", "tea-spoon"})
_SIDE: Final = 320
_GREY: Final = 30.0
"""Chroma in CIE Lab up to which it is bare metal that mirrors coloured things."""
_LIVELY: Final = 11.0
"""Least unevenness of its lightness: metal mirrors light and dark side by side."""
_LEAST, _MOST = 0.004, 0.12
"""Area of such a thing, in the main object's."""


def find_metal_part(picture: WorkingPicture) -> Extent | None:
    """The box of the likeliest piece of metal, or None."""
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
    _, _, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    area = max(1, int(thing.sum()))
    pieces = [box for box in boxes[1:] if _LEAST * area < box[cv2.CC_STAT_AREA] < _MOST * area]
    if not pieces:
        return None
    left, top, wide, tall, _ = (int(v) for v in max(pieces, key=lambda box: int(box[cv2.CC_STAT_AREA])))
    return Extent(*(round(v / scale) for v in (left, top, left + wide, top + tall)))
