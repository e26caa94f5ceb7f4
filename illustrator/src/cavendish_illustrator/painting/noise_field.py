"""Seeded value noise, the texture of everything painted."""

import numpy as np

from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import resize


def noise(
    shape: tuple[int, int],
    scale: tuple[float, float],
    rng: np.random.Generator,
    octaves: int = 4,
    gain: float = 0.5,
) -> Field:
    """Fractal noise of mean about .5; `scale` is the size (x, y) in pixels of its largest blobs."""
    height, width = shape
    total, amplitude, weight = np.zeros(shape, np.float32), 1.0, 0.0
    for octave in range(octaves):
        rows = max(2, int(height / scale[1] * 2**octave) + 3)
        columns = max(2, int(width / scale[0] * 2**octave) + 3)
        if octave and (rows > height * 0.7 or columns > width * 0.7):
            break
        grid = rng.random((rows, columns), dtype=np.float32)
        grown_w, grown_h = int(width * columns / (columns - 2.0)) + 1, int(height * rows / (rows - 2.0)) + 1
        if grown_w * grown_h > 3 * height * width:
            grown_w, grown_h = width, height
        total += (
            amplitude
            * resize(grid, max(width, grown_w), max(height, grown_h), is_smooth=True)[:height, :width]
        )
        weight += amplitude
        amplitude *= gain
    return total / max(weight, 1e-6)


def coarse_noise(
    shape: tuple[int, int],
    scale: tuple[float, float],
    rng: np.random.Generator,
    octaves: int = 4,
    gain: float = 0.5,
) -> Field:
    """Return the same noise computed at a third of the resolution: for soft things such as clouds and fog."""
    height, width = shape
    small = noise((max(4, height // 3), max(4, width // 3)), (scale[0] / 3, scale[1] / 3), rng, octaves, gain)
    return resize(small, width, height)


def profile(
    width: int,
    scale: float,
    rng: np.random.Generator,
    octaves: int = 6,
    gain: float = 0.5,
    *,
    is_ridged: bool = False,
) -> Field:
    """One row of noise, 0..1: the outline of hills, or of peaks when ridged."""
    x = np.arange(width, dtype=np.float32)
    total, amplitude, weight = np.zeros(width, np.float32), 1.0, 0.0
    for octave in range(octaves):
        count = max(2, int(width / scale * 2**octave) + 3)
        values = rng.random(count).astype(np.float32)
        if not is_ridged and octave < 2:
            values = resize(values[None], count * 8, 1, is_smooth=True)[0]
            nodes = np.linspace(0, count - 1, count * 8)
        else:
            nodes = np.arange(count, dtype=np.float64)
        row = np.interp(x / width * (count - 2), nodes, values).astype(np.float32)
        total += amplitude * (1 - np.abs(2 * row - 1) if is_ridged else row)
        weight += amplitude
        amplitude *= gain
    return total / weight


def in_perspective(texture: Field, power: float = 0.55) -> Field:
    """Compress the far (upper) rows of a ground texture."""
    height = texture.shape[0]
    rows = np.power(np.linspace(0, 1, height), power) * (height - 1)
    low = rows.astype(int)
    part = (rows - low).astype(np.float32)[:, None]
    high = np.minimum(low + 1, height - 1)
    if texture.ndim == 3:
        part = part[..., None]
    return np.asarray(texture[low] * (1 - part) + texture[high] * part, np.float32)
