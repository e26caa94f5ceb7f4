"""Drawn lines that follow the forms of a picture, as an inker's pen does."""

import numpy as np

from cavendish_illustrator.painting.color import Field, brightest, clamp, luminance, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, gradient, remap

_ACROSS = (-2.4, -1.8, -1.2, -0.6, 0.0, 0.6, 1.2, 1.8, 2.4)
_ALONG = (-5.0, -3.5, -2.0, 2.0, 3.5, 5.0)
_WIDER = 1.6
_THINNEST = 1.15
"""In pixels: a thinner pen is lost between them."""


def _directions(image: Field, width: float) -> tuple[Field, Field]:
    """Unit vectors across the forms, evened out over a neighbourhood."""
    along_x, along_y = gradient(blur(image, width))
    squares = (along_x * along_x, along_y * along_y, along_x * along_y)
    xx, yy, xy = (blur(np.asarray(one.sum(-1), np.float32), 4.5 * width) for one in squares)
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    return np.cos(angle), np.sin(angle)


def coherent_lines(image: Field, width: float, faintest: float = 0.005) -> Field:
    """Coverage of lines about `width` pixels wide, 0..1, along every edge at least so strong.

    Source: Kang, Lee, Chui, "Flow-based image abstraction", 2009.
    """
    width = max(width, _THINNEST)
    across_x, across_y = _directions(image, width)
    height, wide = image.shape[:2]
    xs, ys = np.arange(wide, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
    soft = blur(image, 0.5 * width)
    near = np.exp(-(np.array(_ACROSS) ** 2) / 2)
    far = np.exp(-((np.array(_ACROSS) / _WIDER) ** 2) / 2)
    response = np.zeros_like(soft)
    for step, share in zip(_ACROSS, far / far.sum() - near / near.sum(), strict=True):
        seen = remap(soft, xs + across_x * (step * width), ys + across_y * (step * width))
        response += seen * np.float32(share)
    response = np.maximum(luminance(response), 0.6 * brightest(response))
    smooth = response.copy()
    for step in _ALONG:
        smooth += remap(response, xs - across_y * (step * width), ys + across_x * (step * width))
    return clamp(smoothstep(faintest, faintest * 2.2, smooth / (len(_ALONG) + 1)))
