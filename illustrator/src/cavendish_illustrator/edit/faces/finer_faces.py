"""Repaints the faces of a portrait with a finer brush: broad strokes would take the eyes along."""

from collections.abc import Callable
from typing import Final

import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.faces.face_outline import outline_face
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur

_MOST: Final = 3
_AROUND: Final = 1.35
"""Half the side of the part that is painted anew, in the face's: styles that leave an edge white need it."""
_FINEST: Final = 0.42
"""Side of the smallest part, in the picture's short side: finer strokes would not fit to the rest."""


def _oval(shape: tuple[int, ...], face: Face) -> Field:
    ys, xs = np.ogrid[: shape[0], : shape[1]]
    distance = np.hypot((xs - face.x) / (0.6 * face.side), (ys - face.y) / (0.7 * face.side))
    return smoothstep(1.2, 0.7, np.asarray(distance, np.float32))


def face_cover(picture: WorkingPicture) -> Field:
    """Soft cover of all faces."""
    cover = np.zeros_like(picture.matte)
    for face in find_faces(picture.rgb):
        cover = np.maximum(cover, _oval(cover.shape, face))
    return cover


_INWARDS: Final = 0.035
"""Width of the line along the jaw that `_features` leaves out, in the face's side."""


def _features(image: Field, face: Face) -> Field:
    """Soft cover of the face without its own outline."""
    outline = outline_face(image, face)
    if outline is None:
        return smoothstep(0.6, 1.0, _oval(image.shape[:2], face))
    inside = blur(outline.cover("oval", image.shape), _INWARDS * face.side)
    return smoothstep(0.7, 0.98, inside)


def with_finer_faces(
    picture: WorkingPicture,
    shown: Field,
    painted: Field,
    repaint: Callable[[Field, int], Field],
    *,
    keeps_outline: bool = False,
) -> Field:
    """`painted` with each large face as `repaint` makes it of the face alone, whose strokes are finer.

    With `keeps_outline` the face's own outline stays as `painted` has it.
    """
    height, width = picture.matte.shape
    result = painted
    for face in find_faces(picture.rgb)[:_MOST]:
        half = max(_AROUND * face.side, 0.5 * _FINEST * min(height, width))
        top, left = max(0, round(face.y - half)), max(0, round(face.x - half))
        box = np.s_[top : min(height, round(face.y + half)), left : min(width, round(face.x + half))]
        alone = repaint(np.ascontiguousarray(shown[box]), picture.seed)
        cover = (_features(picture.rgb, face) if keeps_outline else _oval((height, width), face))[box]
        result = result.copy()
        result[box] = mix(result[box], alone, cover[..., None])
    return np.asarray(result, np.float32)
