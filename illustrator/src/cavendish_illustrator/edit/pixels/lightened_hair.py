"""Gives dark hair a lighter colour: its whole range of light and dark becomes that of fair hair."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.pixels.recolouring import from_lab, to_lab
from cavendish_illustrator.painting.color import Field, clamp, mix, rgb
from cavendish_illustrator.painting.pixel_ops import blur

_LIGHTER: Final = 10.0
"""How much lighter (0..100) a colour is that dark strands would not take from their own shade."""
_REACHED: Final = 0.75
"""How far the middle tone goes to the new colour's."""
_DEEP: Final = 0.56
"""Lightness of the deepest locks, in the middle one's."""
_SPREAD: Final = 1.4
"""How much farther apart the dark tones come at most."""
_GLEAM, _BRIGHTEST = 0.8, 95.0
_WARM: Final = 4.0
"""How much redder the shade between fair strands is."""
_VIVID: Final = (0.95, 1.0, 0.72)
"""Colour of deep locks, of the middle tone and of what gleams."""


def lightened_hair(image: Field, cover: Field, color: str) -> tuple[Field, Field] | None:
    """The picture with this hair in a lighter colour, and where it is; None where it is as light already."""
    lab = to_lab(image)
    inside = cover > 0.6
    if not inside.any():
        return None
    low, middle, high = (float(one) for one in np.percentile(lab[..., 0][inside], (4, 50, 96)))
    wanted = to_lab(rgb(color)[None, None])[0, 0]
    if float(wanted[0]) - middle < _LIGHTER or high - low < 4:
        return None
    base = middle + (float(wanted[0]) - middle) * _REACHED
    # Locks drawn too far apart would show the film's grain.
    deep = max(low, _DEEP * base, base - _SPREAD * (middle - low))
    gleam = min(_BRIGHTEST, base + _GLEAM * (high - middle))
    tones = (0.0, low, middle, high, 100.0)
    lightness = np.interp(lab[..., 0], tones, (0.8 * deep, deep, base, gleam, max(gleam, 98.0)))
    vivid = np.interp(lightness, (deep, base, max(gleam, base + 1)), _VIVID)
    warmth = _WARM * clamp((base - lightness) / max(base - deep, 1))
    new = np.stack([lightness, wanted[1] * vivid + warmth, wanted[2] * vivid], -1)
    soft = clamp(blur(cover, 0.8))
    return np.asarray(mix(image, from_lab(new.astype(np.float32)), soft[..., None]), np.float32), soft
