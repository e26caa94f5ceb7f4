"""Draws the corners of a mouth up: a smile, or a broader one."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, smoothstep

_CORNER: Final = 0.44
"""How far a corner of the mouth is from its middle, in the distance of the eyes."""
_UP, _OUT, _CHEEK = 0.13, 0.075, 0.035
"""How far corners go up and out, and cheeks up, in the same."""
_REACH: Final = 0.3
_LEAST_SIDE: Final = 24.0
"""Smaller faces show no smile."""


def smile(picture: WorkingPicture) -> bool:
    """Let everybody whose face is large enough smile; False where nobody is."""
    faces = [face for face in find_faces(picture.rgb) if face.side >= _LEAST_SIDE]
    for face in faces:
        picture.rgb = _smiling(picture.rgb, face)
    return bool(faces)


def _smiling(image: Field, face: Face) -> Field:
    height, width = image.shape[:2]
    apart, turn = face.eye_distance, np.deg2rad(face.tilt_deg)
    right = np.array([np.cos(turn), np.sin(turn)])
    down = np.array([-np.sin(turn), np.cos(turn)])
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    from_x, from_y = xs.copy(), ys.copy()
    for side in (-1, 1):
        for along, over, up, out, reach in (
            (_CORNER, -0.02, _UP, _OUT, _REACH),
            (0.62, -0.42, _CHEEK, 0.0, 1.2 * _REACH),
        ):
            middle = np.array(face.mouth) + right * side * along * apart + down * over * apart
            away = np.hypot(xs - middle[0], ys - middle[1]) / (reach * apart)
            weight = smoothstep(1.0, 0.0, np.asarray(away, np.float32))
            moved = (right * side * out - down * up) * apart
            from_x -= np.float32(moved[0]) * weight
            from_y -= np.float32(moved[1]) * weight
    return np.asarray(
        cv2.remap(image, from_x, from_y, interpolation=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).clip(
            0, 1
        ),
        np.float32,
    )
