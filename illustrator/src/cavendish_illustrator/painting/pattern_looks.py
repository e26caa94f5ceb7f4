"""Patterns on a thing's surface: dots, stripes, checks, stars, hearts, flowers."""

from collections.abc import Callable
from typing import Final

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.vector_layer import VectorLayer

_WHITE, _DEEP = "#fdfaf2", "#d8362f"
_LIGHT_FROM: Final = 0.72
_SOLID: Final = 0.5
_ROWS: Final = 11.0
"""So many rows of dots would lie on a thing as tall as it is wide."""


def as_patterned(rgba: Field, area: Field, pattern: str, color: str | None) -> Field:
    """The drawing with a pattern on the parts that `area` covers, in its colour or one that is seen there."""
    height, width = rgba.shape[:2]
    paint = _PATTERNS.get(pattern)
    if paint is None:
        return rgba
    cells = float(np.sqrt(height * width)) / _ROWS
    layer = VectorLayer(0, 0, width, height)
    paint(layer, cells)
    cover = layer.pixels[..., 3].astype(np.float32) / 255
    seen = luminance(rgba)[area > _SOLID]
    is_light = seen.size > 0 and float(np.median(seen)) > _LIGHT_FROM
    ink = rgb(color or (_DEEP if is_light else _WHITE))
    tone = luminance(rgba)
    usual = max(0.2, float(np.median(seen))) if seen.size else 1.0
    shade = clamp(0.45 + 0.55 * blur(tone, cells * 0.12) / usual)[..., None]
    share = cover * np.clip(area * 1.6, 0, 1) * (0.62 if pattern == "checks" else 0.96)
    result = rgba.copy()
    result[..., :3] = mix(rgba[..., :3], clamp(ink * shade), share[..., None])
    return result


def _grid(layer: VectorLayer, step: float) -> list[tuple[float, float]]:
    """Places in staggered rows."""
    rows = int(layer.height / (step * 0.86)) + 2
    columns = int(layer.width / step) + 2
    return [((k + 0.5 * (row % 2)) * step, row * step * 0.86) for row in range(rows) for k in range(columns)]


def _dots(layer: VectorLayer, step: float) -> None:
    for x, y in _grid(layer, step * 1.15):
        layer.circle(x, y, step * 0.3, "#ffffff")


def _stripes(layer: VectorLayer, step: float) -> None:
    """Upright on what is wide, across what is tall."""
    is_wide = layer.width > layer.height * 1.05
    long = layer.width if is_wide else layer.height
    for k in range(int(long / (step * 1.5)) + 2):
        at = k * step * 1.5
        if is_wide:
            layer.rect(at, 0, at + step * 0.72, layer.height, "#ffffff")
        else:
            layer.rect(0, at, layer.width, at + step * 0.72, "#ffffff")


def _checks(layer: VectorLayer, step: float) -> None:
    wide = step * 0.85
    for row in range(int(layer.height / wide) + 1):
        for k in range(int(layer.width / wide) + 1):
            if (row + k) % 2:
                layer.rect(k * wide, row * wide, (k + 1) * wide, (row + 1) * wide, "#ffffff")


def _stars(layer: VectorLayer, step: float) -> None:
    turns = np.arange(10) * np.pi / 5 - np.pi / 2
    reach = np.where(np.arange(10) % 2, 0.17, 0.42) * step
    outline = np.stack([np.cos(turns) * reach, np.sin(turns) * reach], 1)
    for x, y in _grid(layer, step * 1.4):
        layer.polygon(outline + np.array([x, y]), "#ffffff")


def _hearts(layer: VectorLayer, step: float) -> None:
    t = np.linspace(0, 2 * np.pi, 30)
    across = 16 * np.sin(t) ** 3
    down = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    outline = np.stack([across, down], 1) * step * 0.023
    for x, y in _grid(layer, step * 1.4):
        layer.polygon(outline + np.array([x, y]), "#ffffff")


def _flowers(layer: VectorLayer, step: float) -> None:
    for x, y in _grid(layer, step * 1.5):
        for k in range(5):
            turn = 2 * np.pi * k / 5 - np.pi / 2
            layer.circle(
                x + step * 0.27 * np.cos(turn), y + step * 0.27 * np.sin(turn), step * 0.19, "#ffffff"
            )


_PATTERNS: Final[dict[str, Callable[[VectorLayer, float], None]]] = {
    "dots": _dots,
    "stripes": _stripes,
    "checks": _checks,
    "stars": _stars,
    "hearts": _hearts,
    "flowers": _flowers,
}
