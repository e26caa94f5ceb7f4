"""Which of several people of a photograph an instruction means."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import dilate, resize
from cavendish_illustrator.understanding.instructions.edit_instruction import Place

_SAME_SIZE: Final = 0.4
"""Faces smaller than this part of the greatest belong to people far behind."""
_FEMALE: Final = frozenset({"woman", "girl", "old-woman", "princess", "queen", "bride", "woman-standing"})
_MALE: Final = frozenset({"man", "boy", "old-man", "prince", "king", "groom", "man-standing"})
_SIDES: Final = frozenset({Place.LEFT, Place.MIDDLE, Place.RIGHT})
_SHOULDERS: Final = 1.7
"""Half the width of a person, in the face's sides."""
_SIDE: Final = 400
_OUTSIDE: Final = 0.25
_ALIKE: Final = 16.0
"""Distance in CIE Lab at which hair beside a neck has the colour of the hair above the brow."""
_CLEAR: Final = 0.2
"""Difference in long hair that tells one from the other."""


def share_of_person(picture: WorkingPicture, place: Place | None, owner: str | None) -> Field | float | None:
    """1 over the one meant, 1 everywhere where nobody is singled out, None where unsure."""
    faces = _near_faces(picture)
    if place not in _SIDES and owner not in _FEMALE | _MALE:
        return 1.0
    if len(faces) < 2:
        return _around_only_face(picture, faces, place)
    chosen = _chosen(picture, faces, place, owner)
    return None if chosen is None else _body_of(picture, faces, chosen)


def _around_only_face(picture: WorkingPicture, faces: Sequence[Face], place: Place | None) -> Field | float:
    """The columns around the one face that is seen, if it lies on the asked side of the object."""
    extent = extent_of(picture.matte)
    if not faces or place not in (Place.LEFT, Place.RIGHT):
        return 1.0
    offset = faces[0].x - (extent.left + extent.right) / 2
    if (offset > 0) != (place is Place.RIGHT) or abs(offset) < 0.1 * extent.width:
        return 1.0
    xs = np.arange(picture.matte.shape[1], dtype=np.float32)[None]
    return np.asarray(np.abs(xs - faces[0].x) < _SHOULDERS * faces[0].side, np.float32)


def _near_faces(picture: WorkingPicture) -> list[Face]:
    rows, columns = picture.matte.shape
    faces = [
        face
        for face in find_faces(picture.rgb)
        if 0 <= face.x < columns and 0 <= face.y < rows and picture.matte[int(face.y), int(face.x)] > 0.3
    ]
    greatest = max((face.side for face in faces), default=0.0)
    return sorted((face for face in faces if face.side > _SAME_SIZE * greatest), key=lambda face: face.x)


def _chosen(
    picture: WorkingPicture, faces: Sequence[Face], place: Place | None, owner: str | None
) -> int | None:
    if place is Place.MIDDLE:
        return len(faces) // 2
    if place in _SIDES:
        return 0 if place is Place.LEFT else len(faces) - 1
    lab = to_lab(picture.rgb)
    lengths = [_long_hair(lab, picture.matte, face) for face in faces]
    order = np.argsort(lengths)
    if owner in _MALE:
        order, lengths = order[::-1], [-length for length in lengths]
    if lengths[order[-1]] - lengths[order[-2]] < _CLEAR:
        return None
    return int(order[-1])


def _part(shape: tuple[int, ...], box: tuple[float, float, float, float]) -> tuple[slice, slice]:
    left, top, right, bottom = box
    rows, columns = shape[:2]
    first_row, first_column = int(np.clip(top, 0, rows - 1)), int(np.clip(left, 0, columns - 1))
    return (
        slice(first_row, int(np.clip(bottom, first_row + 1, rows))),
        slice(first_column, int(np.clip(right, first_column + 1, columns))),
    )


def _long_hair(lab: Field, matte: Field, face: Face) -> float:
    """How much of both sides of the neck has the colour of the hair above the brow, 0..1."""
    eyes = (face.eyes[0][1] + face.eyes[1][1]) / 2
    side = face.side
    above = _part(
        lab.shape, (face.x - 0.25 * side, eyes - 0.85 * side, face.x + 0.25 * side, eyes - 0.6 * side)
    )
    hair = np.median(lab[above].reshape(-1, 3), 0)
    shares = []
    for sign in (-1, 1):
        middle = face.x + sign * 0.62 * side
        beside = _part(
            lab.shape, (middle - 0.14 * side, face.y + 0.1 * side, middle + 0.14 * side, face.y + side)
        )
        apart = np.hypot(*(lab[beside] - hair)[..., 1:].transpose(2, 0, 1))
        apart = np.hypot(apart, 0.5 * (lab[beside][..., 0] - hair[0]))
        shares.append(float(((apart < _ALIKE) * (matte[beside] > 0.4)).mean()))
    return max(shares)


def _body_of(picture: WorkingPicture, faces: Sequence[Face], chosen: int) -> Field:
    """What hangs together with this face's breast rather than with another's, by the edges between them."""
    rows, columns = picture.matte.shape
    scale = min(1.0, _SIDE / max(rows, columns))
    small = (max(8, round(columns * scale)), max(8, round(rows * scale)))
    matte = resize(picture.matte, *small)
    markers = np.zeros(matte.shape, np.int32)
    markers[matte < _OUTSIDE] = len(faces) + 1
    for number, face in enumerate(faces, 1):
        x, y, side = face.x * scale, face.y * scale, face.side * scale
        head = _part(markers.shape, (x - 0.3 * side, y - 0.4 * side, x + 0.3 * side, y + 0.4 * side))
        breast = _part(markers.shape, (x - 0.4 * side, y + 0.85 * side, x + 0.4 * side, y + 2.2 * side))
        markers[head] = markers[breast] = number
    pixels = np.ascontiguousarray(np.round(resize(picture.rgb, *small) * 255), np.uint8)
    found = np.asarray(cv2.watershed(pixels, markers)) == chosen + 1
    # The line between two belongs to nobody: it is one pixel wide.
    return resize(dilate(found.astype(np.float32), 1), columns, rows)
