"""Puts the background of a photograph out of focus."""

from typing import Final

import numpy as np

from cavendish_illustrator.color import Field, clamp, mix
from cavendish_illustrator.edit.working_picture import WorkingPicture
from cavendish_illustrator.pixel_ops import blur


def _without_object(image: Field, matte: Field, sigma: float) -> Field:
    """Blur the background alone, so that the object's colours do not leak into it."""
    weight = 1 - matte
    near = blur(image * weight[..., None], sigma) / np.maximum(blur(weight, sigma), 0.004)[..., None]
    return np.asarray(near, np.float32)


_SIGMA: Final = 16.0
"""At one megapixel."""
_STRONGER: Final = 40.0
"""Where the first leaves nothing to see, on a background that is soft already."""
_LEAST_CHANGE: Final = 0.02


def _blurred(picture: WorkingPicture, sigma: float) -> Field:
    linear = clamp(picture.rgb) ** 2.2
    linear *= 1 + 2.5 * clamp(picture.rgb.min(-1, keepdims=True) - 0.72)
    soft = clamp(_without_object(linear, picture.matte, sigma * picture.unit)) ** (1 / 2.2)
    return np.asarray(mix(soft, picture.rgb, picture.matte[..., None]), np.float32)


def blur_background(picture: WorkingPicture) -> None:
    """Keep the main object sharp; lights in the background swell as they do in a lens."""
    background = np.maximum(1 - picture.matte, 1e-3)
    soft = _blurred(picture, _SIGMA)
    change = float((np.abs(soft - picture.rgb).max(-1) * background).sum() / background.sum())
    if change < _LEAST_CHANGE:
        soft = _blurred(picture, _STRONGER)
    # What was out of focus before looks no different: so the background is darkened a little, too.
    picture.rgb = np.asarray(soft * (0.86 + 0.14 * picture.matte)[..., None], np.float32)
    picture.notes.append("blurred the background")
