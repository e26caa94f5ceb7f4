"""Operations on the references themselves, before they become a picture: turning and recolouring."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.color import Field, clamp, luminance, mix, rgb
from cavendish_illustrator.edit.face_finding import find_faces
from cavendish_illustrator.edit.named_regions import Region, find_region
from cavendish_illustrator.edit.object_parts import meant_part
from cavendish_illustrator.edit.one_of_people import share_of_person
from cavendish_illustrator.edit.photograph import Photograph
from cavendish_illustrator.edit.recolouring import LEAST_COLOURED, PULL, recolour
from cavendish_illustrator.edit.remaking import remake
from cavendish_illustrator.edit.working_picture import WorkingPicture
from cavendish_illustrator.understanding.concept_classes import is_animate, is_in
from cavendish_illustrator.understanding.edit_instruction import (
    SCENERY,
    EditOperation,
    Flip,
    Recolour,
    Remake,
    Rotate,
)
from cavendish_illustrator.understanding.picture_parts import is_of_somebody, part_named

_PULL_OF: Final = {"eyes": 0.3, "mouth": 0.4, "hair": 0.55, "greenery": 0.35}
"""How far the lightness of a part goes to its new colour's: eyes and hair keep most of their own."""

_VIVID_PART: Final = {"eyes": 0.62, "hair": 0.82, "greenery": 0.75}
"""How much of a paint's vividness what has grown can show."""
_GARMENT, _TIE = "suit", "tie"
_LEAST_OF_GARMENT: Final = 0.4
"""Share of coloured pixels below which cloth is grey: hands and a tie are no suit."""


def _turned(x: Field, degrees: float, border: int) -> Field:
    """Turn clockwise by any angle on a frame that holds the whole picture."""
    height, width = x.shape[:2]
    angle = np.deg2rad(degrees)
    across, along = abs(np.cos(angle)), abs(np.sin(angle))
    new = (round(width * across + height * along), round(width * along + height * across))
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1).astype(np.float32)
    matrix[:, 2] += [(new[0] - width) / 2, (new[1] - height) / 2]
    turned = cv2.warpAffine(np.asarray(x, np.float32), matrix, new, flags=cv2.INTER_LINEAR, borderMode=border)
    return clamp(np.asarray(turned, np.float32))


def _rotate(photograph: Photograph, degrees: int) -> None:
    if degrees % 90 == 0:
        turns = -(degrees // 90) % 4
        photograph.rgb = np.ascontiguousarray(np.rot90(photograph.rgb, turns))
        photograph.matte = np.ascontiguousarray(np.rot90(photograph.matte, turns))
        return
    photograph.rgb = _turned(photograph.rgb, degrees, cv2.BORDER_REFLECT_101)
    photograph.matte = _turned(photograph.matte, degrees, cv2.BORDER_CONSTANT)


def _flip(photograph: Photograph, operation: Flip) -> None:
    axis = 1 if operation.is_horizontal else 0
    photograph.rgb = np.ascontiguousarray(np.flip(photograph.rgb, axis))
    photograph.matte = np.ascontiguousarray(np.flip(photograph.matte, axis))


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


def _region_of(operation: Recolour, picture: WorkingPicture) -> Region:
    """Where the thing is that gets another colour; a tie on a suit keeps its own."""
    region = find_region(picture, operation.target, operation.concept)
    if region.part == "object" and operation.target is not None and _is_worn(operation, picture):
        region = find_region(picture, _GARMENT)
    elif region.part == "object" and operation.concept is not None:
        region = replace(region, cover=meant_part(picture, operation.concept, operation.place))
    if region.part == "garment":
        tie = find_region(picture, _TIE)
        region = replace(region, cover=np.asarray(region.cover * (1 - tie.cover), np.float32))
    return region


def _recolour(photograph: Photograph, seen: Field, operation: Recolour, seed: int) -> str:
    """Recolour what is found in `seen`, the photograph before any colour changed."""
    picture = WorkingPicture(seen, photograph.matte, seed, photograph.has_object)
    name = operation.target or "the main object"
    if is_of_somebody(part_named(operation.target, operation.concept)):
        share = share_of_person(picture, operation.place, operation.owner)
        if share is None:
            return f"could not tell whose {name!r} is meant: left its colour"
        picture.matte = np.asarray(picture.matte * share, np.float32)
    region = _region_of(operation, picture)
    if operation.concept == SCENERY and not (region.part == "greenery" and region.is_exact):
        return f"cannot tell {name!r} from the rest of the picture: left its colour"
    if region.part in ("eyes", "mouth", "tie") and not region.is_exact:
        return f"could not find {name!r} exactly: left its colour"
    everything = region.part in ("sky", "background", "hair", "headwear", "eyes", "mouth", "greenery", "tie")
    if region.part == "object" and operation.concept is not None and is_in(operation.concept, "potted"):
        everything = True  # petals go from one hue to another
    pull = _PULL_OF.get(region.part, PULL)
    least = _LEAST_OF_GARMENT if region.part == "garment" else LEAST_COLOURED
    color = _as_grown(operation.color, region.part)
    photograph.rgb, _ = recolour(
        photograph.rgb, region.cover, color, everything=everything, pull=pull, least=least
    )
    doubt = "" if region.is_exact else " (guessed where it is)"
    return f"recoloured {name} to {operation.color}{doubt}"


def _remake(photograph: Photograph, operation: Remake, seed: int) -> str:
    picture = WorkingPicture(photograph.rgb, photograph.matte, seed, photograph.has_object)
    region = find_region(picture, operation.target, operation.concept)
    name = operation.target or "the main object"
    if region.part == "object" and not photograph.has_object:
        return f"found no single object to make of {operation.material}"
    if not region.is_exact:
        return f"could not find {name!r} exactly: left it"
    cover = region.cover
    if operation.concept == SCENERY:  # what the object stands on
        photograph.rgb = remake(photograph.rgb, 1 - photograph.matte, operation.material, seed)
        return f"made {name} of {operation.material}"
    if region.part == "object" and operation.concept is not None:
        cover = meant_part(picture, operation.concept, None)
    photograph.rgb = remake(photograph.rgb, cover, operation.material, seed)
    return f"made {name} of {operation.material}"


def change_photographs(
    photographs: Sequence[Photograph], operations: Sequence[EditOperation], seed: int
) -> list[str]:
    """Turn and recolour the references in place; colours go to the first one only."""
    notes = []
    seen = photographs[0].rgb
    for operation in operations:
        match operation:
            case Flip():
                for photograph in photographs:
                    _flip(photograph, operation)
                seen = photographs[0].rgb
                notes.append("mirrored")
            case Rotate():
                for photograph in photographs:
                    _rotate(photograph, operation.degrees)
                seen = photographs[0].rgb
                notes.append(f"turned by {operation.degrees} degrees")
            case Recolour():
                notes.append(_recolour(photographs[0], seen, operation, seed))
            case Remake():
                notes.append(_remake(photographs[0], operation, seed))
            case _:
                pass
    return notes
