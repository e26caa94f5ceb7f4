"""Quays of stone and of planks, with what stands about on them."""

from typing import Final

import numpy as np

from cavendish_illustrator.figures.hands.props import QUIET, put
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, mix, rgb

_PLANKS: Final = ("#9a7a54", "#8a6a48", "#a5845c")
_STONE: Final = "#a39a8c"
_IRON, _RUST = "#3a3835", "#5a5048"


def plank_quay(canvas: Canvas, top: float) -> None:
    """Wooden boards in front, and a bollard at either side."""
    layer = canvas.layer()
    width, height, unit = canvas.width, canvas.height, canvas.unit
    step = (height - top) / 5
    for k in range(6):
        layer.rect(0, top + k * step, width, top + (k + 1) * step - 2 * unit, _PLANKS[k % 3])
        for x in np.arange((k % 2) * 60 * unit, width, 150 * unit):
            layer.rect(x, top + k * step, x + 3 * unit, top + (k + 1) * step, "#5f4630")
    canvas.lay(layer)
    for x in (0.08, 0.92):
        bollard(canvas, width * x, top + 16 * unit, height * 0.05)


def stone_quay(canvas: Canvas, top: float) -> None:
    """Paving and a kerb of long stones in front, with bollards, a coil of rope, crates and a net."""
    width, height, unit = canvas.width, canvas.height, canvas.unit
    layer, rng = canvas.layer(), canvas.rng
    stone = mix(_STONE, "#eef2f6", 0.7) if canvas.is_snowy else rgb(_STONE)
    layer.rect(0, top, width, height, clamp(stone * 0.92))
    rows = np.geomspace(1, 2.6, 5)
    y = top + height * 0.022
    for number, deep in enumerate(rows):
        low = y + (height - top) * 0.11 * float(deep)
        x = -float(rng.uniform(0, 60)) * unit
        while x < width:
            wide = float(rng.uniform(70, 130)) * unit * float(deep)
            tone = clamp(stone * float(rng.uniform(0.8, 1.02)))
            layer.rect(x, y, x + wide - 2 * unit, low - 2 * unit, tone)
            x += wide
        y = low
        if number > 3 or y > height:
            break
    layer.rect(0, top, width, top + height * 0.02, clamp(stone * 1.12))
    canvas.lay(layer)
    canvas.paved_y = max(canvas.paved_y, top)
    for x in (0.07, 0.66):
        bollard(canvas, width * x, top + height * 0.045, height * 0.07)
    _rope(canvas, width * 0.17, top + height * 0.06)
    side = min(width, height)
    for name, x, y_share, tall in (
        ("wooden-crate", 0.93, 0.075, 0.12),
        ("wooden-crate", 0.85, 0.05, 0.09),
        ("barrel", 0.985, 0.04, 0.13),
    ):
        if name not in canvas.asked:
            put(canvas, name, (width * x, top + height * y_share), side * tall, QUIET)


def bollard(canvas: Canvas, x: float, foot: float, tall: float) -> None:
    """An iron post with a broad head."""
    layer = canvas.layer()
    layer.ellipse((x, foot), (tall * 0.4, tall * 0.12), "#2a2826")
    layer.rect(x - tall * 0.27, foot - tall * 0.8, x + tall * 0.27, foot, _IRON)
    layer.rect(x - tall * 0.27, foot - tall * 0.8, x - tall * 0.1, foot, _RUST)
    layer.ellipse((x, foot - tall * 0.82), (tall * 0.4, tall * 0.17), _RUST)
    layer.ellipse((x, foot - tall * 0.87), (tall * 0.36, tall * 0.12), mix(_RUST, "#c8beb0", 0.35))
    canvas.lay(layer)


def _rope(canvas: Canvas, x: float, y: float) -> None:
    layer, size = canvas.layer(), canvas.height * 0.05
    for k in range(5):
        wide = size * (1 - 0.13 * k)
        layer.arc((x, y - size * 0.1 * k), (wide, wide * 0.34), (0, 360), "#a8874f", max(2.0, size * 0.17))
        layer.arc(
            (x, y - size * 0.1 * k - 1), (wide, wide * 0.34), (180, 360), "#d8bb84", max(1.0, size * 0.07)
        )
    canvas.lay(layer)


def far_quay(canvas: Canvas, foot: float, span: tuple[float, float], deep: float) -> None:
    """The wall of a quay across the water, between two columns: courses of stone, ladders, a wet foot."""
    left, right = span
    layer = canvas.layer()
    stone = rgb("#8f877b")
    layer.rect(left, foot - deep * 0.12, right, foot + deep * 0.16, clamp(stone * 1.3))
    layer.rect(left, foot + deep * 0.16, right, foot + deep, clamp(stone * 0.9))
    layer.rect(left, foot + deep * 0.76, right, foot + deep, clamp(stone * 0.55))
    for number, y in enumerate(np.linspace(foot + deep * 0.16, foot + deep, 4)[:-1]):
        layer.line((left, float(y)), (right, float(y)), clamp(stone * 0.7), 1)
        for x in np.arange(left + (number % 2) * deep * 0.5, right, deep * 1.1):
            layer.line((float(x), float(y)), (float(x), float(y) + deep * 0.28), clamp(stone * 0.7), 1)
    canvas.lay(layer)
