"""Blueprint: white lines on squared blue paper."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix
from cavendish_illustrator.painting.style_parts import contours, flatten, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PAPER, _INK = "#1f4f8f", "#eaf2ff"
_LINES_ALREADY = 0.72
"""So much of the page is white where it was drawn in lines."""


def squared(size: tuple[int, int]) -> Field:
    """Coverage of the squares on a page."""
    width, height = size
    side = min(size)
    cover = np.zeros((height, width), np.float32)
    for step, strength in ((side / 32, 0.09), (side / 8, 0.2)):
        for at in np.arange(0, max(size), step):
            row = round(float(at))
            cover[row : row + 1] = np.maximum(cover[row : row + 1], strength)
            cover[:, row : row + 1] = np.maximum(cover[:, row : row + 1], strength)
    return cover


def redraw(image: Field, focus: Field | None, _seed: int) -> Field:
    unit = unit_of(image)
    near = focus_cover(image, focus, 1.5)
    if float((luminance(image) > 0.9).mean()) > _LINES_ALREADY:
        ink = 1 - luminance(image)
        cover = np.maximum(ink, 0)
    else:
        calm = mix(flatten(flatten(image, 10 * unit), 8 * unit), flatten(image, 4 * unit), near[..., None])
        cover = contours(calm, near, 1.1) * (0.6 + 0.4 * near)
    page = mix(_PAPER, _INK, squared((image.shape[1], image.shape[0]))[..., None])
    return clamp(mix(page, _INK, clamp(cover)[..., None]))


STYLE = StylePass(serves=(Style.BLUEPRINT,), redraw=redraw, wants_vignette=False)
