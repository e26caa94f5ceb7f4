"""Vaporwave: violet, pink and turquoise light, with the lines of a screen."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_RAMP = ("#1d0b45", "#5a1f9a", "#d33fb5", "#ff7ac0", "#8fe6f0", "#fff4fb")


def _mapped(tone: Field) -> Field:
    place = clamp(tone) * (len(_RAMP) - 1)
    low = np.minimum(place.astype(int), len(_RAMP) - 2)
    inks = np.stack([rgb(color) for color in _RAMP])
    return mix(inks[low], inks[low + 1], (place - low)[..., None])


def redraw(image: Field, focus: Field | None, _seed: int) -> Field:
    unit = unit_of(image)
    near = focus_cover(image, focus, 1.5)
    flat = flat_areas(image, near, 16)
    tone = luminance(flat)
    low, high = (float(v) for v in np.percentile(tone, (2, 98)))
    mapped = _mapped((tone - low) / max(high - low, 0.2))
    own = clamp(flat * np.array([1.06, 0.9, 1.16], np.float32))
    shown = mix(mapped, mix(own, mapped, 0.42), near[..., None])
    glow = blur(clamp(shown - 0.62) * 1.6, 12 * unit)
    lit = 1 - (1 - shown) * (1 - clamp(glow * 0.5))
    shift = max(1, round(2 * unit))
    lit[..., 0] = np.roll(lit[..., 0], shift, 1)
    lit[..., 2] = np.roll(lit[..., 2], -shift, 1)
    rows = np.arange(image.shape[0], dtype=np.float32)[:, None]
    lines = 1 - 0.08 * (np.mod(rows / max(2.0, 4 * unit), 1) < 0.5)
    return clamp(lit * lines[..., None])


STYLE = StylePass(serves=(Style.VAPORWAVE,), redraw=redraw)
