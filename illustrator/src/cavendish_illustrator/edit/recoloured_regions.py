"""Recolours what an instruction names in a photograph: a cup, the drink in it, somebody's hair or clothes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.edit.behind_somebody import find_behind
from cavendish_illustrator.edit.cloth_patterns import with_pattern
from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.finding.named_regions import Region, find_region
from cavendish_illustrator.edit.finding.object_parts import meant_part
from cavendish_illustrator.edit.finding.one_of_people import share_of_person
from cavendish_illustrator.edit.finding.photograph import Photograph
from cavendish_illustrator.edit.pixels.dark_cloth import lit_cloth
from cavendish_illustrator.edit.pixels.lightened_hair import lightened_hair
from cavendish_illustrator.edit.pixels.new_cloth import cloth_cover, clothed
from cavendish_illustrator.edit.pixels.recolouring import LEAST_COLOURED, PULL, recolour
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.painting.color import Field, clamp, luminance, mix, rgb
from cavendish_illustrator.understanding.instructions.edit_instruction import SCENERY, Recolour
from cavendish_illustrator.understanding.instructions.picture_parts import DRINK, is_of_somebody, part_named
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in

_PULL_OF: Final = {"eyes": 0.3, "mouth": 0.45, "hair": 0.55, "greenery": 0.35, DRINK: 0.9}
"""How far the lightness of a part goes to its new colour's: eyes and hair keep most of their own."""

_VIVID_PART: Final = {"eyes": 0.55, "mouth": 0.92, "hair": 0.82, "greenery": 0.75}
"""How much of a paint's vividness what has grown can show."""
_GARMENT, _TIE = "suit", "tie"
_LEAST_OF_GARMENT: Final = 0.4
"""Share of coloured pixels below which cloth is grey: hands and a tie are no suit."""
_BEHIND: Final = "behind"
_OF_ALL_HUES: Final = frozenset(
    {_BEHIND, "sky", "background", "hair", "headwear", "eyes", "mouth", "greenery", "tie", DRINK}
)
"""Parts that change whatever colours they show."""
_LIGHTENED: Final[Mapping[str, Callable[[Field, Field, str], tuple[Field, Field] | None]]] = {
    "garment": lit_cloth,
    "headwear": lit_cloth,
    "hair": lightened_hair,
}
_ANY: Final = "#808080"
"""Stands for a colour where only the place is asked for."""


def _as_grown(color: str, part: str) -> str:
    """The colour as leaves, hair and eyes in daylight have it: duller than paint, leaves darker too."""
    if part not in _VIVID_PART:
        return color
    grey = luminance(rgb(color)[None, None])[0, 0] * np.ones(3, np.float32)
    dull = mix(grey, rgb(color), _VIVID_PART[part]) * (0.9 if part == "greenery" else 1.0)
    return "#" + "".join(f"{round(255 * float(value)):02x}" for value in clamp(dull))


def _is_worn(operation: Recolour, picture: WorkingPicture) -> bool:
    """Whether a thing that is nobody is looked for on a person: it is cloth, not the face."""
    is_nobody = operation.concept is None or not is_animate(operation.concept)
    faces = find_faces(picture.rgb) if is_nobody else []
    rows, columns = picture.matte.shape
    return any(
        0 <= face.x < columns and 0 <= face.y < rows and picture.matte[int(face.y), int(face.x)] > 0.5
        for face in faces
    )


def _behind(operation: Recolour, picture: WorkingPicture) -> Field | None:
    """A thing that nobody wears and somebody stands before: the flag, the rocket."""
    concept = operation.concept
    if (
        concept is None
        or is_animate(concept)
        or is_in(concept, "wearable")
        or not _is_worn(operation, picture)
    ):
        return None
    return find_behind(picture, concept, operation.place)


def region_to_recolour(picture: WorkingPicture, operation: Recolour) -> Region:
    """Where the thing is that gets another colour; a tie on a suit keeps its own."""
    region = find_region(picture, operation.target, operation.concept)
    behind = _behind(operation, picture) if region.part == "object" else None
    if behind is not None:
        return Region(cover=behind, part=_BEHIND)
    if region.part == "object" and _is_worn(operation, picture):
        region = find_region(picture, _GARMENT)
    elif region.part == "object" and operation.concept is not None:
        region = replace(region, cover=meant_part(picture, operation.concept, operation.place))
    if region.part == "garment":
        tie = find_region(picture, _TIE)
        region = replace(region, cover=np.asarray(region.cover * (1 - tie.cover), np.float32))
    return region


def recolour_named(photograph: Photograph, seen: Field, operation: Recolour, seed: int) -> str:
    """Recolour what is found in `seen`, the photograph before any colour changed."""
    picture = WorkingPicture(seen, photograph.matte, seed, photograph.has_object)
    name = operation.target or "the main object"
    if is_of_somebody(part_named(operation.target, operation.concept)):
        share = share_of_person(picture, operation.place, operation.owner)
        if share is None:
            return f"could not tell whose {name!r} is meant: left its colour"
        picture.matte = np.asarray(picture.matte * share, np.float32)
    region = region_to_recolour(picture, operation)
    if operation.concept == SCENERY and not (region.part == "greenery" and region.is_exact):
        return f"cannot tell {name!r} from the rest of the picture: left its colour"
    if region.part in ("eyes", "mouth", "tie") and not region.is_exact:
        return f"could not find {name!r} exactly: left its colour"
    if region.part == DRINK and not region.is_exact:
        return f"found no cup with {name!r} in it: left its colour"
    if operation.garment is not None:
        return _change_clothes(photograph, region, operation, seed)
    painted = _painted(photograph, region, operation)
    if operation.pattern is not None:
        photograph.rgb = with_pattern(photograph.rgb, painted, operation.pattern, operation.pattern_color)
    doubt = "" if region.is_exact else " (guessed where it is)"
    told = " with ".join(one for one in (operation.color, operation.pattern) if one is not None)
    return f"recoloured {name} to {told}{doubt}"


def _change_clothes(photograph: Photograph, region: Region, operation: Recolour, seed: int) -> str:
    """Show the garment as another one of its outline: no cut can be photographed anew."""
    if region.part != "garment" or not find_faces(photograph.rgb) or operation.color is None:
        return f"found nobody who wears {operation.target!r}: left it"
    worn = region.cover
    _, painted = recolour(photograph.rgb, worn, operation.color, least=_LEAST_OF_GARMENT)
    cover = cloth_cover(worn, painted)
    photograph.rgb = clothed(photograph.rgb, cover, operation.color, str(operation.garment), seed)
    return f"showed {operation.target} as plain cloth like a {operation.garment}: its cut stays"


def _painted(photograph: Photograph, region: Region, operation: Recolour) -> Field:
    """Give the region its colour, if one is told; return where the thing's own colour is."""
    everything = region.part in _OF_ALL_HUES
    if region.part == "object" and operation.concept is not None and is_in(operation.concept, "potted"):
        everything = True  # petals go from one hue to another
    pull = _PULL_OF.get(region.part, PULL)
    least = _LEAST_OF_GARMENT if region.part == "garment" else LEAST_COLOURED
    color = _as_grown(operation.color or _ANY, region.part)
    lighten = _LIGHTENED.get(region.part)
    lit = None if lighten is None else lighten(photograph.rgb, region.cover, color)
    if lit is not None and operation.color is not None:
        photograph.rgb, painted = lit
        return painted
    changed, painted = recolour(
        photograph.rgb, region.cover, color, everything=everything, pull=pull, least=least
    )
    if operation.color is not None:
        photograph.rgb = changed
    return painted
