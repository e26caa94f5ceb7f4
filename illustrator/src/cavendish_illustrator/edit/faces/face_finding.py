"""Finds human faces and their eyes with the BlazeFace network.

Source: Bazarevsky et al., "BlazeFace", 2019; anchors and scaling as in MediaPipe's `face_detection_back`.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import resize

_NET_SIDE: Final = 256
_GRIDS: Final = ((16, 2), (8, 6))
"""Cells a side, and guesses a cell."""
_LEAST_SCORE: Final = 0.8
"""Cats and flowers score up to 0.74."""
_SAME: Final = 0.5
"""Faces nearer than this, in their sides, are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """In pixels: the middle and the side of a square from brow to chin, eyes, left one first, mouth."""

    x: float
    y: float
    side: float
    eyes: tuple[tuple[float, float], tuple[float, float]]
    mouth: tuple[float, float]

    @property
    def eye_distance(self) -> float:
        (x0, y0), (x1, y1) = self.eyes
        return float(np.hypot(x1 - x0, y1 - y0))

    @property
    def tilt_deg(self) -> float:
        """Positive where the right eye lies lower in the picture."""
        (x0, y0), (x1, y1) = self.eyes
        return float(np.degrees(np.arctan2(y1 - y0, x1 - x0)))


@cache
def _anchors() -> Field:
    rows = []
    for count, guesses in _GRIDS:
        ys, xs = np.mgrid[:count, :count]
        middles = np.stack([(xs + 0.5) / count, (ys + 0.5) / count], -1).reshape(-1, 2)
        rows.append(np.repeat(middles, guesses, 0))
    return np.concatenate(rows).astype(np.float32)


def _letterboxed(image: Field) -> tuple[Field, float, tuple[int, int]]:
    height, width = image.shape[:2]
    scale = _NET_SIDE / max(height, width)
    small = resize(image, max(1, round(width * scale)), max(1, round(height * scale)))
    top, left = (_NET_SIDE - small.shape[0]) // 2, (_NET_SIDE - small.shape[1]) // 2
    square = np.full((_NET_SIDE, _NET_SIDE, 3), -1, np.float32)
    square[top : top + small.shape[0], left : left + small.shape[1]] = small * 2 - 1
    return np.ascontiguousarray(square.transpose(2, 0, 1)[None]), scale, (left, top)


def find_faces(image: Field) -> list[Face]:
    """Return the human faces of a picture, the surest first; those of animals and drawings are left out."""
    square, scale, (left, top) = _letterboxed(image)
    net = cv2.dnn.readNetFromTFLite(np.frombuffer(asset_pack.face_net_bytes(), np.uint8))
    net.setInput(square)
    boxes = np.asarray(net.forward("regressors"), np.float32).reshape(-1, 16) / _NET_SIDE
    scores = np.asarray(net.forward("classificators"), np.float32).reshape(-1)
    found: list[Face] = []
    for index in np.argsort(-scores):
        if 1 / (1 + np.exp(-float(scores[index]))) < _LEAST_SCORE:
            break
        points = boxes[index].reshape(8, 2)
        placed = (points + _anchors()[index]) * _NET_SIDE - (left, top)
        (x, y), (x0, y0), (x1, y1), mouth = ((placed[row] / scale).tolist() for row in (0, 2, 3, 5))
        side = float(points[1].mean()) * _NET_SIDE / scale
        if all(np.hypot(x - face.x, y - face.y) > _SAME * side for face in found):
            found.append(Face(x=x, y=y, side=side, eyes=((x0, y0), (x1, y1)), mouth=tuple(mouth)))
    return found
