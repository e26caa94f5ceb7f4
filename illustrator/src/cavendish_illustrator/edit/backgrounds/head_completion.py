"""Completes a head that a photograph's upper edge has cut, where the picture goes on above it."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.noise_field import noise

_HIGH: Final = 0.15
"""Height of the completed crown, in the length of the cut."""
_SQUARENESS: Final = 1.7
"""Exponent of its curve: 2 is an ellipse, more stays flat for longer in the middle."""
_TUFTS: Final = 0.16
"""How far hairs stand out of the curve, in its height."""


def crown_over(matte: Field, edge: int, seed: int) -> Field:
    """Cover of a crown above row `edge`, which cuts the matte below; nothing where it cuts none."""
    height, width = matte.shape
    cover = np.zeros((height, width), np.float32)
    cut = np.flatnonzero(matte[min(edge + 1, height - 1)] > 0.5) if 0 < edge < height else np.zeros(0)
    if len(cut) < 2:
        return cover
    first, last = int(cut[0]), int(cut[-1]) + 1
    across = np.clip(np.abs((np.arange(width) + 0.5 - first) / (last - first) * 2 - 1), 0, 1)
    tall = _HIGH * (last - first) * (1 - across**_SQUARENESS) ** (1 / _SQUARENESS)
    hair = max(1.0, 0.008 * (last - first))
    rng = np.random.default_rng((seed & 0xFFFFFFFF, 113))
    tufts = noise((1, width), (hair, hair), rng, 2)[0] - 0.5
    tall = tall * (1 + _TUFTS * tufts)
    over = edge - np.arange(edge, dtype=np.float32)[:, None] - 0.5
    soft = 0.02 * tall.max() + 1
    cover[:edge] = smoothstep(tall + soft, tall - soft, over) * smoothstep(0.0, 1.5, tall)
    return cover
