"""Rounds off a cut-out where the photograph's border has cut it, so that no straight edge is left."""

from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.edit.finding.cutting_out import Cutout
from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate

_DEPTH: Final = 0.2
"""How far a rounded edge goes in at its ends, in parts of its length."""
_SHALLOW: Final = 0.08
"""The same for all but the lower edge: ears and shoulders must not be cut away."""
_MOST: Final = 0.22
"""The same in parts of the object's extent across it."""
_SQUARENESS: Final = 2.6
"""Exponent of the curve: 2 is an ellipse, more stays flat for longer in the middle."""
_SPIKE: Final = 0.02
_SOFT: Final = 1.4
"""Pixels."""


def _rounded_from_top(alpha: Field, depth: float = _SHALLOW) -> Field:
    """Cover that rounds what the uppermost row cuts; 1 elsewhere."""
    height, width = alpha.shape
    touched = np.flatnonzero(alpha[: max(2, height // 100)].max(0) > 0.4)
    if not len(touched):
        return np.ones_like(alpha)
    first, last = int(touched[0]), int(touched[-1]) + 1
    xs = (np.arange(width, dtype=np.float32) + 0.5 - first) / max(1, last - first) * 2 - 1
    deep = min(depth * (last - first), _MOST * height)
    bend = 1 - np.clip(1 - np.abs(xs) ** _SQUARENESS, 0, 1) ** (1 / _SQUARENESS)
    # Beyond the cut the outline is the object's own again: there the curve must not bite into it.
    limit = np.where(np.abs(xs) < 1, deep * bend, 0.0)
    ys = np.arange(height, dtype=np.float32)[:, None] + 0.5
    rounded = smoothstep(-_SOFT, _SOFT, ys - limit[None])
    inside = (np.abs(xs) < 1).astype(np.float32)[None]
    return np.asarray(1 - inside * (1 - rounded), np.float32)


def with_closed_outline(piece: Cutout) -> Cutout:
    """Round every edge that the photograph has cut; a whole object stays as it is."""
    alpha = piece.rgba[..., 3]
    cover = np.ones_like(alpha)
    if piece.top:
        cover = np.minimum(cover, _rounded_from_top(alpha))
    if piece.bottom:
        cover = np.minimum(cover, _rounded_from_top(alpha[::-1], _DEPTH)[::-1])
    if piece.left:
        cover = np.minimum(cover, _rounded_from_top(alpha.T).T)
    if piece.right:
        cover = np.minimum(cover, _rounded_from_top(alpha[:, ::-1].T).T[:, ::-1])
    if not (piece.top or piece.bottom or piece.left or piece.right):
        return piece
    rgba = piece.rgba.copy()
    rgba[..., 3] = _without_spikes(alpha * cover)
    return replace(piece, rgba=rgba)


def _without_spikes(alpha: Field) -> Field:
    """Take away what is thinner than a few hundredths of the object: what rounding left of its corners."""
    radius = max(2, round(_SPIKE * min(alpha.shape)))
    solid = np.pad((alpha > 0.5).astype(np.float32), radius + 1)
    opened = dilate(1 - dilate(1 - solid, radius), radius)[radius + 1 : -radius - 1, radius + 1 : -radius - 1]
    return np.asarray(alpha * blur(dilate(opened, 3), 1.5), np.float32)


def without_fringes(rgba: Field, radius: float) -> Field:
    """Close the small nicks of an outline and drop its hairs: a die cuts no whiskers."""
    alpha = rgba[..., 3]
    smooth = smoothstep(0.42, 0.58, blur(alpha, radius))
    result = rgba.copy()
    result[..., 3] = np.minimum(np.maximum(alpha, smooth * (alpha > 0.02)), np.maximum(smooth, 0))
    return result
