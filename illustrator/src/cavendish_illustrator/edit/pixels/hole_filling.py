"""Fills parts of a picture out of their surroundings."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize

_SMALLEST_LEVEL: Final = 2
_SEEN: Final = 0.3
"""Part of a column that is seen above a hole, from which a curtain or a flag can hang on."""
_SEAM: Final = 0.03


def fill_smoothly(image: Field, known: Field) -> Field:
    """Replace pixels by how little they are known (0..1) with colours flowing in from the known ones.

    Source: the pull-push interpolation of Gortler et al., "The Lumigraph", 1996.
    """
    height, width = known.shape
    if min(height, width) <= _SMALLEST_LEVEL:
        mean = (image * known[..., None]).sum((0, 1)) / max(float(known.sum()), 1e-6)
        return np.asarray(mix(np.broadcast_to(mean, image.shape), image, known[..., None]), np.float32)
    half = (max(1, width // 2), max(1, height // 2))
    weight = resize(known, *half)
    color = resize(image * known[..., None], *half) / np.maximum(weight, 1e-6)[..., None]
    coarse = fill_smoothly(color, np.minimum(weight * 2, 1))
    return np.asarray(mix(resize(coarse, width, height), image, known[..., None]), np.float32)


def hung_further(filled: Field, hole: Field) -> Field:
    """`filled` with curtains, flags and walls going on below where they are seen, mirrored in each column.

    Columns of which too little is seen above the hole keep what they were filled with.
    """
    height, width = hole.shape
    wide = dilate(hole, max(2, round(0.01 * min(height, width))))
    seen = np.where((wide > 0.2).any(0), (wide > 0.2).argmax(0), height)
    # Neighbours hang from one height, or their stripes would be torn.
    run = np.clip(np.round(blur(seen[None].astype(np.float32), _SEAM * width)[0]), 1, height)
    run = np.minimum(run, np.maximum(seen, 1)).astype(np.int64)
    rows = np.arange(height)[:, None] % (2 * run[None])
    source = np.where(rows < run[None], rows, 2 * run[None] - 1 - rows)
    hung = np.take_along_axis(filled, source[..., None], 0)
    sure = smoothstep(_SEEN, 1.25 * _SEEN, blur((seen / height)[None].astype(np.float32), _SEAM * width))
    return np.asarray(mix(filled, hung, (wide * sure)[..., None]), np.float32)
