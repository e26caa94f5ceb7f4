"""Finds the tie somebody wears, by what lies under their chin and is neither shirt, coat nor skin."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face
from cavendish_illustrator.edit.faces.skin_tones import skin_cover
from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate

_UPPER, _LOWER, _HALF = 0.62, 2.3, 0.3
"""Where a tie is under a face's middle and half its width, in the face's side."""
_SEARCHED: Final = 0.42
"""Half the width in which it is looked for."""
_OTHER: Final = 15.0
"""Distance in CIE Lab, lightness counting half, from coat and shirt."""
_STRIPE: Final = 0.06
"""Width of a stripe, in the face's side."""
_SHIRT, _PALE, _SKIN, _INK = 55.0, 22.0, 40.0, 24.0
"""Least lightness and most chroma of a shirt, least lightness of skin, most of a black tie, in CIE Lab."""
_LEAST, _MOST = 0.02, 0.7
"""Area of a tie, in the square of the face's side."""


def find_tie(image: Field, lab: Field, matte: Field, face: Face) -> Field | None:
    """Soft cover of the tie, or None where none is told from what lies around it."""
    dark = _before_shirt(lab, matte, face)
    return _unlike_coat_and_shirt(image, lab, matte, face) if dark is None else dark


def _before_shirt(lab: Field, matte: Field, face: Face) -> Field | None:
    """A tie as dark as the coat: what lies between a light collar and the shirt below it."""
    ys, xs = np.ogrid[: matte.shape[0], : matte.shape[1]]
    across, down = np.abs(xs - face.x) / face.side, (ys - face.y) / face.side
    inside = (across < _HALF + 0.05) & (down > _UPPER) & (down < _LOWER) & (matte > 0.5)
    calm = blur(lab[..., 0], 0.8)
    light = inside & (calm > _SHIRT) & (np.hypot(lab[..., 1], lab[..., 2]) < _PALE)
    dark = inside & (calm < _INK)
    over = np.maximum.accumulate(inside & (calm > _SKIN), 0)
    under = np.maximum.accumulate(light[::-1], 0)[::-1]
    between = (dark & over & under).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(between)
    if count < 2:
        return None
    best = int(stats[1:, cv2.CC_STAT_AREA].argmax()) + 1
    if not _LEAST < stats[best, cv2.CC_STAT_AREA] / face.side**2 < _MOST:
        return None
    return blur(dilate((labels == best).astype(np.float32), max(1, round(0.012 * face.side))), 0.8)


def _unlike_coat_and_shirt(image: Field, lab: Field, matte: Field, face: Face) -> Field | None:
    ys, xs = np.ogrid[: matte.shape[0], : matte.shape[1]]
    across, down = np.abs(xs - face.x) / face.side, (ys - face.y) / face.side
    beneath = (down > _UPPER) & (down < _LOWER) & (matte > 0.5)
    inside = (across < _SEARCHED) & beneath
    coat = (across > 0.6) & (across < 1.1) & (down > 1.1) & (down < 2.0) & (matte > 0.5)
    if not inside.any() or not coat.any():
        return None
    apart = np.minimum(_apart(lab, np.median(lab[coat], 0)), _apart(lab, _lightest(lab[inside])))
    found = smoothstep(0.7 * _OTHER, 1.3 * _OTHER, apart) * inside * (1 - skin_cover(image))
    columns = np.asarray(found, np.float32).sum(0)
    if not columns.any():
        return None
    # Who turns to us wears the tie beside the middle of the face.
    middle = float(np.average(np.arange(len(columns)), weights=columns))
    found = found * (np.abs(xs - middle) / face.side < _HALF)
    stripe = max(1, round(_STRIPE * face.side))
    closed = 1 - dilate(1 - dilate(np.asarray(found, np.float32), stripe), stripe)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((closed > 0.5).astype(np.uint8))
    if count < 2:
        return None
    best = int(stats[1:, cv2.CC_STAT_AREA].argmax()) + 1
    if not _LEAST < stats[best, cv2.CC_STAT_AREA] / face.side**2 < _MOST:
        return None
    return blur(np.asarray(closed * (labels == best), np.float32), 0.8)


def _lightest(seen: Field) -> Field:
    """The shirt's colour among those seen under a chin."""
    return np.asarray(np.median(seen[seen[:, 0] >= np.percentile(seen[:, 0], 85)], 0), np.float32)


def _apart(lab: Field, color: Field) -> Field:
    """Distance in CIE Lab, lightness counting half."""
    away = (lab - color) * np.array([0.5, 1, 1], np.float32)
    return np.asarray(np.sqrt((away**2).sum(-1)), np.float32)
