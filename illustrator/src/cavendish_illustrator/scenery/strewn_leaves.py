"""Autumn leaves: strewn over the ground, and a few in the air."""

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.vector_layer import VectorLayer

_TONES = ("#c8452a", "#e08a2c", "#f0b83a", "#b5652a", "#d85f2a")
_LYING, _ALOFT = 150, 14
_HIGHEST = 0.55
"""No leaf lies higher than so much of the height."""


def strew_leaves(canvas: Canvas) -> None:
    """Strew leaves over the ground, nearer ones larger; call before anybody stands on it."""
    rng, unit = np.random.default_rng([canvas.seed, 0x1EAF]), canvas.unit
    layer, top = canvas.layer(), max(canvas.horizon_y, canvas.height * _HIGHEST)
    for _ in range(_LYING):
        low = float(rng.random()) ** 0.6
        spot = (canvas.width * float(rng.random()), top + (canvas.height - top) * low)
        _leaf(layer, rng, spot, (4.0 + 8.0 * low) * unit, flat=0.42)
    canvas.lay(layer)


def let_leaves_fall(canvas: Canvas) -> None:
    """Show a few leaves on their way down."""
    rng = np.random.default_rng([canvas.seed, 0x1EAE])
    layer = canvas.layer()
    for _ in range(_ALOFT):
        spot = (canvas.width * float(rng.random()), canvas.height * float(rng.uniform(0.08, 0.7)))
        _leaf(layer, rng, spot, 7.0 * canvas.unit, flat=0.8)
    canvas.lay(layer)


def _leaf(
    layer: VectorLayer, rng: np.random.Generator, spot: tuple[float, float], size: float, *, flat: float
) -> None:
    (x, y), turn, tall = spot, float(rng.uniform(-0.6, 0.6)), size * flat
    outline = [(x - size, y + turn * tall), (x, y - tall), (x + size, y - turn * tall), (x, y + tall)]
    layer.polygon(outline, _TONES[int(rng.integers(len(_TONES)))])
