"""Linocut: a dark key block with carved lines over one block of colour, printed on cream paper."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.painting.style_parts import flatten, ink_lines, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PAPER, _KEY = "#f4ecd8", "#1d2430"
_SEEN, _FEWEST = 0.5, 60
_BLOCKS = ("#c8553a", "#2f7f86", "#d69a2e", "#5a7a3c")


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    rng, unit = np.random.default_rng(seed), unit_of(image)
    shape = image.shape[:2]
    near = np.zeros(shape, np.float32) if focus is None else clamp(blur(focus, 2 * unit) * 1.4)
    calm = mix(flatten(image, 14 * unit), flatten(image, 5 * unit), near[..., None])
    tone = luminance(calm)
    low, high = (float(v) for v in np.percentile(tone, (3, 97)))
    tone = clamp((tone - low) / max(high - low, 0.2))
    rough = noise(shape, (5 * unit, 5 * unit), rng, 2) - 0.5
    slope_x, slope_y = gradient(blur(tone, 9 * unit))
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    turn = np.where(np.abs(slope_x) > np.abs(slope_y), xs * 0.25 + ys, xs + ys * 0.25)
    cut = 0.5 + 0.5 * np.sin(turn * (2 * np.pi / (11 * unit)) + rough * 3)
    tone = mix(tone[..., None], _stretched(tone, near)[..., None], near[..., None])[..., 0]
    key = smoothstep(0.03, -0.03, tone - 0.1 - (0.3 - 0.16 * near) * cut + rough * 0.08)
    contour = 1 - ink_lines(calm, 1.5 * unit, threshold=0.16, sharpness=9.0)
    key = np.maximum(key, clamp(contour * 1.2))
    block = smoothstep(0.02, -0.02, tone - 0.74 + rough * 0.1 - (cut - 0.5) * 0.08)
    speck = smoothstep(0.3, 0.36, noise(shape, (3 * unit, 3 * unit), rng, 2))
    halo = clamp(blur(near, 7 * unit) * 2.4) * smoothstep(0.5, 0.2, near)
    key, block = key * (1 - halo), block * (1 - halo)
    print_ = mix(_PAPER, _BLOCKS[seed % len(_BLOCKS)], (block * (0.82 + 0.18 * speck))[..., None])
    return mix(print_, rgb(_KEY), (key * (0.9 + 0.1 * speck))[..., None])


def _stretched(tone: Field, near: Field) -> Field:
    """The tones of the figures spread from dark to light, so that they are seen before dark woods."""
    seen = tone[near > _SEEN]
    if seen.size < _FEWEST:
        return tone
    low, high = (float(v) for v in np.percentile(seen, (8, 75)))
    return clamp(0.08 + 0.92 * (tone - low) / max(high - low, 0.1))


STYLE = StylePass(serves=(Style.LINOCUT,), redraw=redraw, wants_vignette=False)
