"""Operations on the references themselves, before they become a picture: turning and recolouring."""

from collections.abc import Sequence

import cv2
import numpy as np

from cavendish_illustrator.edit.finding.photograph import Photograph
from cavendish_illustrator.edit.recoloured_regions import recolour_named
from cavendish_illustrator.edit.remade_regions import remake_named
from cavendish_illustrator.painting.color import Field, clamp
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    EditOperation,
    Flip,
    Recolour,
    Remake,
    Rotate,
)


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
                notes.append(recolour_named(photographs[0], seen, operation, seed))
            case Remake():
                notes.append(remake_named(photographs[0], operation, seed))
            case _:
                pass
    return notes
