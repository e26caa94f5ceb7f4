"""Finds the shadow that an object casts on the ground, so that it goes when the object goes."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from cavendish_illustrator.edit.pixels.hole_filling import fill_smoothly
from cavendish_illustrator.edit.pixels.recolouring import to_lab
from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.painting.pixel_ops import blur, dilate, resize

Mask = npt.NDArray[np.bool_]
_SIDE: Final = 288
_DEEPEST, _FAINTEST = 0.25, 0.86
"""Lightness of a shadow in parts of the lit ground's."""
_SAME_GROUND: Final = 14.0
"""Difference of colour, lightness aside, up to which ground is the same in light and in shade."""
_FEET: Final = 0.55
"""A shadow begins below this part of the object's height."""
_LARGEST: Final = 3.0
"""Of a shadow, in the object's areas."""
_MOST: Final = 0.12
"""Of a shadow, in parts of the picture."""
_UNREST: Final = 0.2
"""Where more than this part of the ground is as dark, the ground is dark by itself."""


def cast_shadow(image: Field, cover: Field, others: Field) -> Field:
    """Cover 0..1 of the shadow of what `cover` shows; empty where none is clear. `others` stay."""
    height, width = cover.shape
    scale = min(1.0, _SIDE / max(height, width))
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    seen, thing = resize(image, *small), resize(cover, *small) > 0.3
    near_others = dilate((resize(others * (1 - dilate(cover, 2)), *small) > 0.2).astype(np.float32), 3) > 0.5
    found = _shadow(seen, thing, near_others & ~thing)
    if found is None:
        return np.zeros(cover.shape, np.float32)
    return clamp(resize(blur(dilate(found, 2), 1.0), width, height, is_smooth=True))


def _shadow(seen: Field, thing: Mask, others: Mask) -> Field | None:
    lab = blur(to_lab(seen), 1.0)
    around = dilate(thing.astype(np.float32), 3) > 0.5
    ground = blur(fill_smoothly(lab, 1 - (around | others).astype(np.float32)), 0.16 * _SIDE)
    share = lab[..., 0] / np.maximum(ground[..., 0], 1)
    tint = np.hypot(*(lab - ground)[..., 1:].transpose(2, 0, 1))
    dark = (share > _DEEPEST) & (share < _FAINTEST) & (tint < _SAME_GROUND) & ~thing & ~others
    _, labels = cv2.connectedComponents(dark.astype(np.uint8))
    rows = np.flatnonzero(thing.any(1))
    if not len(rows):
        return None
    feet = around & ~thing
    feet[: int(rows[0] + _FEET * (rows[-1] - rows[0]))] = False
    touching = np.unique(labels[feet & dark])
    shadow = np.isin(labels, touching[touching > 0])
    rest = dark & ~shadow
    if not shadow.any() or shadow.sum() > min(_LARGEST * thing.sum(), _MOST * thing.size):
        return None
    return None if rest.mean() > _UNREST else shadow.astype(np.float32)
