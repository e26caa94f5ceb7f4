"""Takes the old background's colour out of hair and fur at an object's edge."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.finding.matting import own_colors
from cavendish_illustrator.edit.pixels.recolouring import from_lab, to_lab
from cavendish_illustrator.painting.color import Field, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate

_BAND: Final = 0.03
"""Width of the edge that old light colours, in parts of the long side."""
_REACH: Final = 0.035
_APART: Final = (10.0, 26.0)
"""Distance of chroma in CIE Lab from which a background is told from what stands before it."""


def clean_colors(rgb: Field, alpha: Field) -> Field:
    """Colours of the object alone, its edge like the object further inside, not like the old background."""
    color = own_colors(rgb, alpha)
    longest = max(alpha.shape)
    outer = dilate(1 - alpha, max(1, round(_BAND * longest)))
    if not outer.any() or float(outer.min()) > 0.5:
        return color
    lab = to_lab(color)
    sigma = _REACH * longest
    inner = np.asarray((1 - outer) + 1e-4, np.float32)
    inside = blur(lab[..., 1:] * inner[..., None], 2 * sigma) / blur(inner, 2 * sigma)[..., None]
    beyond = 1 - alpha + 1e-4
    outside = blur(to_lab(rgb)[..., 1:] * beyond[..., None], sigma) / blur(beyond, sigma)[..., None]
    length = np.sqrt(((outside - inside) ** 2).sum(-1)) + 1e-3
    # Only what is of the background's hue goes, down to what the object has of it itself: black hair before
    # a green wall is no redder for it.
    hue = outside / (np.sqrt((outside**2).sum(-1, keepdims=True)) + 1e-3)
    own = (lab[..., 1:] * hue).sum(-1)
    spilled = np.maximum(own - np.maximum((inside * hue).sum(-1), 0), 0)
    weight = blur(outer, 0.4 * _BAND * longest) * smoothstep(*_APART, length)
    lab[..., 1:] -= hue * (spilled * weight)[..., None]
    shown = (alpha > 0).astype(np.float32)
    return np.asarray(mix(color, from_lab(lab), shown[..., None]), np.float32)
