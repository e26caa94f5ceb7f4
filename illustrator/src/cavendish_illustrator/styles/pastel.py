"""Pastel: soft pale colours rubbed onto toothed paper."""

import numpy as np

from cavendish_illustrator.painting.brush_strokes import Brushwork, paint_strokes
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix
from cavendish_illustrator.painting.pixel_ops import to_hsv, to_rgb
from cavendish_illustrator.painting.style_parts import paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_WORK = Brushwork(lengths=(22, 11, 6), strength=0.7, relief=0.02, jitter=0.03)


def pale(image: Field) -> Field:
    """The picture in pale clean colours; darks stay the deepest tones, but none is black."""
    field = to_hsv(clamp(image))
    field[..., 1] = clamp(field[..., 1] * 0.66 + 0.03)
    tone = luminance(image)
    lifted = to_rgb(field)
    light = 0.34 + 0.62 * clamp(tone) ** 0.8
    return clamp(mix(lifted * (light / np.maximum(luminance(lifted), 0.12))[..., None], "#fff4ec", 0.08))


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    painted = paint_strokes(pale(image), focus, seed, _WORK)
    grain = paper(image.shape[:2], np.random.default_rng(seed), unit_of(image), 0.06)
    return clamp(painted * grain[..., None])


STYLE = StylePass(serves=(Style.PASTEL,), redraw=redraw, wants_vignette=False)
