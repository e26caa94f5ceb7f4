"""Brings a photograph to the asked size: cropped around its main object, or carried on beyond its edges."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.edit.hole_filling import fill_smoothly
from cavendish_illustrator.edit.photograph import Extent, Photograph, extent_of
from cavendish_illustrator.pixel_ops import blur, resize

_MARGIN: Final = 0.05
"""Room kept around the object, in parts of the photograph's long side."""
_TOUCH: Final = 0.015
_CUT_MORE: Final = 0.16
"""How much of an object that the photograph has cut already may be cut further, to draw less beyond the edge."""
_EXTENDED_SCALE: Final = 1.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The part of the photograph's plane that becomes the picture, in its pixels; it may reach outside."""

    left: float
    top: float
    width: float
    height: float

    def reaches_outside(self, photograph: Photograph) -> bool:
        return (
            self.left < -1
            or self.top < -1
            or self.left + self.width > photograph.width + 1
            or self.top + self.height > photograph.height + 1
        )


def _needed(first: int, last: int, length: int, margin: float) -> tuple[float, float]:
    """Span of one axis that has to stay visible."""
    touches_first, touches_last = first <= _TOUCH * length, last >= (1 - _TOUCH) * length
    if touches_first and touches_last:
        return length * _CUT_MORE / 2, length * (1 - _CUT_MORE / 2)
    return (
        0.0 if touches_first else max(0.0, first - margin),
        float(length) if touches_last else min(float(length), last + margin),
    )


def _placed(span: float, needed: tuple[float, float], length: int) -> float:
    """Where a window of this span starts along one axis."""
    middle = (needed[0] + needed[1]) / 2
    if span <= length:
        return float(np.clip(middle - span / 2, 0, length - span))
    touches_first, touches_last = needed[0] <= 0, needed[1] >= length
    if touches_last and not touches_first:
        return length - span
    if touches_first and not touches_last:
        return 0.0
    return (length - span) / 2


def window_for(photograph: Photograph, size: tuple[int, int]) -> Window:
    """Greatest window of the asked ratio inside the photograph that leaves the object whole.

    Where none does, the window reaches over the photograph's edge.
    """
    ratio = size[0] / size[1]
    height, width = photograph.height, photograph.width
    extent = extent_of(photograph.matte)
    margin = _MARGIN * max(height, width)
    across = _needed(extent.left, extent.right, width, margin)
    down = _needed(extent.top, extent.bottom, height, margin)
    # The greatest inner window, grown until the object fits both ways.
    span = max(min(float(width), height * ratio), across[1] - across[0], (down[1] - down[0]) * ratio)
    return Window(
        left=_placed(span, across, width),
        top=_placed(span / ratio, down, height),
        width=span,
        height=span / ratio,
    )


def closer_window(photograph: Photograph, size: tuple[int, int], *, to_portrait: bool) -> Window:
    """Return a window close around the object, or around its upper part for a portrait."""
    extent = extent_of(photograph.matte)
    if to_portrait and extent.height > extent.width:
        extent = Extent(extent.left, extent.top, extent.right, extent.top + max(8, int(extent.height * 0.55)))
    whole = window_for(photograph, size)
    span = max(extent.width * 1.16, extent.height * 1.16 * size[0] / size[1])
    span = min(span, whole.width * 0.8)
    tall = span * size[1] / size[0]
    left = (extent.left + extent.right - span) / 2
    top = (extent.top + extent.bottom - tall) / 2 if not to_portrait else extent.top - tall * 0.08
    return Window(
        left=float(np.clip(left, 0, max(0.0, photograph.width - span))),
        top=float(np.clip(top, 0, max(0.0, photograph.height - tall))),
        width=span,
        height=tall,
    )


def wider_window(photograph: Photograph, size: tuple[int, int]) -> Window:
    """Window that shows more than the photograph holds."""
    ratio = size[0] / size[1]
    span = max(photograph.width, photograph.height * ratio) * _EXTENDED_SCALE
    tall = span / ratio
    extent = extent_of(photograph.matte)
    across = (float(extent.left), float(extent.right))
    stands_at_bottom = extent.bottom >= (1 - _TOUCH) * photograph.height
    top = photograph.height - tall if stands_at_bottom else (photograph.height - tall) / 2
    left = (photograph.width - span) / 2
    if across[0] <= 0 < photograph.width - across[1]:
        left = 0.0
    return Window(left=left, top=top, width=span, height=tall)


def _sample(x: Field, window: Window, size: tuple[int, int], border: int) -> Field:
    scale = size[0] / window.width
    shift = 0.5 * scale - 0.5
    matrix = np.array(
        [[scale, 0, shift - window.left * scale], [0, scale, shift - window.top * scale]], np.float32
    )
    source = np.asarray(x, np.float32)
    if scale < 0.75:  # warping alone would skip pixels
        source = blur(source, 0.32 / scale)
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR
    return clamp(cv2.warpAffine(source, matrix, size, flags=how, borderMode=border))


def _edge_distance(photograph: Photograph, window: Window, size: tuple[int, int]) -> Field:
    """How far outside the photograph each pixel lies, in parts of the picture's short side."""
    xs = window.left + (np.arange(size[0], dtype=np.float32) + 0.5) * (window.width / size[0])
    ys = window.top + (np.arange(size[1], dtype=np.float32) + 0.5) * (window.height / size[1])
    across = np.maximum(np.maximum(-xs, xs - photograph.width), 0)[None]
    down = np.maximum(np.maximum(-ys, ys - photograph.height), 0)[:, None]
    return np.asarray(np.hypot(across, down) / min(window.width, window.height), np.float32)


def _carried_on(image: Field, matte: Field, distance: Field, seed: int) -> Field:
    """Blur what was mirrored outside the edge more and more, and keep mirrored objects out of it."""
    height, width = distance.shape
    side = min(height, width)
    outside = smoothstep(0.0, 0.015, distance)
    # A mirrored object would show its double, so only surroundings flow into what lies beyond the edge.
    small = (max(2, width // 4), max(2, height // 4))
    known = 1 - smoothstep(0.02, 0.3, blur(resize(matte, *small), 0.01 * side / 4))
    calm = fill_smoothly(resize(image, *small), known)
    soft, softest = (
        resize(blur(calm, sigma * side / 4), width, height, is_smooth=True) for sigma in (0.018, 0.05)
    )
    near = smoothstep(0.0, 0.09, distance)[..., None]
    result = mix(mix(image, soft, near), softest, smoothstep(0.04, 0.26, distance)[..., None])
    grain = np.random.default_rng(seed).normal(0, 0.012, (height, width, 1)).astype(np.float32)
    return clamp(result + grain * outside[..., None])


def frame(photograph: Photograph, window: Window, size: tuple[int, int], seed: int) -> tuple[Field, Field]:
    """Pixels and matte of the window at exactly the asked size."""
    image = _sample(photograph.rgb, window, size, cv2.BORDER_REFLECT_101)
    matte = _sample(photograph.matte, window, size, cv2.BORDER_CONSTANT)
    if not window.reaches_outside(photograph):
        return image, matte
    mirrored = _sample(photograph.matte, window, size, cv2.BORDER_REFLECT_101)
    return _carried_on(image, mirrored, _edge_distance(photograph, window, size), seed), matte
