"""Softens the outline of people: hairs by their own colours, all else as sharp as a lens shows it."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from cavendish_illustrator.edit.faces.face_finding import Face
from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate

_OF_BODY: Final = 0.004
"""Half the width of an outline's own blur, in the long side."""
_OF_HAIR: Final = 0.11
"""How far hairs stand out, in the face's side."""
_MOST_HAIR: Final = 0.03
_APART: Final = (0.14, 0.36)
"""Distance of a person's colours from those behind them from which they tell what is hair."""
_CALM: Final = (0.42, 0.18)
"""Unrest of what lies behind, in that distance: leaves and flags look like hair here and there."""
_AROUND: Final = (1.25, 1.5)
"""Half the width and height of a head with its hair, in the face's sides."""


def soften_outline(rgb: Field, matte: Field, faces: Sequence[Face]) -> Field:
    """The matte with real covers along the seam: hairs are half seen, shoulders have no steps."""
    longest = max(matte.shape)
    solid = (matte > 0.5).astype(np.float32)
    thin = max(0.7, _OF_BODY * longest)
    even = smoothstep(0.12, 0.88, blur(blur(solid, 0.6 * thin), 0.5))
    body = np.asarray(np.where(np.abs(even - 0.5) < 0.5, 0.5 * (even + clamp(matte)), even), np.float32)
    result = body
    for face in faces:
        reach = float(np.clip(_OF_HAIR * face.side, 1.5, _MOST_HAIR * longest))
        hairy = _hairy(rgb, solid, reach)
        result = mix(result, hairy, _head(matte.shape, face))
    return np.asarray(clamp(result), np.float32)


def _head(shape: tuple[int, ...], face: Face) -> Field:
    """Soft cover of a head and what hangs down from it."""
    ys, xs = np.ogrid[: shape[0], : shape[1]]
    across = (xs - face.x) / (_AROUND[0] * face.side)
    down = (ys - face.y) / (_AROUND[1] * face.side)
    return smoothstep(1.0, 0.8, np.asarray(np.hypot(across, down), np.float32))


def _hairy(rgb: Field, solid: Field, reach: float) -> Field:
    """Covers by colour: how far each pixel is from what lies behind to what lies inside."""
    steps = max(1, round(reach))
    inner = 1 - dilate(1 - solid, max(1, steps // 2))
    outer = 1 - dilate(solid, steps)
    front, back = _mean_of(rgb, inner, reach), _mean_of(rgb, outer, reach)
    away = front - back
    apart = np.sqrt((away**2).sum(-1))
    told = clamp(((rgb - back) * away).sum(-1) / np.maximum(apart**2, 1e-4))
    likely = blur(solid, 0.5 * reach)
    told = np.maximum(told * smoothstep(0.0, 0.28, likely), smoothstep(0.62, 0.95, likely))
    plain = smoothstep(0.2, 0.8, blur(solid, max(0.7, 0.2 * reach)))
    unrest = np.sqrt(_mean_of((rgb - back) ** 2, outer, 2 * reach).sum(-1))
    trust = smoothstep(*_APART, apart) * smoothstep(*_CALM, unrest / np.maximum(apart, 1e-3))
    return np.asarray(mix(plain, smoothstep(0.08, 0.9, told), trust), np.float32)


def _mean_of(rgb: Field, where: Field, reach: float) -> Field:
    """Mean colour of what is near on one side, from farther away where nothing is nearer."""
    total, weight = np.zeros_like(rgb, np.float32), np.zeros_like(where)
    for sigma, share in ((reach, 1.0), (4 * reach, 1e-2)):
        total = total + share * blur(rgb * where[..., None], sigma)
        weight = weight + share * blur(where, sigma)
    return np.asarray(total / np.maximum(weight, 1e-6)[..., None], np.float32)
