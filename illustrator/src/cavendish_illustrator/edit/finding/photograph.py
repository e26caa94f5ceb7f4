"""A reference made ready for editing: pixels and the matte of its main object, found once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from cavendish_illustrator.edit.faces.face_finding import find_faces
from cavendish_illustrator.edit.faces.hair_matting import soften_outline
from cavendish_illustrator.edit.faces.people_finding import with_people
from cavendish_illustrator.edit.finding.matting import refine_matte
from cavendish_illustrator.edit.finding.reference_reading import ReadReference, read_reference
from cavendish_illustrator.edit.finding.salient_object import find_main_objects
from cavendish_illustrator.painting.color import Field

FindObjects = Callable[[Sequence[Field]], list[Field]]
"""From pictures to one coarse map of the main object each, as `find_main_objects` does."""


@dataclass(slots=True)
class Photograph:
    """Float32 RGB and a matte of the same size; `has_object` is False where the matte is only a guess."""

    rgb: Field
    matte: Field
    has_object: bool = True

    @property
    def height(self) -> int:
        return int(self.rgb.shape[0])

    @property
    def width(self) -> int:
        return int(self.rgb.shape[1])


@dataclass(frozen=True, slots=True)
class Extent:
    """The rows and columns the main object covers, ends excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def extent_of(matte: Field, spill: float = 0.002) -> Extent:
    """Box of the object, leaving out the thinnest `spill` of its mass at each side."""

    def span(profile: Field) -> tuple[int, int]:
        mass = np.cumsum(profile)
        total = max(float(mass[-1]), 1e-6)
        first = int(np.searchsorted(mass, total * spill))
        last = int(np.searchsorted(mass, total * (1 - spill)))
        return first, min(len(profile), max(first, last) + 1)

    solid = np.where(matte > 0.4, matte, 0)
    if not solid.any():
        return Extent(0, 0, matte.shape[1], matte.shape[0])
    left, right = span(solid.sum(0))
    top, bottom = span(solid.sum(1))
    return Extent(left, top, right, bottom)


def _read_all(references: Sequence[Image.Image], longest: int) -> tuple[list[ReadReference], list[str]]:
    read, notes = [], []
    for number, reference in enumerate(references, 1):
        try:
            read.append(read_reference(reference, longest))
        except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow's decoders raise
            notes.append(f"reference {number} cannot be read ({type(error).__name__})")
    return read, notes


def _with_object(rgb: Field, coarse: Field) -> Photograph:
    """The photograph with the matte of its main object; people with softer hair."""
    faces = find_faces(rgb)
    if not faces:
        return Photograph(rgb, *refine_matte(rgb, coarse))
    matte, has_object = refine_matte(rgb, with_people(rgb, coarse, faces))
    return Photograph(rgb, soften_outline(rgb, matte, faces) if has_object else matte, has_object)


def take_photographs(
    references: Sequence[Image.Image], longest: int, find_objects: FindObjects = find_main_objects
) -> tuple[list[Photograph], list[str]]:
    """Read the references, their long sides at most `longest`, and find each one's main object.

    Those that cannot be decoded are left out; the second value names them.
    """
    read, notes = _read_all(references, longest)
    maps = iter(find_objects([entry.rgb for entry in read if entry.own_alpha is None]))
    photographs = []
    for entry in read:
        if entry.own_alpha is not None:
            photographs.append(Photograph(entry.rgb, entry.own_alpha))
        else:
            photographs.append(_with_object(entry.rgb, next(maps)))
    return photographs, notes
