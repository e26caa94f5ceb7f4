"""How well a cut-out stands out from the ground it is laid on."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.painting.color import ColorLike, Field, rgb
from cavendish_illustrator.painting.pixel_ops import resize

_SOLID: Final = 0.95
_LEAST_DIFFERENCE: Final = 22.0
"""In CIELAB units: less is lost at a glance."""
_SAMPLE: Final = 96


def _lab(colors: Field) -> Field:
    pixels = np.ascontiguousarray(np.asarray(colors, np.float32).reshape(-1, 1, 3))
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)[:, 0], np.float32)


def difference(one: ColorLike, other: ColorLike) -> float:
    """How far two colours lie apart in CIELAB: 0 the same, 100 black and white."""
    return float(np.linalg.norm(_lab(rgb(one)) - _lab(rgb(other))))


def seen_share(cutout: Field, ground: ColorLike) -> float:
    """The share of a cut-out's outline that differs plainly from the ground; 1 where all is seen."""
    rim = _rim(cutout)
    if not len(rim):
        return 1.0
    apart = np.linalg.norm(_lab(rim) - _lab(rgb(ground)), axis=1)
    return float((apart > _LEAST_DIFFERENCE).mean())


def seen_by_all(cutouts: Sequence[Field], ground: ColorLike) -> float:
    """The share that is seen of the cut-out which that ground hides most."""
    return min((seen_share(cutout, ground) for cutout in cutouts), default=1.0)


def _rim(cutout: Field) -> Field:
    """The colours of the pixels along the outline."""
    scale = _SAMPLE / max(cutout.shape[:2])
    small = resize(
        cutout,
        max(3, round(cutout.shape[1] * scale)),
        max(3, round(cutout.shape[0] * scale)),
        is_smooth=True,
    )
    solid = np.pad((small[..., 3] > _SOLID).astype(np.uint8), 1)
    inner = cv2.erode(solid, np.ones((5, 5), np.uint8))
    rim = (solid - inner)[1:-1, 1:-1].astype(bool)
    return np.asarray(small[..., :3][rim], np.float32)
