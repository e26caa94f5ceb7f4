"""Surfaces with a weave or a pattern: linen, checked cloth, tiles, a sheet of newspaper."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import resize

_CHECKS, _TILES = 9, 5
"""How many lie beside one another."""
_COLUMNS, _LINES = 4, 60


def patterned(name: str, size: tuple[int, int], rng: np.random.Generator, color: Field) -> Field:
    """The whole surface seen from above; `linen`, `checked`, `tiles` or `newspaper`."""
    width, height = size
    x = np.arange(width, dtype=np.float32)[None] / width
    y = np.arange(height, dtype=np.float32)[:, None] / width
    match name:
        case "linen":
            weave = resize(noise((256, 256), (3, 3), rng, 2, 0.5), width, height)
            return np.asarray(color * (0.93 + 0.1 * weave[..., None]), np.float32)
        case "checked":
            return _checked(x, y, color)
        case "tiles":
            return _tiled(x, y, color)
        case _:
            return _printed(x, y, rng, color)


def _checked(x: Field, y: Field, color: Field) -> Field:
    """Two sets of broad stripes, darker where they cross."""
    across = (np.floor(x * _CHECKS * 2) % 2).astype(np.float32)
    down = (np.floor(y * _CHECKS * 2) % 2).astype(np.float32)
    cover = (across + down) * 0.46
    thread = 0.97 + 0.03 * np.sin(x * 900) * np.sin(y * 900)
    return clamp(mix("#f8f4ec", color, cover[..., None]) * thread[..., None])


def _tiled(x: Field, y: Field, color: Field) -> Field:
    """Square tiles with a small blue flower in each, grey joints between them."""
    u, v = np.mod(x * _TILES, 1) - 0.5, np.mod(y * _TILES, 1) - 0.5
    far = np.hypot(u, v)
    petal = np.abs(np.cos(np.arctan2(v, u) * 2)) * 0.34
    flower = smoothstep(0.03, -0.03, far - petal) * 0.55
    joint = smoothstep(0.47, 0.49, np.maximum(np.abs(u), np.abs(v)))
    paint = mix(np.broadcast_to(color, (*far.shape, 3)), "#3f6fb0", flower[..., None])
    return clamp(mix(paint, "#b9bcbc", joint[..., None]))


def _printed(x: Field, y: Field, rng: np.random.Generator, color: Field) -> Field:
    """Columns of grey lines, each as long as chance has it, under a dark headline."""
    column = np.floor(x * _COLUMNS).astype(int)
    line = np.floor(y * _LINES).astype(int)
    inside = np.mod(x * _COLUMNS, 1)
    ends = 0.55 + 0.38 * rng.random((int(line.max()) + 1, _COLUMNS)).astype(np.float32)
    is_inked = (np.mod(y * _LINES, 1) < 0.5) & (inside > 0.08) & (inside < ends[line, column])
    is_headline = (np.mod(line, 15) < 2) & (inside > 0.08) & (inside < 0.9)
    tone = np.where(is_headline, 0.68, np.where(is_inked, 0.42, 0.0)).astype(np.float32)
    return clamp(mix(np.broadcast_to(color, (*tone.shape, 3)), "#2a2a2c", tone[..., None]))
