"""Engraving: black lines that swell with the shade, crossed where it is deep, on cream paper."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import contours, flatten, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PAPER, _INK = "#f5eedd", "#1c1916"
_PITCH = 7.0
_SOLID, _FEWEST = 0.5, 60


def _spread(tone: Field, near: Field) -> Field:
    """Tones from dark to light, those of what matters for themselves."""
    low, high = (float(v) for v in np.percentile(tone, (2, 96)))
    whole = clamp((tone - low) / max(high - low, 0.2))
    seen = tone[near > _SOLID]
    if seen.size < _FEWEST:
        return whole
    low, high = (float(v) for v in np.percentile(seen, (4, 92)))
    own = clamp(0.3 + 0.7 * (tone - low) / max(high - low, 0.15))
    return np.asarray(mix(whole * 0.55 + 0.45, own, near[..., None][..., 0]), np.float32)


def hatched(tone: Field, slant: float, pitch: float, dark: Field) -> Field:
    height, width = tone.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    bend = blur(tone, pitch * 3.0) * pitch * 2.0
    across = ys * np.float32(np.cos(slant)) - xs * np.float32(np.sin(slant)) + bend
    wave = 0.5 + 0.5 * np.cos(across * (2 * np.pi / pitch))
    return smoothstep(-0.16, 0.16, wave - 1 + dark * 0.96) * (dark > 0.03)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    near = focus_cover(image, focus, 1.5)
    calm = mix(flatten(image, 9 * unit), flatten(image, 4 * unit), near[..., None])
    tone = _spread(luminance(calm), near)
    pitch = max(3.6, _PITCH * unit)
    first = hatched(tone, 0.35, pitch, clamp(0.94 - tone))
    second = hatched(tone, -0.7, pitch, clamp((0.34 - tone) * 1.9))
    lines = contours(calm, near, 1.0)
    ink = clamp(np.maximum(np.maximum(first, second), lines))
    sheet = (
        np.broadcast_to(np.ones(3, np.float32), image.shape) * paper(tone.shape, rng, unit, 0.04)[..., None]
    )
    return clamp(mix(_PAPER, _INK, ink[..., None] * 0.95) * sheet)


STYLE = StylePass(serves=(Style.ENGRAVING,), redraw=redraw, wants_vignette=False)
