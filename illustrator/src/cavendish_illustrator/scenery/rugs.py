"""Rugs on the floor of a room, plain, striped or strewn with stars."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import ColorLike, clamp, mix, rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer


def paint_rug(
    canvas: Canvas,
    center: tuple[float, float],
    radii: tuple[float, float],
    color: ColorLike,
    pattern: str = "",
) -> None:
    """Lay an oval rug with two rings, or with stripes or checks."""
    layer = canvas.layer()
    if pattern in _WOVEN:
        _woven_rug(layer, center, radii, color)
        canvas.lay(layer)
        return
    for scale, tone in (
        (1.0, rgb(color) * 0.8),
        (0.92, rgb(color)),
        (0.7, clamp(mix(color, "#f4ead6", 0.5))),
        (0.64, rgb(color) * 0.95),
    ):
        if scale == 1.0 or not pattern:
            layer.ellipse(center, (radii[0] * scale, radii[1] * scale), clamp(tone))
    if pattern:
        _strewn_rug(layer, center, radii, color, pattern)
    canvas.lay(layer)


_WOVEN = frozenset({"stripes", "checks"})
_RINGS = ((0.0, 1), (0.42, 6), (0.76, 11))
"""How far out the motifs of a rug are, and how many there are so far out."""


def _strewn_rug(
    layer: VectorLayer,
    center: tuple[float, float],
    radii: tuple[float, float],
    color: ColorLike,
    pattern: str,
) -> None:
    """Stars, or dots for any other motif, in rings on a plain oval rug."""
    layer.ellipse(center, (radii[0] * 0.95, radii[1] * 0.95), rgb(color))
    wide, deep = radii[0] * 0.07, radii[1] * 0.13
    for out, count in _RINGS:
        for k in range(count):
            turn = 2 * np.pi * (k + out) / count
            x = center[0] + radii[0] * out * float(np.cos(turn))
            y = center[1] + radii[1] * out * float(np.sin(turn))
            if pattern != "stars":
                layer.ellipse((x, y), (wide * 0.7, deep * 0.7), "#fbf4e4")
                continue
            points = [
                (x + wide * r * float(np.sin(a)), y - deep * r * float(np.cos(a)))
                for a, r in zip(np.arange(10) * np.pi / 5, (1.0, 0.45) * 5, strict=True)
            ]
            layer.polygon(points, "#f8e08a")


_BANDS = 9


def _woven_rug(
    layer: VectorLayer, center: tuple[float, float], radii: tuple[float, float], color: ColorLike
) -> None:
    """A rug seen from the front of the room, its stripes across."""
    (x, y), (wide, deep) = center, radii

    def half(at: float) -> float:
        return wide * (0.84 + 0.16 * (at + 1) / 2)

    for band in range(_BANDS):
        upper, lower = (2 * band / _BANDS - 1, 2 * (band + 1) / _BANDS - 1)
        tone = clamp(rgb(color) if band % 2 == 0 else mix(color, "#fbf4e4", 0.82))
        layer.polygon(
            [
                (x - half(upper), y + deep * upper),
                (x + half(upper), y + deep * upper),
                (x + half(lower), y + deep * lower),
                (x - half(lower), y + deep * lower),
            ],
            tone,
        )
