"""The outlines of a cut-out as ink: its contour, and where its flat colours meet."""

import cv2
import numpy as np
from numpy.typing import NDArray

from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.painting.pixel_ops import blur, dilate
from cavendish_illustrator.staging.emblem_parts import flattened

_SMALLEST_STEP = 0.16
"""Two neighbouring colours that differ less belong to one field."""
_CROWD, _MOST_INK = 1.8, 0.3
"""Lines so near to one another, in widths, are left out where they would cover so much of the ground."""


def ink_lines(image: Field, width: float, *, is_coloured: bool = False) -> Field:
    """Coverage of the outlines: of the whole cut-out, and where its flat colours meet.

    Where the colours are shown, lines crowded about small eyes are left out, which would blacken them.
    """
    solid = (image[..., 3] > 0.5).astype(np.float32)
    tones = flattened(image, 12)[..., :3] * solid[..., None] + (1 - solid[..., None])
    tones = blur(tones, 0.8)
    step = np.zeros(solid.shape, np.float32)
    step[:, 1:] = np.abs(np.diff(tones, axis=1)).sum(-1)
    step[1:] = np.maximum(step[1:], np.abs(np.diff(tones, axis=0)).sum(-1))
    edge = np.zeros_like(solid)
    edge[:, 1:] = np.abs(np.diff(solid, axis=1))
    edge[1:] = np.maximum(edge[1:], np.abs(np.diff(solid, axis=0)))
    thin = without_crumbs(step > _SMALLEST_STEP, width)
    if is_coloured:
        thin = without_crumbs((thin > 0) & (blur(thin, _CROWD * width) < _MOST_INK), width)
    inner = dilate(thin, max(1, round(width * 0.3)))
    outer = dilate(edge, max(1, round(width)))
    return np.asarray(clamp(blur(np.maximum(inner, outer), 0.7) * 1.25), np.float32)


def without_crumbs(lines: NDArray[np.bool_], width: float) -> Field:
    """The lines without the dashes that shading leaves: a line is longer than a dozen of its widths."""
    count, labels, facts, _ = cv2.connectedComponentsWithStats(lines.astype(np.uint8), connectivity=8)
    sizes = facts[:count, cv2.CC_STAT_WIDTH] + facts[:count, cv2.CC_STAT_HEIGHT]
    is_kept = sizes > 8 * width
    is_kept[0] = False
    return np.asarray(is_kept[labels], np.float32)
