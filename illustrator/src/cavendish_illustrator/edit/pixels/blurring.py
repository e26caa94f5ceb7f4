"""Puts the background of a photograph out of focus."""

from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, brightest, clamp, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, resize


def _without_object(image: Field, matte: Field, sigma: float) -> Field:
    """Blur the background alone, so that the object's colours do not leak into it."""
    weight = 1 - matte
    near = blur(image * weight[..., None], sigma) / np.maximum(blur(weight, sigma), 0.004)[..., None]
    return np.asarray(near, np.float32)


def out_of_focus(image: Field, radius: float) -> Field:
    """Spread every point over a disc, in linear light, so that lamps swell as they do in a lens."""
    height, width = image.shape[:2]
    half = (max(8, width // 2), max(8, height // 2))
    linear = resize(clamp(image), *half) ** 2.2
    light = linear.min(-1, keepdims=True)
    # Only what is brighter than its surroundings is a lamp: a bright sky must not burn out.
    linear = linear * (1 + _SWELL * clamp(light - blur(light[..., 0], 3 * radius)[..., None] - 0.1))
    reach = max(1, round(radius / 2))
    ys, xs = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    disc = smoothstep(reach + 0.5, reach - 0.5, np.hypot(xs, ys))
    spread = cv2.filter2D(linear, -1, disc / disc.sum(), borderType=cv2.BORDER_REFLECT_101)
    return resize(clamp(np.asarray(spread, np.float32)) ** (1 / 2.2), width, height, is_smooth=True)


_SWELL: Final = 3.0
"""How much brighter than it looks a lamp is taken to be."""
_SIGMA: Final = 16.0
"""At one megapixel."""
_STRONGER: Final = 64.0
"""Where the first leaves nothing to see, on a background that is soft already."""
_LEAST_CHANGE: Final = 0.03
_DARKENED: Final = 0.14


def _blurred(picture: WorkingPicture, sigma: float) -> Field:
    linear = clamp(picture.rgb) ** 2.2
    linear *= 1 + 2.5 * clamp(picture.rgb.min(-1, keepdims=True) - 0.72)
    soft = clamp(_without_object(linear, picture.matte, sigma * picture.unit)) ** (1 / 2.2)
    return np.asarray(mix(soft, picture.rgb, picture.matte[..., None]), np.float32)


def blur_background(picture: WorkingPicture) -> None:
    """Keep the main object sharp; lights in the background swell as they do in a lens."""
    background = np.maximum(1 - picture.matte, 1e-3)
    soft = _blurred(picture, _SIGMA)
    change = float((brightest(np.abs(soft - picture.rgb)) * background).sum() / background.sum())
    dark = _DARKENED
    if change < _LEAST_CHANGE:
        soft, dark = _blurred(picture, _STRONGER), 2 * _DARKENED
    # What was out of focus before looks no different: so the background is darkened a little, too.
    picture.rgb = np.asarray(soft * (1 - dark + dark * picture.matte)[..., None], np.float32)
    picture.notes.append("blurred the background")
