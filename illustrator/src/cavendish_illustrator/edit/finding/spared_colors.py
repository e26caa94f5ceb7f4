"""Where a picture that turns grey keeps its colours: `black and white except the tie`."""

import numpy as np

from cavendish_illustrator.edit.finding.named_regions import find_region
from cavendish_illustrator.edit.finding.object_parts import meant_part
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field


def spared_cover(picture: WorkingPicture, words: str, concept: str | None) -> Field | None:
    """Cover of what keeps its colours, 0..1; None where it was not found."""
    region = find_region(picture, words, concept)
    if region.part == "object":
        return meant_part(picture, concept, None) if picture.has_object else None
    if not region.is_exact:
        return None
    return np.asarray(region.cover, np.float32)
