"""Finds the open sky of a photograph."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.pixels.hole_filling import fill_smoothly
from cavendish_illustrator.painting.color import Field, brightest, clamp, luminance, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize, to_hsv

_SIDE: Final = 224
_LEAST_SHARE: Final = 0.06
_LOWEST_MIDDLE: Final = 0.45
_MOST_PIECES: Final = 40
_LEAST_PIECE: Final = 0.002
"""Of the picture."""
_HIGH: Final = 0.45
"""Part of the picture's height above which a piece of sky begins: a lake lies lower."""
_SAME_SKY: Final = 0.09


def _sky_like(image: Field, matte: Field) -> Field:
    """Smooth, bluish or grey-bright, and no part of the main object; 1 or 0."""
    tone = luminance(image)
    unrest = blur(np.abs(tone - blur(tone, 2.0)), 2.0)
    hue, saturation, value = (to_hsv(image)[..., i] for i in range(3))
    is_blue = (hue > 180) & (hue < 265) & (saturation > 0.12) & (value > 0.12)
    is_cloud = (saturation < 0.22) & (value > 0.6)
    is_glow = (value > 0.75) & (saturation < 0.65) & ((hue < 60) | (hue > 320))
    return np.asarray((is_blue | is_cloud | is_glow) & (unrest < 0.02) & (matte < 0.3), np.uint8)


def find_sky(image: Field, matte: Field) -> Field | None:
    """Cover of the sky, 0..1, or None where none is seen along the upper edge."""
    height, width = matte.shape
    scale = _SIDE / max(height, width)
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    candidate = _sky_like(resize(image, *small), resize(matte, *small))
    closed = cv2.morphologyEx(candidate, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, labels = cv2.connectedComponents(closed)
    at_top = np.unique(labels[:2])
    cover = np.isin(labels, at_top[at_top > 0]).astype(np.float32)
    if float(cover.mean()) < _LEAST_SHARE or float(cover[:2].mean()) < 0.4:
        return None
    rows = np.arange(cover.shape[0]) / cover.shape[0]
    if float((cover.mean(1) * rows).sum() / cover.mean(1).sum()) > _LOWEST_MIDDLE:
        return None
    cover = np.maximum(cover, _beyond(resize(image, *small), cover, np.asarray(labels, np.float32)))
    return _regrown(image, cover, small) * (1 - matte)


def _beyond(image: Field, cover: Field, labels: Field) -> Field:
    """Sky that a tower or a tree parts from the one along the upper edge: high up and of its colour."""
    expected = blur(fill_smoothly(image, cover), 3)
    found = np.zeros_like(cover)
    for number in range(1, min(int(labels.max()) + 1, _MOST_PIECES)):
        piece = (labels == number) & (cover < 0.5)
        if piece.sum() < _LEAST_PIECE * piece.size or np.flatnonzero(piece.any(1))[0] > _HIGH * len(piece):
            continue
        if float(np.abs(image[piece] - expected[piece]).max(-1).mean()) < _SAME_SKY:
            found[piece] = 1
    return found


def _regrown(image: Field, seed: Field, small: tuple[int, int]) -> Field:
    """Carry the sky up to the very edges of what stands before it, by the colour it should have there."""
    height, width = image.shape[:2]
    expected = resize(blur(fill_smoothly(resize(image, *small), seed), 3), width, height)
    strangeness = brightest(np.abs(image - expected))
    reach = clamp(resize(blur(dilate(seed, 7), 1.5), width, height))
    return smoothstep(0.17, 0.07, strangeness) * reach
