"""From a coarse map of the main object to a clean matte and the object's own edge colours."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.color import Field, clamp, luminance, smoothstep
from cavendish_illustrator.pixel_ops import blur, box_blur, resize

_GUIDE_SIDE: Final = 640
_LEAST_SHARE: Final = 0.004
"""A smaller object is taken for noise of the network."""
_LEAST_PART: Final = 0.08
"""Separate parts below this share of the greatest one are dropped."""


def guided_filter(guide: Field, mask: Field, radius: int, eps: float = 2e-4) -> Field:
    """Let the mask follow the guide's edges. Source: He, Sun, "Fast Guided Filter", 2015."""
    height, width = guide.shape
    scale = min(1.0, _GUIDE_SIDE / max(height, width))
    small = (max(2, round(width * scale)), max(2, round(height * scale)))
    near, cover = resize(guide, *small), resize(mask, *small)
    side = 2 * max(1, round(radius * scale)) + 1

    def mean(x: Field) -> Field:
        return box_blur(x, side, side)

    mean_guide, mean_cover = mean(near), mean(cover)
    slope = (mean(near * cover) - mean_guide * mean_cover) / (mean(near * near) - mean_guide**2 + eps)
    offset = mean_cover - slope * mean_guide
    return clamp(resize(mean(slope), width, height) * guide + resize(mean(offset), width, height))


def _without_crumbs(matte: Field) -> Field:
    count, labels, stats, _ = cv2.connectedComponentsWithStats((matte > 0.4).astype(np.uint8))
    if count <= 2:
        return matte
    areas = stats[1:, cv2.CC_STAT_AREA]
    kept = np.flatnonzero(areas > _LEAST_PART * areas.max()) + 1
    return matte * clamp(blur(np.isin(labels, kept).astype(np.float32), 2))


def _centre_spot(height: int, width: int) -> Field:
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    return smoothstep(0.85, 0.55, np.hypot(xs, ys))


def refine_matte(rgb: Field, coarse: Field) -> tuple[Field, bool]:
    """Matte of the object in the photograph's own size, and whether there was an object at all.

    Without one the matte is a soft spot in the middle.
    """
    height, width = rgb.shape[:2]
    enlarged = clamp(resize(coarse, width, height, is_smooth=True))
    radius = max(2, int(0.006 * max(height, width)))
    matte = smoothstep(0.22, 0.8, guided_filter(luminance(rgb), enlarged, radius))
    matte = _without_crumbs(matte)
    if float((matte > 0.5).mean()) < _LEAST_SHARE:
        return _centre_spot(height, width), False
    return matte, True


def own_colors(rgb: Field, alpha: Field) -> Field:
    """Colours of the object alone, with the old background taken out of its half-covered edge.

    Source: Forte, "Approximate Fast Foreground Colour Estimation", ICIP 2021.
    """
    longest = max(alpha.shape)
    color = background = rgb
    cover = alpha[..., None]
    for sigma in (0.03 * longest, 0.004 * longest):
        inside = blur(color * cover, sigma) / np.maximum(blur(alpha, sigma), 1e-3)[..., None]
        outside = blur(background * (1 - cover), sigma) / np.maximum(blur(1 - alpha, sigma), 1e-3)[..., None]
        background = clamp(outside)
        color = clamp(inside + cover * (rgb - cover * inside - (1 - cover) * outside))
    return color
