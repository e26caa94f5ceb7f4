"""Fits a mark into its badge: its optical weight in the middle, nothing nearer to the rim than a margin."""

from typing import Final

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.staging.emblem_parts import fit_within

_SOLID: Final = 0.5
_WEIGHT: Final = 0.5
"""How much the centre of gravity counts beside the middle of the box."""
_LOWEST: Final = 1e-6


def optical_middle(mark: Field) -> tuple[float, float]:
    """Column and row that look like the middle of a cut-out."""
    rows, columns = np.nonzero(mark[..., 3] > _SOLID)
    if not len(rows):
        return mark.shape[1] / 2, mark.shape[0] / 2
    box = (columns.min() + columns.max()) / 2, (rows.min() + rows.max()) / 2
    weight = float(columns.mean()), float(rows.mean())
    x, y = (b + (w - b) * _WEIGHT for b, w in zip(box, weight, strict=True))
    return float(x), float(y)


def reach(mark: Field) -> float:
    """How far the mark goes from its optical middle."""
    x, y = optical_middle(mark)
    rows, columns = np.nonzero(mark[..., 3] > _SOLID)
    return float(np.hypot(columns - x, rows - y).max()) if len(rows) else _LOWEST


def laid_in_circle(size: tuple[int, int], mark: Field, center: tuple[float, float], radius: float) -> Field:
    """An empty RGBA picture with the mark as large as it fits a circle, its optical middle in the centre."""
    scale = radius / max(reach(mark), _LOWEST)
    fitted = fit_within(mark, mark.shape[0] * scale, mark.shape[1] * scale)
    x, y = optical_middle(fitted)
    layer = np.zeros((size[1], size[0], 4), np.float32)
    lay_over(layer, fitted, round(center[0] - x), round(center[1] - y))
    return layer
