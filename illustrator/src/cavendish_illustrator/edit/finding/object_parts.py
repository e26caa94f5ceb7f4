"""Which of several separate objects of a photograph an instruction means."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import dilate
from cavendish_illustrator.understanding.instructions.edit_instruction import Place

_LEAST: Final = 0.04
"""Of the whole matte: less is a splinter of something."""
_TOUCH: Final = 0.012
"""Parts that hang together by less than twice this part of the picture's short side only touch."""
_WIDTH_OF_PERSON: Final = 5.5
"""In the face's sides."""
_UPRIGHT: Final = 1.3
"""Least height of somebody whose face is not seen, in widths."""
_SMALL_M: Final = 1.1
"""Things named that are less tall are taken for the smallest in the picture, others for the greatest."""


def meant_part(
    picture: WorkingPicture, concept: str | None, place: Place | None, *, is_all: bool = False
) -> Field:
    """The matte of the one meant, by its side, face or size; the whole matte where there is only one."""
    parts = _parts(picture.matte)
    if is_all or len(parts) < 2 or (concept is None and place is None):
        return picture.matte
    if place is Place.LEFT:
        chosen = min(parts, key=_middle)
    elif place is Place.RIGHT:
        chosen = max(parts, key=_middle)
    elif concept == "person" or concept in role_names():
        chosen = _person(picture, parts)
    elif real_height(concept or "") < _SMALL_M:
        chosen = min(parts, key=lambda part: float(part.sum()))
    else:
        chosen = max(parts, key=lambda part: float(part.sum()))
    near = dilate(chosen, max(2, round(0.01 * min(picture.size))))
    return np.asarray(picture.matte * near, np.float32)


def people_in(picture: WorkingPicture, cover: Field) -> Field:
    """The parts of the cover that may be people: as wide as their faces let them be, or upright."""
    faces = find_faces(picture.rgb)
    found = np.zeros_like(cover)
    for part in _parts(cover):
        wide, tall = int(part.any(0).sum()), int(part.any(1).sum())
        shown = [face.side for face in faces if _is_inside(face.x, face.y, part)]
        if wide < _WIDTH_OF_PERSON * sum(shown) or (not shown and tall > _UPRIGHT * wide):
            found = np.maximum(found, part)
    near = dilate(found, max(2, round(0.01 * min(picture.size))))
    return np.asarray(cover * near, np.float32)


def _is_inside(x: float, y: float, part: Field) -> bool:
    rows, columns = part.shape
    return 0 <= x < columns and 0 <= y < rows and bool(part[int(y), int(x)] > 0)


def _parts(matte: Field) -> list[Field]:
    """Stretches of the matte that hang together by more than a touch, as 0 and 1."""
    solid = (matte > 0.5).astype(np.float32)
    cores = 1 - dilate(1 - solid, max(1, round(_TOUCH * min(matte.shape))))
    count, labels = cv2.connectedComponents((cores > 0.5).astype(np.uint8))
    _, nearest = cv2.distanceTransformWithLabels(
        (cores <= 0.5).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    owner = np.zeros(int(nearest.max()) + 1, np.int64)
    owner[nearest[cores > 0.5]] = labels[cores > 0.5]
    owners = owner[nearest] * (solid > 0.5)
    parts = [(owners == number).astype(np.float32) for number in range(1, min(count, 64))]
    least = _LEAST * float(solid.sum())
    return [part for part in parts if float(part.sum()) >= least]


def _middle(part: Field) -> float:
    return float(np.flatnonzero(part.any(0)).mean())


def _person(picture: WorkingPicture, parts: list[Field]) -> Field:
    """The part with a face, else the one that is tallest for its width."""
    rows, columns = picture.matte.shape
    for face in find_faces(picture.rgb):
        x, y = int(np.clip(face.x, 0, columns - 1)), int(np.clip(face.y, 0, rows - 1))
        for part in parts:
            if part[y, x] > 0:
                return part
    return max(parts, key=lambda part: float(part.any(1).sum() / max(1, part.any(0).sum())))
