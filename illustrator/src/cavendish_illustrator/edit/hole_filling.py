"""Fills parts of a picture out of their surroundings."""

from typing import Final

import numpy as np

from cavendish_illustrator.color import Field, mix
from cavendish_illustrator.pixel_ops import resize

_SMALLEST_LEVEL: Final = 2


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
