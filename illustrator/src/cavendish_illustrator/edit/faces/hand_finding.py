"""Finds a hand of the person in a photograph: skin that is no face."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.faces.skin_tones import paler_than_cloth, skin_cover
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.pixel_ops import resize

_SIDE: Final = 320
_SAME_SKIN: Final = 22.0
"""Distance in CIE Lab, lightness counting a third, of a hand from the face."""
_LONGEST, _FULL = 2.8, 0.4
"""Length of a hand in its width, and the least part of its box that it fills: straps are longer."""
_LEAST, _MOST = 0.08, 1.6
"""Area of a hand or forearm in the face's."""


def find_hand(picture: WorkingPicture) -> tuple[float, float] | None:
    """Middle of the largest bare hand below the greatest face, or None."""
    faces = find_faces(picture.rgb)
    if not faces:
        return None
    face = max(faces, key=lambda one: one.side)
    rows, columns = picture.matte.shape
    scale = min(1.0, _SIDE / max(rows, columns))
    small = (max(8, round(columns * scale)), max(8, round(rows * scale)))
    ys, xs = np.ogrid[: small[1], : small[0]]
    seen, matte = resize(picture.rgb, *small), resize(picture.matte, *small)
    below = matte * (ys > (face.y + 1.2 * face.side) * scale)
    bare = skin_cover(seen) * matte * paler_than_cloth(seen, np.asarray(below, np.float32))
    for one in faces:
        away = np.hypot(
            (xs - one.x * scale) / (0.8 * one.side * scale), (ys - one.y * scale) / (one.side * scale)
        )
        bare = bare * smoothstep(0.95, 1.15, np.asarray(away, np.float32))
    bare[: max(0, int((face.y + 0.8 * face.side) * scale))] = 0
    bare = bare * _of_the_same_skin(seen, face, scale)
    _, _, stats, middles = cv2.connectedComponentsWithStats((bare > 0.5).astype(np.uint8))
    areas = stats[1:, cv2.CC_STAT_AREA] / max(1.0, (face.side * scale) ** 2)
    wide, tall = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    is_compact = np.maximum(wide, tall) < _LONGEST * np.minimum(wide, tall)
    is_full = stats[1:, cv2.CC_STAT_AREA] > _FULL * wide * tall
    likely = np.flatnonzero((areas > _LEAST) & (areas < _MOST) & is_compact & is_full)
    if not len(likely):
        return None
    best = likely[int(areas[likely].argmax())] + 1
    return float(middles[best][0] / scale), float(middles[best][1] / scale)


def _of_the_same_skin(seen: Field, face: Face, scale: float) -> Field:
    """1 where a colour is that of the face, in light or shade."""
    lab = to_lab(seen)
    x, y, reach = (round(one * scale) for one in (face.x, face.y, 0.25 * face.side))
    skin = np.median(lab[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1], (0, 1))
    apart = np.sqrt((((lab - skin) * np.array([0.35, 1, 1], np.float32)) ** 2).sum(-1))
    return smoothstep(_SAME_SKIN, 0.7 * _SAME_SKIN, np.asarray(apart, np.float32))


def hides_hands(picture: WorkingPicture) -> bool:
    """Whether somebody is seen without any hand, as on a portrait that ends at the breast."""
    return bool(find_faces(picture.rgb)) and find_hand(picture) is None
