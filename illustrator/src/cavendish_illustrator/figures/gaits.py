"""Animals on the run, seen from the side with the face turned to us."""

from functools import cache

from cavendish_illustrator.figures.animals import FACES, coat_colors, eye_line, tail
from cavendish_illustrator.svg_figure import Figure, find_icon_figure, nest, vector_figure

_WIDTH, _HEIGHT = 350.0, 256.0
_HEAD_WIDTH, _HEAD_X, _CHIN = 136.0, 266.0, 152.0
_STANDING = 300.0
"""The height of the same animal when it sits."""


@cache
def running_animal(concept: str) -> Figure:
    """Return the animal running to the right, as large as it is sitting."""
    face = FACES[concept]
    head = find_icon_figure(face)
    if head is None:
        raise KeyError(f"No such face: {face}")
    height = _HEAD_WIDTH / head.aspect
    left, top = _HEAD_X - _HEAD_WIDTH / 2, _CHIN - height
    overflow = min(0.0, top)
    body = vector_figure("animal-running", coat_colors(face)).markup
    return Figure(
        markup=tail(face, "animal-running") + body + nest(head, left, top, height),
        width=_WIDTH,
        height=_HEIGHT - overflow,
        top=overflow,
        anchors={
            "head_top": (_HEAD_X, top + height * 0.12),
            "eyes": (_HEAD_X, top + height * eye_line(face)),
            "neck": (_HEAD_X, _CHIN - 4),
            "hand": (_WIDTH - 40, 188),
        },
        head_width=_HEAD_WIDTH,
        body_height=_STANDING,
    )
