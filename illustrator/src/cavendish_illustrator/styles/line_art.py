"""Line art: clean ink contours on white, as in a colouring book."""

import cv2
import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.painting.style_parts import fine_detail, flatten, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_SHORTEST, _SHORTEST_NEAR = 70.0, 14.0
"""Units that lines of the background and of figures are long at least: shorter ones are dirt."""
_DRAWN = 0.3


def redraw(image: Field, focus: Field | None, _seed: int) -> Field:
    unit = unit_of(image)
    near = np.zeros(image.shape[:2], np.float32) if focus is None else clamp(blur(focus, 3 * unit) * 1.6)
    coarse = flatten(flatten(image, 14 * unit), 10 * unit)
    fine = flatten(image, 4 * unit)
    background = _long_lines(smoothstep(0.24, 0.36, _edges(coarse, 1.6 * unit)), _SHORTEST * unit)
    subject = _long_lines(smoothstep(0.15, 0.30, _edges(fine, 1.0 * unit)), _SHORTEST_NEAR * unit)
    outline_x, outline_y = gradient(blur(near, 1.2 * unit))
    contour = smoothstep(0.25, 0.8, np.hypot(outline_x, outline_y))
    dark = smoothstep(0.2, 0.08, luminance(fine)) * near * fine_detail(image, focus)  # pupils, no beards
    ink = np.maximum(np.maximum(background * (1 - near), subject * near), np.maximum(contour, dark))
    value = 1 - clamp(blur(smoothstep(0.2, 0.6, ink), 0.5 * unit))
    return mix("#16161c", "#ffffff", value[..., None])


def _long_lines(lines: Field, least: float) -> Field:
    """The lines without those that reach less far across or down."""
    is_drawn = (lines > _DRAWN).astype(np.uint8)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(is_drawn, connectivity=8)
    reach = np.maximum(boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT])
    is_kept = (reach >= least) & (np.arange(count) > 0)
    return np.where(is_kept[labels], lines, np.float32(0))


def _edges(image: Field, width: float) -> Field:
    """Strength of colour edges, greatest over the channels."""
    strongest = np.zeros(image.shape[:2], np.float32)
    for channel in range(3):
        along_x, along_y = gradient(blur(np.ascontiguousarray(image[..., channel]), width))
        strongest = np.maximum(strongest, np.hypot(along_x, along_y))
    return strongest


STYLE = StylePass(serves=(Style.LINE_ART,), redraw=redraw, wants_vignette=False)
