"""Puts the background of a photograph out of focus."""

import numpy as np

from cavendish_illustrator.color import Field, clamp, mix
from cavendish_illustrator.edit.working_picture import WorkingPicture
from cavendish_illustrator.pixel_ops import blur


def _without_object(image: Field, matte: Field, sigma: float) -> Field:
    """Blur the background alone, so that the object's colours do not leak into it."""
    weight = 1 - matte
    near = blur(image * weight[..., None], sigma) / np.maximum(blur(weight, sigma), 0.004)[..., None]
    return np.asarray(near, np.float32)


def blur_background(picture: WorkingPicture) -> None:
    """Keep the main object sharp; lights in the background swell as they do in a lens."""
    linear = clamp(picture.rgb) ** 2.2
    linear = linear * (1 + 2.5 * clamp(picture.rgb.min(-1, keepdims=True) - 0.72))
    matte = picture.matte
    soft = clamp(_without_object(linear, matte, 13 * picture.unit)) ** (1 / 2.2)
    picture.rgb = np.asarray(mix(soft, picture.rgb, matte[..., None]), np.float32)
    picture.notes.append("blurred the background")
