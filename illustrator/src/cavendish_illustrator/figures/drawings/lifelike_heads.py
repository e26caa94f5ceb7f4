"""The heads of drawn people as large as those of real ones, and the eyes as large as those in real heads."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.pixel_ops import remap

_HEAD, _EYE = 1.27, 1.22
"""How much smaller a head and an eye become."""
_WHOLE, _REACH = 1.3, 2.4
"""So far from the neck all is so much smaller, and so far out nothing is, in widths of the head."""
_EYES: Final = ((-0.17, 0.2), (0.2, 0.2))
"""Where an eye is beside the middle of both, and how far around it is made smaller, in widths of the head."""
_BUST: Final = 0.4
"""A head that is so wide in its figure is a portrait, which has its true proportions."""


def with_lifelike_head(rgba: Field, figure: Figure) -> Field:
    """The pixels of a person with a smaller head; what has no head that stands over a neck stays."""
    width = figure.head_width
    is_whole = {"eyes", "neck"} <= figure.anchors.keys() and 0 < width < _BUST * figure.width
    if not is_whole or figure.anchors["eyes"][1] >= figure.anchors["neck"][1]:
        return rgba
    scale = rgba.shape[0] / figure.height
    neck, eyes = (_in_pixels(figure, name, scale) for name in ("neck", "eyes"))
    wide = width * scale
    xs, ys = np.meshgrid(
        np.arange(rgba.shape[1], dtype=np.float32), np.arange(rgba.shape[0], dtype=np.float32)
    )
    from_x, from_y = _drawn_in(xs, ys, neck, wide)
    for aside, reach in _EYES:
        x, y = eyes[0] + aside * wide - from_x, eyes[1] - from_y
        more = (_EYE - 1) * smoothstep(reach * wide, 0.25 * reach * wide, np.hypot(x, y))
        from_x, from_y = from_x - x * more, from_y - y * more
    colors = np.concatenate([rgba[..., :3] * rgba[..., 3:], rgba[..., 3:]], -1)
    moved = remap(colors, from_x, from_y)
    moved[..., :3] /= np.maximum(moved[..., 3:], 1e-4)
    return np.asarray(np.clip(moved, 0, 1), np.float32)


def _in_pixels(figure: Figure, name: str, scale: float) -> tuple[float, float]:
    x, y = figure.anchors[name]
    return (x - figure.left) * scale, (y - figure.top) * scale


def _drawn_in(xs: Field, ys: Field, neck: tuple[float, float], wide: float) -> tuple[Field, Field]:
    """From where each pixel above the neck comes when all is drawn towards it."""
    x, y = xs - neck[0], ys - neck[1]
    away = np.hypot(x, y) / wide
    outside = _WHOLE * _HEAD + (away - _WHOLE) * (_REACH - _WHOLE * _HEAD) / (_REACH - _WHOLE)
    source = np.where(away < _WHOLE, away * _HEAD, np.maximum(outside, away))
    share = smoothstep(0.12 * wide, -0.2 * wide, y)
    factor = 1 + (source / np.maximum(away, 1e-3) - 1) * share
    return np.asarray(neck[0] + x * factor, np.float32), np.asarray(neck[1] + y * factor, np.float32)
