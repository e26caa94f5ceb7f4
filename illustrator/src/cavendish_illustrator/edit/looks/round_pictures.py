"""Cuts a picture to a disc, as for an avatar or a round sticker."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import mix, smoothstep

_RING: Final = 0.045
"""Width of a sticker's white ring, in the disc's radius."""
_ROOM: Final = 0.985


def cut_round(picture: WorkingPicture, *, has_ring: bool) -> None:
    """Leave the greatest disc around the middle; all around it becomes transparent."""
    width, height = picture.size
    radius = _ROOM * min(width, height) / 2
    ys, xs = np.ogrid[:height, :width]
    distance = np.asarray(np.hypot(xs - (width - 1) / 2, ys - (height - 1) / 2), np.float32)
    if has_ring:
        ring = smoothstep(radius * (1 - _RING) - 1, radius * (1 - _RING) + 1, distance)
        picture.rgb = np.asarray(mix(picture.rgb, np.ones_like(picture.rgb), ring[..., None]), np.float32)
    disc = smoothstep(radius + 1, radius - 1, distance)
    picture.alpha = disc if picture.alpha is None else np.asarray(picture.alpha * disc, np.float32)
    picture.matte = np.asarray(picture.matte * disc, np.float32)
    picture.notes.append("cut it round")
