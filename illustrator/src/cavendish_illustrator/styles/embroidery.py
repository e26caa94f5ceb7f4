"""Embroidery: every colour in satin stitches of its own slant, on linen."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, smoothstep
from cavendish_illustrator.painting.noise_field import noise
from cavendish_illustrator.painting.pixel_ops import blur, gradient, to_hsv
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_LINEN = np.array([0.93, 0.895, 0.82], np.float32)
_THREAD, _STITCH = 5.0, 34.0
"""A thread's width and a stitch's length, in parts of 1024 pixels."""
_SLANTS = 8


def _threads(flat: Field, unit: float, rng: np.random.Generator) -> Field:
    """How the light falls on the threads, around 1; like colours are stitched the same way."""
    height, width = flat.shape[:2]
    field = to_hsv(clamp(flat))
    tone = np.floor(luminance(flat) * 5) + np.floor(field[..., 0] / 45)
    slant = (np.mod(tone, _SLANTS) / _SLANTS * np.pi * 0.8 + 0.25).astype(np.float32)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    wave = (noise((height, width), (40 * unit, 40 * unit), rng, 2) - 0.5) * 10 * unit
    along = xs * np.cos(slant) + ys * np.sin(slant)
    across = ys * np.cos(slant) - xs * np.sin(slant) + wave
    wide, long = max(2.6, _THREAD * unit), max(12.0, _STITCH * unit)
    row = np.floor(across / wide)
    lies = np.mod(across / wide, 1) - 0.5
    ends = np.abs(np.mod(along / long + np.mod(row * 0.618, 1), 1) - 0.5) * 2
    arch = np.sqrt(np.maximum(1 - (lies * 1.9) ** 2, 0))
    sheen = 0.1 * np.sin(along / long * 2 * np.pi + row)
    return np.asarray(0.68 + 0.4 * arch + sheen * arch - 0.16 * smoothstep(0.9, 1.0, ends), np.float32)


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, rng = unit_of(image), np.random.default_rng(seed)
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 12)
    light = _threads(flat, unit, rng)
    edge = np.hypot(*gradient(blur(luminance(flat), 1.2 * unit)))
    stitched = clamp(flat * 1.06 * light[..., None] * (1 - 0.35 * smoothstep(0.05, 0.2, edge))[..., None])
    ys, xs = np.mgrid[0 : image.shape[0], 0 : image.shape[1]].astype(np.float32)
    step = max(2.0, 3.2 * unit)
    weave = 0.93 + 0.09 * np.sin(xs * 2 * np.pi / step) * np.sin(ys * 2 * np.pi / step)
    linen = _LINEN * weave[..., None]
    bare = smoothstep(0.72, 0.82, luminance(flat)) * (1 - near)
    return clamp(mix(stitched, linen, bare[..., None]))


STYLE = StylePass(serves=(Style.EMBROIDERY,), redraw=redraw, wants_vignette=False)
