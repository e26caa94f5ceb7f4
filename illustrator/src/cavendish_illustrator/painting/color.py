"""Colours and blends on float32 RGB, 0..1."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Field = npt.NDArray[np.floating[Any]]
Rgb = Field
ColorLike = str | Sequence[float] | Field

WHITE: Rgb = np.ones(3, np.float32)
BLACK: Rgb = np.zeros(3, np.float32)


def rgb(color: ColorLike) -> Rgb:
    """`#rgb`, `#rrggbb` or three floats as float32 RGB."""
    if not isinstance(color, str):
        return np.asarray(color, np.float32)
    digits = color.lstrip("#")
    if len(digits) == 3:
        digits = "".join(c * 2 for c in digits)
    return np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)], np.float32) / 255


def hex_code(color: ColorLike) -> str:
    """Return the colour as `#rrggbb`, clipped to the gamut."""
    return "#" + "".join(f"{round(float(v) * 255):02x}" for v in clamp(rgb(color)))


def mix(a: ColorLike, b: ColorLike, t: float | Field) -> Field:
    """Return `a` at t=0, `b` at t=1."""
    left, right = rgb(a), rgb(b)
    return left + (right - left) * t


def clamp(x: Field) -> Field:
    return np.clip(np.asarray(x, np.float32), 0, 1)


def smoothstep(start: float | Field, stop: float | Field, x: Field) -> Field:
    """Rise from 0 at `start` to 1 at `stop` with flat ends; `start` may be the greater."""
    t = clamp((x - start) / (np.asarray(stop, np.float32) - start + 1e-9))
    return t * t * (3 - 2 * t)


def luminance(image: Field) -> Field:
    return np.asarray(image[..., :3] @ np.array([0.299, 0.587, 0.114], np.float32), np.float32)


def brightest(image: Field) -> Field:
    """The greatest of the three channels; numpy's own `max(-1)` takes seven times as long."""
    return np.maximum(np.maximum(image[..., 0], image[..., 1]), image[..., 2])


def average(image: Field) -> Field:
    """The mean of the three channels, by the same way."""
    return np.asarray((image[..., 0] + image[..., 1] + image[..., 2]) / 3, np.float32)


def hsv(color: ColorLike) -> tuple[float, float, float]:
    """Hue in degrees, saturation and value in 0..1."""
    red, green, blue = (float(v) for v in rgb(color))
    high, low = max(red, green, blue), min(red, green, blue)
    span = high - low
    if span < 1e-6:
        return 0.0, 0.0, high
    if high == red:
        hue = ((green - blue) / span) % 6
    elif high == green:
        hue = (blue - red) / span + 2
    else:
        hue = (red - green) / span + 4
    return hue * 60, span / high, high


def from_hsv(hue: float, saturation: float, value: float) -> Rgb:
    """Inverse of `hsv`; the hue wraps."""
    k = (np.array([5.0, 3.0, 1.0], np.float32) + (hue % 360) / 60) % 6
    return np.asarray(value - value * saturation * np.clip(np.minimum(k, 4 - k), 0, 1), np.float32)


def shade(color: ColorLike, factor: float) -> Rgb:
    """Multiply, keeping the gamut."""
    return clamp(rgb(color) * factor)


def vary(color: ColorLike, rng: np.random.Generator, amount: float = 0.1) -> Rgb:
    """Return the colour with its brightness and, less, its channels moved at random."""
    jitter = 1 + rng.normal(0, amount) + rng.normal(0, amount * 0.3, 3)
    return clamp(rgb(color) * jitter.astype(np.float32))
