"""Folk paper cut: bright flat papers with a cut edge on white."""

import numpy as np

from cavendish_illustrator.painting.color import Field, clamp, mix
from cavendish_illustrator.painting.few_colors import in_few_colors
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.style_parts import flat_areas, focus_cover, paper, unit_of
from cavendish_illustrator.painting.style_registry import StylePass
from cavendish_illustrator.picture_spec import Style

_PAPERS = ("#d8262f", "#1f8a4c", "#f2b705", "#1c1b1a", "#fbf8f0")


def redraw(image: Field, focus: Field | None, seed: int) -> Field:
    unit, shape = unit_of(image), image.shape[:2]
    near = focus_cover(image, focus, 1.0)
    flat = flat_areas(image, near, 7)
    cut = in_few_colors(flat, _PAPERS)
    level = blur(cut.mean(-1), 0.8 * unit)
    step = max(1, round(3 * unit))
    shadow = clamp((level - np.roll(level, (step, step), (0, 1))) * 1.5) * 0.3
    cut = mix(cut, "#2a2018", shadow[..., None])
    return clamp(cut * paper(shape, np.random.default_rng(seed), unit, 0.04)[..., None])


STYLE = StylePass(serves=(Style.FOLK_CUT,), redraw=redraw, wants_vignette=False)
