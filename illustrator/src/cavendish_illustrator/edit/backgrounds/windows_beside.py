"""A window with its view beside an animal or person that fills most of the picture."""

from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.edit.finding.photograph import Photograph
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.scenery.setting_registry import render_setting

_CROWDED: Final = 0.5
"""Part of the width that an object covers where a window behind it would hardly be seen."""
_DENSE: Final = 0.45
_LEAST_FREE: Final = 0.16
_OVERLAP: Final = 1.45
"""Width of the scene in that of the part left free: what goes on behind the object is hidden."""


def window_beside(photograph: Photograph, spec: PictureSpec, size: tuple[int, int], seed: int) -> Canvas:
    """The scene as it is, or within the part of the picture that the object leaves free."""
    dense = np.flatnonzero(photograph.matte.mean(0) > _DENSE)
    width, height = size
    whole = render_setting(spec, size, seed)
    if len(dense) < _CROWDED * photograph.width:
        return whole
    left = dense[0] / photograph.width * width
    right = width - (dense[-1] + 1) / photograph.width * width
    free = max(left, right)
    if free < _LEAST_FREE * width:
        return whole
    narrow = min(width, max(64, round(_OVERLAP * free)))
    beside = render_setting(replace(spec, subjects=(), relations=()), (narrow, height), seed)
    missing = width - narrow
    pad = ((0, 0), (missing, 0), (0, 0)) if right >= left else ((0, 0), (0, missing), (0, 0))
    whole.img = np.ascontiguousarray(np.pad(beside.img, pad, mode="symmetric"))
    return whole
