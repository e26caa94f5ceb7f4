"""Finds a person's head by the face, and guesses an animal's from the outline of its matte."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.finding.photograph import extent_of
from cavendish_illustrator.painting.color import Field

_NECK: Final = 0.86
"""A neck is at most this wide, against the head above it."""
_SHOULDER: Final = 1.12
"""Shoulders are at least this wide, against the neck above them."""

_FLARE: Final = 1.06
"""Growth of width over depth that gives shoulders away."""
_TOUCH: Final = 0.015
_SAME_CROWD: Final = 0.4
"""Faces smaller than this part of the greatest one belong to people far behind."""
_LEAST_HEIGHT: Final = 1.15
"""Of a head, in its widths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """In pixels of the matte. `top` is where the object starts, hair included."""

    middle: float
    top: float
    bottom: float
    width: float
    face: Face | None = None
    """Of a person; None for an animal and where the outline is all there is."""

    @property
    def height(self) -> float:
        return self.bottom - self.top


def _runs(matte: Field, top: int, bottom: int) -> tuple[Field, Field]:
    """Width and middle, row by row, of the stretch of object that hangs together with the row above."""
    solid = matte[top:bottom] > 0.5
    first = np.flatnonzero(solid[0])
    middle = float(np.median(first)) if len(first) else matte.shape[1] / 2
    widths, middles = [], []
    for row in solid:
        edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(np.int8), [0]])))
        starts, stops = edges[::2], edges[1::2]
        if len(starts):
            nearest = int(np.abs((starts + stops) / 2 - middle).argmin())
            inside = np.flatnonzero((starts <= middle) & (middle < stops))
            chosen = int(inside[0]) if len(inside) else nearest
            middle = float(starts[chosen] + stops[chosen]) / 2
            widths.append(float(stops[chosen] - starts[chosen]))
        else:
            widths.append(0.0)
        middles.append(middle)
    return np.array(widths), np.array(middles)


def _neck_row(widths: Field) -> int | None:
    """First row that is clearly narrower than the head above it and has shoulders below it."""
    widest, narrowest, row_of_narrowest = 0.0, float("inf"), 0
    for row, width in enumerate(widths):
        if narrowest < widest * _NECK and width > narrowest * _SHOULDER and row_of_narrowest > 3:
            return row_of_narrowest
        if width > widest:
            widest, narrowest = float(width), float("inf")
        elif width < narrowest:
            narrowest, row_of_narrowest = float(width), row
    return None


def _flare_row(widths: Field) -> int | None:
    """Row where the outline starts to spread after growing slower than its depth: shoulders, no neck."""
    depth = np.arange(1, len(widths) + 1)
    spread = widths / depth
    lowest = float("inf")
    row_of_lowest = 0
    for row in range(max(3, len(widths) // 10), len(widths)):
        if spread[row] < lowest:
            lowest, row_of_lowest = float(spread[row]), row
        elif spread[row] > lowest * _FLARE:
            return row_of_lowest
    return None


def find_head(matte: Field) -> Head:
    """The upper lump of the object down to its neck; without a neck, its upper part."""
    extent = extent_of(matte)
    below = extent.top + max(4, int(extent.height * 0.7))
    widths, middles = _runs(matte, extent.top, min(matte.shape[0], below))
    window = max(1, len(widths) // 24)
    padded = np.pad(widths, window, mode="edge")
    smooth = np.convolve(padded, np.ones(2 * window + 1) / (2 * window + 1), "valid")
    neck = _neck_row(smooth)
    if neck is not None and smooth[:neck].max() > 1.9 * neck:
        neck = None
    if neck is None and extent.top <= _TOUCH * matte.shape[0]:
        rows = int(len(widths) * 1.2)  # a close-up: the head fills the picture
    else:
        rows = neck or _flare_row(smooth) or max(3, int(min(extent.height * 0.32, extent.width * 1.1)))
    width = float(np.percentile(widths[:rows], 88))
    if neck is not None:  # collars and long hair hide the chin: a head is never flatter than this
        rows = max(rows, int(width * _LEAST_HEIGHT))
    middle = float(np.median(middles[: max(1, int(rows * 0.8))]))
    return Head(
        middle=middle,
        top=float(extent.top),
        bottom=float(extent.top + rows),
        width=width,
    )


def _from_face(face: Face, matte: Field) -> Head:
    """The head around a face: hair and all that the matte shows above the eyes."""
    rows, columns = matte.shape
    eye_row = int(np.clip((face.eyes[0][1] + face.eyes[1][1]) / 2, 0, rows - 1))
    left, right = int(np.clip(face.x - face.side * 0.25, 0, columns - 2)), face.x + face.side * 0.25
    band = matte[: eye_row + 1, left : max(left + 1, min(columns, int(right)))].mean(1)
    empty = np.flatnonzero(band[::-1] < 0.5)
    hair = float(empty[0]) if len(empty) else float(eye_row)
    top = eye_row - float(np.clip(hair, 0.55 * face.side, 1.3 * face.side))
    brow = int(np.clip(eye_row - 0.3 * face.side, 0, rows - 1))
    widths, _ = _runs(matte[:, max(0, int(face.x - face.side)) : int(face.x + face.side) + 1], brow, brow + 1)
    width = float(np.clip(widths[0], 1.0 * face.side, 1.4 * face.side))
    return Head(middle=face.x, top=top, bottom=face.y + 0.52 * face.side, width=width, face=face)


def locate_head(image: Field, matte: Field) -> Head:
    """The head of the greatest face on the object, or the outline's guess where no face is seen."""
    rows, columns = matte.shape
    inside = [
        face
        for face in find_faces(image)
        if 0 <= face.x < columns and 0 <= face.y < rows and matte[int(face.y), int(face.x)] > 0.4
    ]
    return _from_face(max(inside, key=lambda face: face.side), matte) if inside else find_head(matte)


def locate_heads(image: Field, matte: Field) -> list[Head]:
    """The heads of all people of about the greatest one's size, from the left; else the one head there is."""
    rows, columns = matte.shape
    faces = [face for face in find_faces(image) if 0 <= face.x < columns and 0 <= face.y < rows]
    if len(faces) < 2:
        return [locate_head(image, matte)]
    greatest = max(face.side for face in faces)
    shown = sorted((face for face in faces if face.side > _SAME_CROWD * greatest), key=lambda face: face.x)
    return [_from_face(face, np.maximum(matte, _around(face, matte.shape))) for face in shown]


def _around(face: Face, shape: tuple[int, int]) -> Field:
    """A head's oval, for a person whom the matte of the main object leaves out."""
    ys, xs = np.ogrid[: shape[0], : shape[1]]
    distance = np.hypot(
        (xs - face.x) / (0.62 * face.side), (ys - face.y + 0.12 * face.side) / (0.86 * face.side)
    )
    return np.asarray(distance < 1, np.float32)
