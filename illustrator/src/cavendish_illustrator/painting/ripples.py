"""Rings and small waves where the water meets somebody."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field


def ripple(canvas: Canvas, at: tuple[float, float], half: float) -> None:
    """Rings on the water around somebody whose waterline has its middle there; none where it has no width."""
    if not half:
        return
    layer, unit = canvas.layer(), canvas.unit
    for number, grown in enumerate((1.12, 1.42, 1.8)):
        wide = half * grown
        for start, end in ((8, 172), (196, 250), (286, 344)):
            layer.arc(at, (wide, wide * 0.16 + 3 * unit), (start, end), "#f4fbff", (3.4 - number) * unit)
    canvas.lay(layer, opacity=0.5)


def wave_along(columns: int, unit: float) -> Field:
    """How far below the line each column of a waterline lies, in pixels: a bow with small waves."""
    across = np.linspace(-1, 1, max(columns, 2), dtype=np.float32)
    bow = (1 - across**2) * columns * 0.035
    return np.asarray(bow + np.sin(across * 9) * 1.4 * unit, np.float32)
