"""Ink and wash: fine pen lines over loose, faintly tinted washes that leave the paper bare in the lights."""

import numpy as np

from cavendish_illustrator.painting.coherent_lines import coherent_lines
from cavendish_illustrator.painting.color import WHITE, Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise, noise
from cavendish_illustrator.painting.pixel_ops import blur, remap
from cavendish_illustrator.painting.style_parts import flatten, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PAPER, _WASH, _PEN = rgb("#f6f2e9"), rgb("#454a57"), rgb("#1f1d20")
_TINT = 0.36
"""How much of the scene's hues is left in the washes."""
_TONES = 4


def _moved(image: Field, rng: np.random.Generator, scale: float, reach: float) -> Field:
    """The picture with its outlines wavering, as a hand leads them."""
    shape = image.shape[:2]
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    across, down = ((noise(shape, (scale, scale), rng, 3) - 0.5) * reach for _ in range(2))
    return remap(image, xs + across, ys + down)


def _washed(image: Field, near: Field, rng: np.random.Generator, unit: float) -> Field:
    """Paper under washes of few tones; they pool, and stray a little from the lines."""
    loose = _moved(flatten(flatten(image, 10 * unit), 7 * unit), rng, 60 * unit, 16 * unit)
    loose = mix(loose, flatten(image, 3.5 * unit), near[..., None])
    grey = luminance(loose)
    low, high = (float(v) for v in np.percentile(grey, (2, 88)))
    tone = clamp((grey - low) / max(high - low, 0.25))
    steps = np.asarray(np.round(tone * _TONES) / _TONES, np.float32)
    wash = blur(mix(tone, steps, 0.65), 1.2 * unit)
    pools = coarse_noise(image.shape[:2], (150 * unit, 150 * unit), rng, 4) - 0.5
    density = clamp((1 - wash) * 0.74 * (1 + 0.55 * pools))
    hue = mix(WHITE, np.clip(loose / np.maximum(grey, 0.08)[..., None], 0.5, 1.9), _TINT)
    sheet = clamp(mix(_PAPER, _WASH, density[..., None]) * hue)
    bare = smoothstep(0.8, 0.95, wash) * 0.8
    return mix(sheet, _PAPER, bare[..., None])


def _pen(image: Field, near: Field, rng: np.random.Generator, unit: float) -> Field:
    """Coverage of the lines, which thin out and break where the hand is light."""
    shape = image.shape[:2]
    lines = coherent_lines(blur(_moved(image, rng, 40 * unit, 3 * unit), unit), 1.7 * unit, 0.007)
    press = noise(shape, (80 * unit, 80 * unit), rng, 2)
    light = smoothstep(0.22, 0.42, press)
    return np.asarray(lines * (0.5 + 0.5 * press) * (0.4 + 0.6 * light) * (0.78 + 0.22 * near), np.float32)


def _inside(shape: tuple[int, int], rng: np.random.Generator, unit: float) -> Field:
    """Where the sheet is painted: the washes end before its edge."""
    ys, xs = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    margin = 0.05 * min(shape)
    edge = np.minimum(np.minimum(xs, shape[1] - 1 - xs), np.minimum(ys, shape[0] - 1 - ys))
    border = edge + (coarse_noise(shape, (120 * unit, 120 * unit), rng, 3) - 0.5) * margin * 2.0
    return smoothstep(margin * 0.25, margin * 0.8, np.asarray(border, np.float32))


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng, shape = unit_of(image), np.random.default_rng(seed), image.shape[:2]
    near = focus_cover(image, focus, 3.0)
    sheet = _washed(image, near, rng, unit)
    sheet = mix(sheet, _PEN, _pen(image, near, rng, unit)[..., None])
    sheet = mix(_PAPER, sheet, _inside((shape[0], shape[1]), rng, unit)[..., None])
    return clamp(sheet * paper(shape, rng, unit, 0.04)[..., None])


STYLE = StylePass(serves=(Style.PEN_WASH,), redraw=redraw, wants_vignette=False)
