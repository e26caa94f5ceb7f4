"""Washing on a line: shirts, trousers, sheets and socks on pegs, which the wind blows aside."""

from typing import Final

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import clamp, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.scenery.windy_air import lean

_COLORS: Final = ("#f6f4ee", "#c8444a", "#4f7fb8", "#f0c860", "#6fa070", "#e89ab0", "#f6f4ee", "#7a6a9a")


def washing_line(canvas: Canvas, start: tuple[float, float], end: tuple[float, float], tall: float) -> None:
    """Hang a line with what was washed between two points; a sheet is `tall` pixels long."""
    rng, layer = canvas.rng, canvas.layer()
    t = np.linspace(0, 1, 30)
    xs = start[0] + (end[0] - start[0]) * t
    ys = start[1] + (end[1] - start[1]) * t + tall * 0.5 * 4 * t * (1 - t)
    layer.polyline(np.stack([xs, ys], 1), "#4a4238", max(1.0, 2 * canvas.unit))
    count = max(3, int(abs(end[0] - start[0]) / (tall * 0.95)))
    first = int(rng.integers(8))
    for number in range(count):
        at = (number + 0.5) / count
        x, y = float(np.interp(at, t, xs)), float(np.interp(at, t, ys))
        size = tall * float(rng.uniform(0.75, 1.0))
        color = rgb(_COLORS[(first + number) % len(_COLORS)])
        _PIECES[(first + number * 2) % len(_PIECES)](layer, (x, y), size, color, lean(canvas) * size * 0.5)
    canvas.lay(layer)
    canvas.keep_sharp(layer.pixels[..., 3].astype(np.float32) * np.float32(0.5 / 255))


def _sheet(layer: VectorLayer, at: tuple[float, float], size: float, color: np.ndarray, blown: float) -> None:
    x, y = at
    half = size * 0.42
    layer.polygon(
        [(x - half, y), (x + half, y), (x + half + blown, y + size), (x - half + blown, y + size * 0.96)],
        color,
    )
    layer.line(
        (x + half * 0.3, y), (x + half * 0.3 + blown, y + size * 0.95), clamp(color * 0.86), size * 0.05
    )


def _shirt(layer: VectorLayer, at: tuple[float, float], size: float, color: np.ndarray, blown: float) -> None:
    x, y = at
    low = y + size * 0.85
    layer.polygon(
        [
            (x - size * 0.26, y),
            (x + size * 0.26, y),
            (x + size * 0.28 + blown, low),
            (x - size * 0.28 + blown, low),
        ],
        color,
    )
    for way in (-1, 1):
        layer.polygon(
            [
                (x + way * size * 0.24, y),
                (x + way * size * 0.5, y + size * 0.22),
                (x + way * size * 0.4, y + size * 0.36),
                (x + way * size * 0.22, y + size * 0.24),
            ],
            clamp(color * 0.92),
        )


def _trousers(
    layer: VectorLayer, at: tuple[float, float], size: float, color: np.ndarray, blown: float
) -> None:
    x, y = at
    dark = clamp(color * 0.62)
    layer.polygon(
        [
            (x - size * 0.22, y),
            (x + size * 0.22, y),
            (x + size * 0.22, y + size * 0.3),
            (x - size * 0.22, y + size * 0.3),
        ],
        dark,
    )
    for way in (-1, 1):
        left, right = sorted((x + way * size * 0.02, x + way * size * 0.23))
        layer.polygon(
            [
                (left, y + size * 0.25),
                (right, y + size * 0.25),
                (right + blown, y + size),
                (left + blown, y + size),
            ],
            dark,
        )


def _socks(layer: VectorLayer, at: tuple[float, float], size: float, color: np.ndarray, blown: float) -> None:
    x, y = at
    for across in (-0.16, 0.12):
        left = x + across * size
        layer.polygon(
            [
                (left, y),
                (left + size * 0.13, y),
                (left + size * 0.13 + blown * 0.4, y + size * 0.4),
                (left + size * 0.26 + blown * 0.4, y + size * 0.5),
                (left + blown * 0.4, y + size * 0.48),
            ],
            color,
        )


_PIECES: Final = (_sheet, _shirt, _trousers, _shirt, _socks)
