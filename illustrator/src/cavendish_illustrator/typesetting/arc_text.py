"""Text along a circle, as badges and seals have it."""

import numpy as np
from PIL import Image, ImageDraw

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import remap
from cavendish_illustrator.typesetting.lettering import font_for

_FINE = 2
"""The straight line is drawn so much larger than it will stand on the circle."""
_WIDEST_TURN = 2.7
"""Radians that a line may take at most."""


def arc_mask(
    size: tuple[int, int],
    text: str,
    font_name: str,
    center: tuple[float, float],
    ring: tuple[float, float],
    *,
    is_below: bool = False,
) -> Field:
    """Coverage (h, w) of a line whose letters stand on the circle; `ring` is its radius and their height.

    It is centred above the middle, or under it with the letters upright.
    """
    radius, tall = ring
    strip = _strip(text, font_name, max(8, round(tall * _FINE)), round(tall * _FINE * 0.1))
    turn = min(strip.shape[1] / _FINE / radius, _WIDEST_TURN)
    ys, xs = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    dx, dy = xs - center[0], ys - center[1]
    away = np.hypot(dx, dy)
    angle = np.arctan2(dx, dy if is_below else -dy)
    along = (angle / turn + 0.5) * strip.shape[1]
    across = (away - radius if is_below else radius - away) * _FINE + strip.shape[0] / 2
    inside = (along > 0) & (along < strip.shape[1] - 1) & (across > 0) & (across < strip.shape[0] - 1)
    return np.where(inside, remap(strip, along, across), 0).astype(np.float32)


def _strip(text: str, font_name: str, pixels: int, gap: int) -> Field:
    """The text on one straight line, its letters a little apart."""
    face = asset_pack.font(font_for(text, font_name), pixels)
    widths = [face.getlength(letter) + gap for letter in text]
    image = Image.new("L", (max(8, int(sum(widths)) + 2 * gap), int(pixels * 1.5)), 0)
    pen, x = ImageDraw.Draw(image), float(gap)
    for letter, width in zip(text, widths, strict=True):
        pen.text((x, image.height / 2), letter, font=face, fill=255, anchor="lm")
        x += width
    return np.asarray(image, np.float32) / 255
