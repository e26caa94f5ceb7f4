"""Outlines a face with MediaPipe's face mesh network: its lips, its eyes, its oval.

Source: Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs", 2019; the
face stands upright in a square 1.5 times its side, as in MediaPipe's `face_landmark_front`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.edit.faces.face_finding import Face
from cavendish_illustrator.painting.color import Field

_NET_SIDE: Final = 192
_AROUND: Final = 1.5
_LEAST_SIGNAL: Final = 4.0
"""Raw score below which the network sees no face: faces have 17 to 34."""
_FINE_BITS: Final = 4
_BROW, _CHIN, _NOSE = 10, 152, 168


@cache
def _landmarks() -> dict[str, list[int]]:
    return {name: list(numbers) for name, numbers in read_table("edit/faces/face_landmarks.toml").items()}


@dataclass(frozen=True, slots=True)
class FaceOutline:
    """468 points in pixels of the picture, one a row."""

    points: Field

    def line(self, part: str) -> Field:
        """The points along a part that the table of landmarks names."""
        return np.asarray(self.points[_landmarks()[part]], np.float32)

    @property
    def brow(self) -> tuple[float, float]:
        """The middle of the forehead's upper end."""
        x, y = self.points[_BROW]
        return float(x), float(y)

    @property
    def chin(self) -> tuple[float, float]:
        x, y = self.points[_CHIN]
        return float(x), float(y)

    @property
    def bridge(self) -> tuple[float, float]:
        """The nose between the eyes, where glasses sit."""
        x, y = self.points[_NOSE]
        return float(x), float(y)

    @property
    def width(self) -> float:
        """From one temple to the other."""
        oval = self.line("oval")
        return float(np.hypot(*(oval[8] - oval[-8])))

    def cover(self, part: str, shape: tuple[int, ...]) -> Field:
        """1 inside the part's outline."""
        return filled(self.line(part), shape)


def filled(line: Field, shape: tuple[int, ...]) -> Field:
    """1 inside a closed line, smooth along it."""
    cover = np.zeros(shape[:2], np.float32)
    fixed = np.round(line * (1 << _FINE_BITS)).astype(np.int32)
    cv2.fillPoly(cover, [fixed], 1.0, lineType=cv2.LINE_AA, shift=_FINE_BITS)
    return np.clip(cover, 0, 1)


def outline_face(image: Field, face: Face) -> FaceOutline | None:
    """The outline of one face of the picture, None where it is no face after all."""
    return outline_faces(image, [face])[0]


def outline_faces(image: Field, faces: Sequence[Face]) -> list[FaceOutline | None]:
    """The same for several."""
    net = cv2.dnn.readNetFromTFLite(np.frombuffer(asset_pack.landmark_net_bytes(), np.uint8))
    return [_asked(net, image, face) for face in faces]


def _asked(net: cv2.dnn.Net, image: Field, face: Face) -> FaceOutline | None:
    scale = _NET_SIDE / (_AROUND * face.side)
    matrix = cv2.getRotationMatrix2D((face.x, face.y), face.tilt_deg, scale)
    matrix[:, 2] += np.array((_NET_SIDE / 2 - face.x, _NET_SIDE / 2 - face.y))
    upright = cv2.warpAffine(image, matrix, (_NET_SIDE, _NET_SIDE), flags=cv2.INTER_AREA)
    net.setInput(np.ascontiguousarray(upright.transpose(2, 0, 1)[None], np.float32))
    points = np.array(net.forward("conv2d_21"), np.float64).reshape(-1, 3)[:, :2]
    if float(np.asarray(net.forward("conv2d_31")).reshape(-1)[0]) < _LEAST_SIGNAL:
        return None
    back = cv2.invertAffineTransform(matrix)
    return FaceOutline(np.asarray(points @ back[:, :2].T + back[:, 2], np.float32))
