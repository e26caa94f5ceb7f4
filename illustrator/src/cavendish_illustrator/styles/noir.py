"""Film noir: black and white, hard side light, the shadow of blinds, grain."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_SLATS = 11
_DARKEST, _BRIGHTEST = 3, 97


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    height, width = image.shape[:2]
    near = focus_cover(image, focus, 2.5)
    tone = luminance(image)
    low, high = (float(v) for v in np.percentile(tone, (_DARKEST, _BRIGHTEST)))
    tone = clamp((tone - low) / max(high - low, 0.15))
    hard = smoothstep(0.02, 0.98, tone) ** 1.15
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    slant = ys / height + 0.16 * xs / width
    slats = smoothstep(0.3, 0.44, np.abs(np.mod(slant * _SLATS, 1) - 0.5))
    beam = smoothstep(0.0, 0.22, xs / width) * smoothstep(0.95, 0.55, xs / width)
    beam = beam * smoothstep(0.02, 0.2, ys / height) * smoothstep(0.98, 0.72, ys / height)
    lit = 0.42 + 0.5 * beam * (1 - slats * (0.72 - 0.45 * near)) + 0.3 * near
    corner = smoothstep(0.42, 0.86, np.hypot(xs / width - 0.5, ys / height - 0.5))
    grey = clamp(hard * lit * (1 - 0.75 * corner))
    glow = blur(clamp(grey - 0.7), 14 * unit) * 0.8
    grain = rng.standard_normal((height, width), dtype=np.float32) * 0.028
    grey = clamp((clamp(grey + glow) - 0.46) * 1.16 + 0.46 + blur(grain, 0.6 * unit))
    return clamp(np.repeat(grey[..., None], 3, -1) * np.array([1.0, 0.99, 0.97], np.float32))


STYLE = StylePass(serves=(Style.NOIR,), redraw=redraw)
