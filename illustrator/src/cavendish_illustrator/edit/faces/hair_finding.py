"""Finds hair by telling it from skin and cloth: by the colours of each and by where they can be."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face
from cavendish_illustrator.edit.faces.face_outline import FaceOutline, outline_face
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.pixel_ops import Mask, blur, dilate, resize

_ASIDE, _ABOVE, _BELOW = 1.5, 1.7, 1.9
"""How far around a face is looked, in its sides."""
_LOOKED_AT: Final = 240
"""Long side of the copy that is looked at."""
_ASKED: Final = 300
_FEWEST: Final = 24
_NO_SKIN: Final = 9.0
"""Distance in CIE Lab, lightness counting half, of what is not skin."""
_ONE_SKIN: Final = 13.0
_STRANGE: Final = 35.0
"""What a colour counts as farther away where its owner does not belong."""
_OVER_BROW, _BREAST = 0.15, 0.5
"""Rows that hair reaches up to, below the hairline, and from which on there is cloth, below the chin."""
_FRINGE: Final = 0.18
"""Rows down to which a fringe may hang over a forehead, below the hairline: brows are lower."""
_STRANDS: Final = 6
"""Half the width of a gleam, in the pixels that are looked at."""
_SHADED: Final = 9.0
"""Half the lightness by which a fringe is darker than the cheeks, at least."""
_TURNED: Final = 0.45
"""The lesser part of a face beside its nose, in the greater: profiles hide where hair begins."""


def find_hair(rgb: Field, matte: Field, face: Face) -> Field | None:
    """One person's hair, covers 0..1 in the photograph's size; None where the face is not seen well."""
    outline = outline_face(rgb, face)
    if outline is None or _is_turned(outline):
        return None
    height, width = matte.shape
    top, left = (max(0, int(at)) for at in (face.y - _ABOVE * face.side, face.x - _ASIDE * face.side))
    bottom = min(height, int(face.y + _BELOW * face.side))
    right = min(width, int(face.x + _ASIDE * face.side))
    scale = min(1.0, _LOOKED_AT / max(bottom - top, right - left))
    size = (max(8, round((right - left) * scale)), max(8, round((bottom - top) * scale)))
    box = np.s_[top:bottom, left:right]
    lab = blur(to_lab(resize(rgb[box], *size)), 0.7) * np.array([0.5, 1, 1], np.float32)
    inside = resize(matte[box], *size) > 0.5
    oval = resize(outline.cover("oval", matte.shape)[box], *size)
    ys, xs = np.mgrid[: size[1], : size[0]].astype(np.float32)
    across = np.abs(xs / scale + left - face.x) / face.side
    chin = (ys / scale + top - outline.chin[1]) / face.side
    brow = (ys / scale + top - outline.brow[1]) / face.side
    found = _told_apart(lab, inside, oval, (across, chin, brow))
    if found is None:
        return None
    hair = np.zeros_like(matte)
    hair[box] = resize(found, right - left, bottom - top, is_smooth=True).clip(0, 1)
    return hair * matte


def _is_turned(outline: FaceOutline) -> bool:
    oval = outline.line("oval")[:, 0]
    beside = sorted((outline.bridge[0] - float(oval.min()), float(oval.max()) - outline.bridge[0]))
    return beside[0] < _TURNED * beside[1]


def _told_apart(lab: Field, inside: Mask, oval: Field, where: tuple[Field, Field, Field]) -> Field | None:
    across, chin, brow = where
    # Hair hangs over foreheads: cheeks are skin.
    skin = lab[(oval > 0.9) & inside & (brow > 0.42) & (chin < -0.2)]
    if len(skin) < _FEWEST:
        return None
    # The oval of a face in profile takes hair along.
    skin = skin[np.sqrt(((skin - np.median(skin, 0)) ** 2).sum(-1)) < _ONE_SKIN]
    if len(skin) < _FEWEST:
        return None
    to_skin = _apart(lab, skin)
    free = inside & (oval < 0.05) & (to_skin > _NO_SKIN)
    crown = free & (brow < -0.03) & (across < 1.0)
    breast = free & (chin > _BREAST)
    nothing = np.full(inside.shape, 1e3, np.float32)
    to_hair = _apart(lab, lab[crown]) if crown.sum() >= _FEWEST else nothing
    to_cloth = _apart(lab, lab[breast]) if breast.sum() >= _FEWEST else nothing
    # Cloth begins at the chin, hair seldom reaches the breast.
    to_hair = to_hair + _STRANGE * smoothstep(0.4, 1.5, chin)
    low = chin + 0.5 * smoothstep(0.55, 0.8, across)  # shoulders may be raised
    to_cloth = to_cloth + _STRANGE * smoothstep(0.0, -0.3, low)
    bare = to_skin + _STRANGE * smoothstep(-0.05, -0.3, brow)
    # A fringe hangs over the forehead, which an outline takes for face.
    dark = np.float32(np.median(skin[:, 0])) - lab[..., 0] > _SHADED
    fringe = (oval >= 0.4) & (brow < _FRINGE) & dark
    out = inside & ((oval < 0.4) | fringe)
    bare = bare + _SHADED * fringe
    hair = (out & (to_hair <= np.minimum(bare, to_cloth))).astype(np.float32)
    hair = np.maximum(_closed(hair), _bridged(hair) * (inside & (brow < _OVER_BROW)))
    hair = _reaching(hair * ((oval < 0.4) | (brow < _OVER_BROW)), (brow < _OVER_BROW) & (oval < 0.4))
    return blur(hair, 0.8)


def _apart(lab: Field, others: Field) -> Field:
    """How far each pixel's colour is from the nearest of the others'."""
    some = others[:: max(1, len(others) // _ASKED)].astype(np.float32)
    pixels = lab.reshape(-1, 3)
    squared = (pixels**2).sum(-1)[:, None] - 2 * pixels @ some.T + (some**2).sum(-1)
    near = np.partition(squared, min(2, len(some) - 1), axis=1)[:, : min(3, len(some))]
    return np.asarray(np.sqrt(np.maximum(near.mean(1), 0)).reshape(lab.shape[:2]), np.float32)


def _bridged(hair: Field) -> Field:
    """Hair with what lies between strands of it: a gleam on a fringe has a skin's colour."""
    return np.asarray(1 - dilate(1 - dilate(hair, _STRANDS), _STRANDS), np.float32)


def _closed(cover: Field) -> Field:
    padded = np.pad(blur(cover, 1.0) > 0.5, 2, mode="edge").astype(np.float32)
    return np.ascontiguousarray((1 - dilate(1 - dilate(padded, 2), 2))[2:-2, 2:-2])


def _reaching(cover: Field, there: Mask) -> Field:
    """The pieces that reach where hair or cloth surely is."""
    _, labels = cv2.connectedComponents((cover > 0.5).astype(np.uint8))
    kept = np.unique(labels[there])
    return np.isin(labels, kept[kept > 0]).astype(np.float32)
