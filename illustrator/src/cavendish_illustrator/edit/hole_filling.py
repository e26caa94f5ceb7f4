"""Fills parts of a picture out of their surroundings."""

from typing import Final

import numpy as np

from cavendish_illustrator.color import Field, mix, smoothstep
from cavendish_illustrator.pixel_ops import blur, resize

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


def paint_out(image: Field, hole: Field, seed: int) -> Field:
    """Take away what the hole covers (0..1), leaving its surroundings' colours with their grain."""
    side = min(hole.shape)
    grown = smoothstep(0.02, 0.3, blur(hole, 0.008 * side))
    filled = fill_smoothly(image, 1 - grown)
    filled = blur(filled, 0.006 * side)
    texture = image - blur(image, 0.01 * side)
    known = (grown < 0.05)[..., None]
    strength = float(np.sqrt((texture**2 * known).sum() / max(float(known.sum()) * 3, 1.0)))
    noise = np.random.default_rng(seed).normal(0, 1, hole.shape).astype(np.float32)
    grain = blur(noise, 0.0012 * side) * min(0.03, strength * 0.5)
    return np.asarray(mix(image, filled + grain[..., None], grown[..., None]), np.float32)
