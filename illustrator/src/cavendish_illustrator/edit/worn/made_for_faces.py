"""What is made for the very face that wears it instead of being taken from a drawing: beards and scarves."""

from cavendish_illustrator.edit.faces.face_finding import Face, find_faces
from cavendish_illustrator.edit.faces.grown_beards import grow_beard
from cavendish_illustrator.edit.pixels.working_picture import WorkingPicture
from cavendish_illustrator.edit.worn.tied_scarves import tie_scarf, tie_scarf_to_animal
from cavendish_illustrator.edit.worn.worn_places import UNDER_NOSE
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place

_SCARF = "scarf"
_SAME_CROWD = 0.4
"""Faces smaller than this part of the greatest one belong to people far behind."""


def make_for_faces(picture: WorkingPicture, operation: AddObject, place: Place | None) -> bool:
    """Make it for the greatest face, or for as many as are asked for; False where a drawing has to do."""
    concept = operation.concept
    is_beard = concept in UNDER_NOSE and place is Place.ON_FACE
    if not (is_beard or (concept == _SCARF and place is Place.NECK)):
        return False
    if not is_beard and not find_faces(picture.rgb):
        return tie_scarf_to_animal(picture, operation.color)
    made = [
        grow_beard(picture, face, concept, operation.color)
        if is_beard
        else tie_scarf(picture, face, operation.color)
        for face in _faces(picture, operation.count)
    ]
    return any(made)


def _faces(picture: WorkingPicture, count: int) -> list[Face]:
    faces = sorted(find_faces(picture.rgb), key=lambda face: -face.side)
    near = [face for face in faces if face.side > _SAME_CROWD * faces[0].side]
    return near[: max(1, count)]
