"""Shows what an instruction names of another material or cloth, or with drops, frost or dust all over it."""

from typing import Final

import numpy as np

from cavendish_illustrator.edit.finding.named_regions import Region
from cavendish_illustrator.edit.finding.object_parts import meant_part
from cavendish_illustrator.edit.finding.photograph import Photograph
from cavendish_illustrator.edit.looks.remaking import remake
from cavendish_illustrator.edit.looks.strewn_marks import COVERINGS, strew
from cavendish_illustrator.edit.looks.textured_cloth import CLOTHS, textured, usual_color
from cavendish_illustrator.edit.pixels.new_cloth import cloth_cover
from cavendish_illustrator.edit.pixels.recolouring import recolour
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.recoloured_regions import region_to_recolour
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import dilate
from cavendish_illustrator.understanding.instructions.edit_instruction import SCENERY, WHOLE, Recolour, Remake

_ANY: Final = "#808080"
"""Stands for a colour where only the place is asked for."""
_WHITE: Final = "#f2f2f0"
"""What marble is by itself."""
_LEAST_OF_GARMENT: Final = 0.4
_RIM: Final = 2
"""Pixels that new cloth goes over the old one's outline, which would stay as a dark line."""
_CREASELESS: Final = frozenset({"smooth"})


def remake_named(photograph: Photograph, operation: Remake, seed: int) -> str:
    """Remake what is found; the answer says what was done, or why nothing was."""
    picture = WorkingPicture(photograph.rgb, photograph.matte, seed, photograph.has_object)
    name = operation.target or "the main object"
    covers = operation.material in COVERINGS
    region = _region(picture, operation)
    if region.part == "object" and not photograph.has_object and not covers:
        return f"found no single object to make of {operation.material}"
    if not region.is_exact:
        if not covers:
            return f"could not find {name!r} exactly: left it"
        region = Region(cover=_nearest(picture, region.part), part="object")
    if covers:
        photograph.rgb = strew(photograph.rgb, region.cover, operation.material, seed)
        return f"covered {name} with {operation.material}"
    photograph.rgb = _made_of(photograph.rgb, region, operation, seed)
    return f"made {name} of {operation.material}"


def _region(picture: WorkingPicture, operation: Remake) -> Region:
    if operation.target == WHOLE:
        return Region(cover=np.ones_like(picture.matte), part="background")
    if operation.concept == SCENERY:  # what the object stands on
        return Region(cover=np.asarray(1 - picture.matte, np.float32), part="background")
    asked = Recolour(target=operation.target, color=None, concept=operation.concept)
    region = region_to_recolour(picture, asked)
    if region.part == "object" and operation.concept is not None:
        return Region(
            cover=meant_part(picture, operation.concept, None), part="object", is_exact=region.is_exact
        )
    return region


def _nearest(picture: WorkingPicture, part: str) -> Field:
    """Where a covering lies when its thing is not found: leaves are around the object, all else is it."""
    if not picture.has_object:
        return np.ones_like(picture.matte)
    return np.asarray(1 - picture.matte if part == "greenery" else picture.matte, np.float32)


def _made_of(image: Field, region: Region, operation: Remake, seed: int) -> Field:
    kind, cover = operation.material, region.cover
    if region.part == "garment":
        _, painted = recolour(image, cover, _ANY, least=_LEAST_OF_GARMENT)
        has_badges = not (operation.is_other or kind in _CREASELESS)
        whole = dilate(cloth_cover(cover, painted), _RIM)
        cover = np.asarray(cover * painted, np.float32) if has_badges else whole
    if kind in CLOTHS:
        color = operation.color or usual_color(kind, is_other=operation.is_other)
        return textured(image, cover, kind, color, seed, is_new=operation.is_other)
    made = remake(image, cover, kind, seed)
    is_own = operation.color is None or (kind == "stone" and operation.color == _WHITE)
    return made if is_own else recolour(made, cover, operation.color or _WHITE, everything=True)[0]
