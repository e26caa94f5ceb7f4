"""Decides about the parts of a cut that the network doubts: object, or a flag that hangs beside it."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import Mask, blur, dilate, near

_UNSURE: Final = 0.97
"""Below this the network has not made up its mind, though the colours have."""
_OUTSIDE: Final = 0.1
_LEAST: Final = 0.002
"""Of the picture: smaller parts are an outline's own blur."""
_DEPTH: Final = 0.012
"""Half the thickness, in parts of the long side, below which a part is an outline's blur, too."""
_BAND: Final = 0.09
"""Width of the strip along an edge in which a part may go on unnoticed, in parts of the long side."""
_NEAR: Final = 0.3
"""How far around a part its neighbours are asked, in parts of the long side."""
_ASKED: Final = 400
"""Neighbours whose colours are compared."""
_LOST: Final = 0.6
"""Share of a part that looks more like what surrounds the object than like the object."""

_CUT: Final = 0.6
"""Share of what is cut by an edge that such a scrap makes up."""
_FAR_LIKER: Final = 9.0
"""How much nearer its colours are to the background's, in squares."""


def _distance(pixels: Field, others: Field) -> Field:
    """How far each pixel's colour is from the nearest of the others'."""
    some = others[:: max(1, len(others) // _ASKED)]
    middle = some.mean(0)
    some = some - middle
    lengths = (some**2).sum(-1)
    # |a - b|^2 = |a|^2 - 2ab + |b|^2: one product of matrices instead of a cube of differences.
    apart = [
        (lengths - 2 * (chunk @ some.T)).min(1) + (chunk**2).sum(-1)
        for chunk in np.array_split(pixels - middle, 16)
    ]
    return np.maximum(np.asarray(np.concatenate(apart), np.float32), 0)


def _doubted(unsure: Mask) -> list[Mask]:
    """Thick parts that the picture's edge cuts."""
    depth = max(1, round(_DEPTH * max(unsure.shape)))
    padded = np.pad(unsure.astype(np.float32), depth, mode="edge")
    cores = (1 - dilate(1 - padded, depth))[depth:-depth, depth:-depth]
    count, labels = cv2.connectedComponents((cores > 0.5).astype(np.uint8))
    wide = [
        (dilate((labels == number).astype(np.float32), depth + 1) > 0.5) & unsure
        for number in range(1, min(count, 24))
    ]
    return [
        part
        for part in wide
        if part.mean() >= _LEAST and (part[0].any() or part[:, 0].any() or part[:, -1].any())
    ]


def _continued(lab: Field, cover: Field, part: Mask, outside: Field) -> Mask:
    """Where a part goes on along the same edge, though the network took that for the object."""
    longest = max(cover.shape)
    at_edge = np.zeros(cover.shape, np.bool_)
    at_edge[:, :1], at_edge[:, -1:] = part[:, :1].any(), part[:, -1:].any()
    band = near(at_edge, max(1, round(_BAND * longest)))
    around = near(part, round(_NEAR * longest))
    asked = (cover > 0.5) & band & around & ~part
    inside = lab[(cover > 0.5) & ~band & around & ~part]
    if min(int(asked.sum()), len(inside)) < 50:
        return np.zeros(cover.shape, np.bool_)
    stranger = np.zeros(cover.shape, np.float32)
    stranger[asked] = _distance(lab[asked], outside) < _distance(lab[asked], inside)
    likely = (blur(stranger, 1.5) > 0.5) & asked
    _, labels = cv2.connectedComponents((likely | part).astype(np.uint8))
    together = np.unique(labels[part])
    return np.asarray(likely & np.isin(labels, together[together > 0]), np.bool_)


def without_strangers(pixels: Field, cover: Field, coarse: Field) -> Field:
    """Drop what touches the picture's edge, the network doubts, and has the colours of the background by it.

    All three have the same size; the cover is 0 or 1.
    """
    longest = max(cover.shape)
    lab = blur(to_lab(pixels), 1.0)
    kept = cover.copy()
    for part in _doubted((cover > 0.5) & (coarse < _UNSURE)):
        around = near(part, round(_NEAR * longest))
        outside, inside = lab[around & (coarse < _OUTSIDE)], lab[around & (coarse > _UNSURE)]
        if min(len(outside), len(inside)) < 50:
            continue
        stranger = _distance(lab[part], outside) < _distance(lab[part], inside)
        if float(stranger.mean()) > _LOST:
            kept[part | _continued(lab, kept, part, outside)] = 0
    for column in (0, -1):
        kept[_scraps(lab, kept, coarse, column)] = 0
    return kept


def _scraps(lab: Field, kept: Field, coarse: Field, column: int) -> Mask:
    """What an edge cuts, however sure the network is, and is far liker the background: a flag's end."""
    longest = max(kept.shape)
    at_edge = np.zeros(kept.shape, np.bool_)
    at_edge[:, column] = kept[:, column] > 0.5
    found = np.zeros(kept.shape, np.bool_)
    if not at_edge.any():
        return found
    band, around = near(at_edge, round(_BAND * longest)), near(at_edge, round(_NEAR * longest))
    asked, outside = (kept > 0.5) & band, lab[around & (coarse < _OUTSIDE)]
    inside = lab[(kept > 0.5) & ~band & around]
    if min(int(asked.sum()), len(inside), len(outside)) < 50:
        return found
    apart = np.zeros((2, *kept.shape), np.float32)
    apart[0, asked], apart[1, asked] = _distance(lab[asked], outside), _distance(lab[asked], inside)
    likely = (blur((apart[0] < apart[1]).astype(np.float32), 1.5) > 0.5) & asked
    count, labels = cv2.connectedComponents(likely.astype(np.uint8))
    for number in range(1, min(count, 24)):
        piece = labels == number
        is_cut = piece.mean() >= _LEAST and piece[:, column].sum() > _CUT * at_edge.sum()
        if is_cut and float(apart[1, piece].mean()) > _FAR_LIKER * float(apart[0, piece].mean()):
            found |= piece
    return found
