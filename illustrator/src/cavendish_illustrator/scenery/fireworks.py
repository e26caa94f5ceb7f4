"""Fireworks for any night sky: trails of light that spread, droop and end in sparks."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, from_hsv
from cavendish_illustrator.painting.pixel_ops import blur

_HUES: Final = (8.0, 42.0, 50.0, 130.0, 205.0, 285.0, 330.0)
_RAYS: Final = 44
_STEPS: Final = 12
_DROOP: Final = 0.22
"""How far the end of a trail falls, in the radius."""
_FINE: Final = 4
"""Bits of a pixel that lines are drawn to."""

Burst = tuple[float, float, float]
"""The middle and the radius of one, in pixels."""


def _trails(shape: tuple[int, int], burst: Burst, rng: np.random.Generator, unit: float) -> Field:
    """Brightness 0..1 of one burst: faint where it began, bright toward its sparks."""
    x, y, radius = burst
    light: Field = np.zeros(shape, np.float32)
    turn = float(rng.uniform(0, 1))
    for ray in range(_RAYS):
        angle = (ray + turn + float(rng.uniform(-0.3, 0.3))) * 2 * np.pi / _RAYS
        reach = radius * float(rng.uniform(0.62, 1.0))
        t = np.linspace(0.16, 1.0, _STEPS + 1)
        xs = x + np.cos(angle) * reach * t
        ys = y + np.sin(angle) * reach * t + _DROOP * radius * t**2
        points = np.round(np.stack([xs, ys], -1) * 2**_FINE).astype(np.int32)
        for step in range(_STEPS):
            tone = 0.18 + 0.82 * ((step + 1) / _STEPS) ** 1.4
            ends = tuple(map(int, points[step])), tuple(map(int, points[step + 1]))
            cv2.line(light, *ends, tone, max(1, round(1.3 * unit)), cv2.LINE_AA, _FINE)
        tip = (round(float(xs[-1])), round(float(ys[-1])))
        cv2.circle(light, tip, max(1, round(1.7 * unit)), 1.0, -1, cv2.LINE_AA)
    return light


def bursts_over(canvas: Canvas, count: int) -> list[Burst]:
    """Where so many burst over the upper part of the picture."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    found = []
    for k in range(count):
        x = width * (0.1 + 0.8 * ((k * 0.37 + float(rng.uniform(0, 0.1))) % 1))
        radius = min(width, height) * float(rng.uniform(0.1, 0.2))
        found.append((x, height * float(rng.uniform(0.12, 0.4)), radius))
    return found


def fireworks(canvas: Canvas, bursts: Sequence[Burst] | None = None) -> None:
    """Let fireworks burst, seven over the upper part of the picture unless told where, and let them glow."""
    unit = max(0.6, canvas.unit)
    hues = canvas.rng.permutation(_HUES)
    for number, burst in enumerate(bursts_over(canvas, 7) if bursts is None else bursts):
        hue = float(hues[number % len(hues)])
        trails = _trails((canvas.height, canvas.width), burst, canvas.rng, unit)
        glow = clamp(blur(trails, 2.2 * unit) * 1.1 + blur(trails, 9 * unit) * 0.9)
        color, white = from_hsv(hue, 0.72, 1.0), from_hsv(hue, 0.18, 1.0)
        light = clamp(trails[..., None] * white * 0.9 + glow[..., None] * color)
        canvas.img = np.asarray(1 - (1 - canvas.img) * (1 - light), np.float32)
    canvas.spread_glow(0.6)
