"""Finds a hand of the person in a photograph: skin that is no face."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.color import smoothstep
from cavendish_illustrator.edit.face_finding import find_faces
from cavendish_illustrator.edit.skin_tones import skin_cover
from cavendish_illustrator.edit.working_picture import WorkingPicture
from cavendish_illustrator.pixel_ops import resize

_SIDE: Final = 320
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
    bare = skin_cover(resize(picture.rgb, *small)) * resize(picture.matte, *small)
    for one in faces:
        away = np.hypot(
            (xs - one.x * scale) / (0.8 * one.side * scale), (ys - one.y * scale) / (one.side * scale)
        )
        bare = bare * smoothstep(0.95, 1.15, np.asarray(away, np.float32))
    bare[: max(0, int((face.y + 0.8 * face.side) * scale))] = 0
    _, _, stats, middles = cv2.connectedComponentsWithStats((bare > 0.5).astype(np.uint8))
    areas = stats[1:, cv2.CC_STAT_AREA] / max(1.0, (face.side * scale) ** 2)
    likely = np.flatnonzero((areas > _LEAST) & (areas < _MOST))
    if not len(likely):
        return None
    best = likely[int(areas[likely].argmax())] + 1
    return float(middles[best][0] / scale), float(middles[best][1] / scale)
