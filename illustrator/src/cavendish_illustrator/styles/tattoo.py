"""A sheet of tattoo designs: bold black outlines, black shading in dots, few flat colours on old paper."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PAPER = np.array([0.945, 0.89, 0.775], np.float32)
_INKS = ("#b3261e", "#2f6b3c", "#e0a526", "#1a1714", "#f1e3c6", "#2c5a8a", "#d9703a", "#8a5a34")


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    has_figure = focus is not None and float((focus > 0.5).mean()) > 0.004
    near = focus_cover(image, focus, 1.5) if has_figure else np.ones(shape, np.float32)
    flat = flat_areas(image, near, 10)
    inked = mix(in_few_colors(flat, _INKS), flat, 0.25)
    tone = luminance(flat)
    dots = rng.random(shape, dtype=np.float32)
    dots = blur(dots, 0.7 * unit)
    whip = smoothstep(0.02, -0.02, dots - 0.5 + 0.09 * (tone - 0.36) / 0.36)
    fade = noise(shape, (60 * unit, 60 * unit), rng, 3)
    inked = mix(inked, "#1a1714", (whip * smoothstep(0.62, 0.2, tone) * (0.35 + 0.4 * fade))[..., None])
    inked = mix(_PAPER, inked, (0.86 * near)[..., None])
    pale = smoothstep(0.72, 0.9, tone)
    inked = mix(inked, _PAPER, (pale * 0.7)[..., None])
    lines = coherent_lines(mix(blur(image, 1.4 * unit), flat, 0.4), 3.0 * unit, 0.005)
    around = smoothstep(0.08, 0.3, np.hypot(*gradient(blur(near, 2.6 * unit)))) if has_figure else lines * 0
    ink = clamp(np.maximum(lines * (0.25 + 0.75 * near), around))
    sheet = mix(inked, "#14110f", ink[..., None])
    stain = noise(shape, (260 * unit, 260 * unit), rng, 4) - 0.5
    return clamp(sheet * (1 + 0.12 * stain)[..., None] * paper(shape, rng, unit, 0.05)[..., None])


STYLE = StylePass(serves=(Style.TATTOO,), redraw=redraw, wants_vignette=False)
