"""Keeps a finished picture to the few colours that were asked for, as a print with so many inks has them."""

from collections.abc import Sequence

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur

_PAPER, _INK = 0.9, 0.14
"""What is lighter than this is paper, what is darker is ink, unless they were asked for themselves."""
_HARDNESS = 9.0
_MOST_GREY = 0.08
_STEPS = 7
_BAND_PX = 64


def in_few_colors(image: Field, palette: Sequence[str]) -> Field:
    """Return the picture in tints and shades of the palette alone; its transparency stays."""
    if not palette:
        return image
    inks = np.stack([rgb(color) for color in palette])
    tones = _evened(luminance(image))
    shown = np.empty((*tones.shape, 3), np.float32)
    for top in range(0, len(tones), _BAND_PX):  # six inks of a whole picture would take 200 MB
        rows = slice(top, top + _BAND_PX)
        weights = _weights(image[rows, :, :3], tones[rows], inks)
        base = np.einsum("hwk,kc->hwc", weights, inks).astype(np.float32)
        shown[rows] = _shaded(base, tones[rows], inks)
    if image.shape[-1] == 4:
        return np.concatenate([shown, image[..., 3:]], -1)
    return shown


def _evened(tone: Field) -> Field:
    """Spread the tones over the whole range, in steps with soft edges, as flat inks have them."""
    low, high = (float(v) for v in np.percentile(tone, (1, 99)))
    spread = clamp((tone - low) / max(high - low, 0.15))
    stepped = np.floor(spread * _STEPS + 0.5) / _STEPS
    return np.asarray(blur(mix(spread, stepped, 0.6), 0.7), np.float32)


def _chroma(colors: Field) -> Field:
    """Two numbers for a hue and its strength, whatever the brightness."""
    light = luminance(colors)[..., None]
    away = colors - light
    return np.stack([away[..., 0] - away[..., 1] * 0.5, away[..., 2] - away[..., 1] * 0.5], -1)


def _weights(colors: Field, tones: Field, inks: Field) -> Field:
    """How much of each ink a pixel takes: by hue where both have one, by brightness where not."""
    hues, own = _chroma(colors), _chroma(inks)
    strength = np.linalg.norm(own, axis=-1)
    sides = own / np.maximum(strength, 1e-4)[:, None]
    vivid = np.linalg.norm(hues, axis=-1)
    along = np.einsum("hwk,ck->hwc", hues, sides) / np.maximum(vivid, 1e-4)[..., None]
    by_hue = np.where(strength > _MOST_GREY, along, -0.2 + 0.6 * (vivid[..., None] < _MOST_GREY))
    by_tone = 1 - 1.6 * np.abs(tones[..., None] - luminance(inks))
    trust = smoothstep(0.03, 0.16, vivid)[..., None]
    score = by_hue * trust + by_tone * (1.15 - 0.6 * trust)
    score = np.exp(_HARDNESS * (score - score.max(-1, keepdims=True)))
    return np.asarray(score / score.sum(-1, keepdims=True), np.float32)


def _shaded(base: Field, tones: Field, inks: Field) -> Field:
    """Darken and lighten the inks by the picture's tones, towards the darkest and lightest of them."""
    lights = luminance(inks)
    dark = inks[int(lights.argmin())] * (0.45 if lights.min() > _INK + 0.1 else 1.0)
    light = inks[int(lights.argmax())]
    light = mix(light, rgb("#fffaf2"), 0.75) if lights.max() < _PAPER - 0.1 else light
    own = luminance(base)
    down = clamp((own - tones) / np.maximum(own, 0.05))[..., None] * 0.85
    up = clamp((tones - own) / np.maximum(1 - own, 0.05))[..., None] * 0.9
    return clamp(mix(mix(base, dark, down), light, up))
