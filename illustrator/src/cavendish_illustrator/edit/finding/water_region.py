"""Finds open water below the horizon of a photograph: a lake or a sea as even as the sky over it."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, luminance, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, resize, to_hsv

_SIDE: Final = 224
_CALM: Final = 0.03
"""Unrest of tones up to which it may be water."""
_SHORE: Final = 2.2
"""How much more unrest a far shore shows than the rows of the open air usually do."""
_LEAST: Final = 0.02
"""Of the picture."""
_HIGHEST, _LOWEST = 0.22, 0.9
"""Part of the picture's height in which a horizon lies."""


def split_water(image: Field, air: Field) -> tuple[Field, Field | None]:
    """Sky and water, told apart by the far shore between them; the water None where all is sky."""
    height = air.shape[0]
    horizon = _far_shore(image, air)
    if horizon is None:
        return air, None
    below = smoothstep(horizon - 0.004, horizon + 0.004, np.linspace(0, 1, height, dtype=np.float32)[:, None])
    water = np.asarray(air * below, np.float32)
    return np.asarray(air * (1 - below), np.float32), water if float(water.mean()) > _LEAST else None


def _far_shore(image: Field, air: Field) -> float | None:
    """Height of the row along which the open air is least even, in the picture's, or None."""
    height, width = air.shape
    scale = _SIDE / max(height, width)
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    tone, cover = luminance(resize(image, *small)), resize(air, *small) > 0.6
    steps = np.abs(np.diff(blur(tone, 0.8), axis=0, append=tone[-1:]))
    # What stands before the sky has edges of its own: only open air on both sides counts.
    inner = cv2.erode(cover.astype(np.uint8), np.ones((5, 9), np.uint8)) > 0
    wide = inner.sum(1)
    rows = np.where(wide > 0.12 * small[0], (steps * inner).sum(1) / np.maximum(wide, 1), 0)
    first, last = (round(part * small[1]) for part in (_HIGHEST, _LOWEST))
    seen = rows[first:last]
    if not seen.any():
        return None
    usual = float(np.median(rows[rows > 0]))
    best = int(seen.argmax()) + first
    is_faint = float(rows[best]) < max(_SHORE * usual, 0.004)
    if is_faint or float(cover[best + 2 :].mean(1).sum()) < 3:
        return None
    return float(best + 1) / float(small[1])


def find_water(image: Field, matte: Field, air: Field | None) -> Field | None:
    """Cover of the water, 0..1, or None where none is seen for sure."""
    if air is not None:
        water = split_water(image, air)[1]
        if water is not None:
            return water
    return _even_below(image, matte)


def _even_below(image: Field, matte: Field) -> Field | None:
    """The greatest even stretch of blue in the lower part."""
    height, width = matte.shape
    scale = _SIDE / max(height, width)
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    seen, thing = resize(image, *small), resize(matte, *small)
    tone = luminance(seen)
    unrest = blur(np.abs(tone - blur(tone, 3.0)), 2.0)
    hue, saturation = (to_hsv(seen)[..., index] for index in (0, 1))
    likely = (hue > 165) & (hue < 255) & (saturation > 0.15) & (unrest < _CALM) & (thing < 0.3)
    likely[: round(0.3 * small[1])] = False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(likely.astype(np.uint8))
    if count < 2:
        return None
    best = int(stats[1:, cv2.CC_STAT_AREA].argmax()) + 1
    wide = stats[best, cv2.CC_STAT_WIDTH] / small[0]
    if stats[best, cv2.CC_STAT_AREA] < _LEAST * likely.size or wide < 0.25:
        return None
    return np.asarray(resize((labels == best).astype(np.float32), width, height), np.float32)
