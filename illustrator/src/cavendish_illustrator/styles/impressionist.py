"""Impressionism: short dabs of pure colour side by side, bright light and violet shadows."""

import numpy as np

from cavendish_illustrator.painting.brush_strokes import Brushwork, paint_strokes
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_WORK = Brushwork(
    lengths=(40, 26, 18, 13), jitter=0.085, detail=0.3, strength=1.0, relief=0.1, width=0.5, spared=0.45
)


def _in_broken_colors(image: Field, focus: Field | None, seed: int) -> Field:
    """Violet shadows, and dabs whose hues differ while the light stays."""
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 2.0)
    tone = luminance(image)
    shaded = smoothstep(0.45, 0.12, tone) * 0.4 * (1 - 0.8 * near)
    image = mix(image, "#5b4f9c", shaded[..., None])
    field = to_hsv(clamp(image))
    dabs = noise(shape, (13 * unit, 13 * unit), rng, 2) - 0.5
    field[..., 0] = np.mod(field[..., 0] + dabs * 70 * (1 - 0.75 * near), 360)
    field[..., 1] = clamp(field[..., 1] * (1.3 - 0.2 * near) + 0.05 * (1 - near))
    field[..., 2] = clamp(0.14 + field[..., 2] * 0.9)
    broken = clamp(to_rgb(field))
    return clamp(
        broken
        * (np.maximum(tone, 0.08) * 0.9 + 0.12)[..., None]
        / np.maximum(luminance(broken), 0.1)[..., None]
    )


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    broken = _in_broken_colors(image, focus, seed)
    return paint_strokes(broken, None if focus is None else focus * 0.8, seed, _WORK)


STYLE = StylePass(serves=(Style.IMPRESSIONIST,), redraw=redraw)
