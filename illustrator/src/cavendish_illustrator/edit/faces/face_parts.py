"""The lips and irises of the people in a photograph, by the outlines of their faces."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face
from cavendish_illustrator.edit.faces.face_outline import FaceOutline, outline_face
from cavendish_illustrator.painting.color import Field, clamp, luminance, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate

_SOFT: Final = 0.007
"""Blur of an outline, in the face's side."""
_RIM: Final = 0.009
"""How far a lip's colour goes on beyond its outline, in the same."""
_OPEN: Final = 0.14
"""Height of a mouth's opening, in its lips', from which teeth may be seen."""
_IRIS: Final = 0.215
"""Radius of an iris in the width of its eye."""
_PUPIL: Final = 0.36
_LEAST_EYE: Final = 0.16
"""Height of an eye in its width below which it is closed."""


def lips_cover(image: Field, face: Face) -> Field | None:
    """Both lips without what an open mouth shows between them."""
    outline = outline_face(image, face)
    if outline is None:
        return None
    # An upper lip drawn up by a smile is so thin that a blur would leave nothing of it.
    rim = max(1, round(_RIM * face.side))
    lips = dilate(outline.cover("outer_lips", image.shape), rim)
    inner = outline.line("inner_lips")
    if float(np.ptp(inner[:, 1])) > _OPEN * float(np.ptp(outline.line("outer_lips")[:, 1])):
        # The corners of a smile are shade, which no lipstick lightens.
        lips = np.asarray(lips * (1 - outline.cover("inner_lips", image.shape)), np.float32)
    return np.asarray(0.92 * blur(lips, _SOFT * face.side), np.float32)


def irises_cover(image: Field, face: Face) -> Field | None:
    """What the lids leave of both irises, without pupils and gleam; None where both eyes are closed."""
    outline = outline_face(image, face)
    if outline is None:
        return None
    found = [_iris(image, outline, part) for part in ("left_eye", "right_eye")]
    seen = [cover for cover in found if cover is not None]
    return np.maximum.reduce(seen) if seen else None


def _iris(image: Field, outline: FaceOutline, part: str) -> Field | None:
    line = outline.line(part)
    wide, tall = (float(np.ptp(line[:, axis])) for axis in (0, 1))
    if wide < 4 or tall < _LEAST_EYE * wide:
        return None
    opening = blur(outline.cover(part, image.shape), 0.02 * wide)
    ys, xs = np.ogrid[: image.shape[0], : image.shape[1]]
    tone = luminance(image)
    inside = opening > 0.6
    if not inside.any():
        return None
    # The iris is the dark middle of what the lids leave open: lashes are at the rim.
    dark = np.where(inside, clamp(float(np.percentile(tone[inside], 75)) - tone), 0.0)
    near = np.exp(-(((xs - line[:, 0].mean()) / (0.3 * wide)) ** 2))
    weight = dark**2 * near
    total = max(float(weight.sum()), 1e-6)
    x = float((weight * xs).sum()) / total
    y = float(line[:, 1].mean())
    away = np.asarray(np.hypot(xs - x, ys - y) / (_IRIS * wide), np.float32)
    ring = smoothstep(1.12, 0.88, away) * smoothstep(_PUPIL - 0.12, _PUPIL + 0.12, away)
    gleam = smoothstep(0.85, 0.7, tone)
    return np.asarray(ring * opening * gleam, np.float32)
