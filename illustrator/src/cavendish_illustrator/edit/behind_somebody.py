"""Takes away, exchanges and finds what stands before an even backdrop behind somebody."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.additions.adding import drawn_thing
from cavendish_illustrator.edit.atmosphere.relighting import add_grain
from cavendish_illustrator.edit.finding.photograph import Extent, extent_of
from cavendish_illustrator.edit.finding.things_behind import likeliest, things_behind
from cavendish_illustrator.edit.pixels.hole_filling import fill_smoothly
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, mix, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur, dilate
from cavendish_illustrator.understanding.instructions.edit_instruction import Place

_SKETCH: Final = 96
_RIM: Final = 0.02
"""Width of what is filled along with a thing, in the picture's short side."""


def find_behind(picture: WorkingPicture, concept: str | None, place: Place | None) -> Field | None:
    """Cover of the thing behind somebody that is most likely meant; None where nothing stands out there."""
    things = things_behind(picture.rgb, picture.matte)
    if not things:
        return None
    sketch = None if concept is None else drawn_thing(concept, None, _SKETCH, 0)
    return likeliest(things, picture.rgb, sketch, place)


def take_from_behind(picture: WorkingPicture, concept: str | None, place: Place | None) -> Extent | None:
    """Let the backdrop go on where such a thing was, and below it; where it was, None where nothing is."""
    found = find_behind(picture, concept, place)
    if found is None:
        return None
    rim = max(2, round(_RIM * min(picture.size)))
    # Below a thing is what it stands on or hangs down to.
    below = np.maximum.accumulate((found > 0.5).astype(np.float32), 0)
    hole = blur(dilate(below, rim), picture.unit)
    somebody = smoothstep(0.05, 0.5, picture.matte)
    known = clamp(1 - hole - dilate(somebody, 2))
    filled = add_grain(fill_smoothly(picture.rgb, known), 0.012, picture.rng(173))
    cover = smoothstep(0.1, 0.6, hole) * (1 - somebody)
    picture.rgb = np.asarray(clamp(mix(picture.rgb, filled, cover[..., None])), np.float32)
    return extent_of(found)
