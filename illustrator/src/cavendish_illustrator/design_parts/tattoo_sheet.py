"""A design for a tattoo: its things composed into one mark with bold outlines, on old paper."""

from typing import Final

import numpy as np

from cavendish_illustrator.design_parts.composed_mark import composed_mark
from cavendish_illustrator.design_parts.mark_fitting import laid_in_circle
from cavendish_illustrator.painting.color import clamp
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import PictureSpec, Style
from cavendish_illustrator.staging.emblem_parts import blend_rgba, subject_cutouts
from cavendish_illustrator.staging.scene_drawing import Drawing

_MOST: Final = 3
_MARK_SIDE: Final = 560
_REACH: Final = 0.44


def draw_tattoo_sheet(spec: PictureSpec, size: tuple[int, int], seed: int) -> Drawing:
    """Draw up to three things as one tattoo."""
    side = min(size)
    cutouts, names, missing = subject_cutouts(spec, side * 0.7, seed, wants_face=False, has_groups=True)
    mark = composed_mark(spec, names, cutouts[:_MOST], _MARK_SIDE)
    layer = laid_in_circle(size, mark, (size[0] / 2, size[1] / 2), side * _REACH)
    image = np.ones((size[1], size[0], 4), np.float32)
    blend_rgba(image, layer[..., :3], layer[..., 3])
    inked = apply_style(Style.TATTOO, clamp(image[..., :3]), layer[..., 3], seed)
    return Drawing(image=np.asarray(inked, np.float32), placed=names, missing=missing)
