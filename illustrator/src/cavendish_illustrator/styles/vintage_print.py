"""Vintage print: few faded inks, slightly out of register, on yellowed paper."""

import numpy as np

from cavendish_illustrator.painting.color import Field, average, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import flatten, halftone, paper, quantise_colors, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PAPER = np.array([0.955, 0.91, 0.80], np.float32)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    rng, unit = np.random.default_rng(seed), unit_of(image)
    shape = image.shape[:2]
    near = np.zeros(shape, np.float32) if focus is None else clamp(blur(focus, 2 * unit) * 1.4)
    calm = mix(flatten(image, 11 * unit), flatten(image, 4 * unit), near[..., None])
    inks = mix(quantise_colors(calm, 14), calm, 0.3)
    grey = average(inks)[..., None]
    faded = (grey + (inks - grey) * 0.85) * np.array([1.0, 0.95, 0.84], np.float32)
    shift = max(1, round(2 * unit))
    faded[..., 0] = np.roll(faded[..., 0], (shift, -shift), (0, 1))
    faded[..., 2] = np.roll(faded[..., 2], (-shift, shift), (0, 1))
    dots = halftone(shape, 5 * unit, 0.35)
    tone = luminance(calm)
    screen = 1 - 0.16 * smoothstep(0.3, 0.7, dots) * smoothstep(0.95, 0.3, tone)
    wear = smoothstep(0.66, 0.8, noise(shape, (9 * unit, 9 * unit), rng, 3)) * 0.35
    wear = wear * smoothstep(0.08, 0.5, tone)  # on a night sky bare paper would look like confetti
    printed = mix(clamp(faded * screen[..., None] * 0.94 + 0.05), _PAPER, wear[..., None])
    margin = 0.03 * min(shape)
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    border = np.minimum(np.minimum(xs, shape[1] - 1 - xs), np.minimum(ys, shape[0] - 1 - ys))
    inside = smoothstep(margin - 1, margin + 1, border)
    return clamp(
        mix(_PAPER, printed * mix(np.ones(3, np.float32), _PAPER, 0.5), inside[..., None])
        * paper(shape, rng, unit, 0.05)[..., None]
    )


STYLE = StylePass(serves=(Style.VINTAGE_PRINT,), redraw=redraw, wants_vignette=False)
