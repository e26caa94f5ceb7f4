"""Animals that stand, walk or run, seen from the side with the face turned to us."""

from functools import cache
from typing import NamedTuple

from cavendish_illustrator.figures.animals import FACES, coat_colors, eye_line, tail
from cavendish_illustrator.svg_figure import Figure, find_icon_figure, nest, vector_figure

_STANDING = 300.0
"""The height of the same animal when it sits."""


class _Gait(NamedTuple):
    """A body drawn 350 wide, and where on it the head is."""

    drawing: str
    height: float
    head_width: float
    head_x: float
    chin: float


_RUNNING = _Gait("animal-running", 256.0, 136.0, 266.0, 152.0)
_ON_FOUR = _Gait("animal-standing", 270.0, 140.0, 268.0, 160.0)
_WIDTH = 350.0


@cache
def running_animal(concept: str) -> Figure:
    """Return the animal running to the right, as large as it is sitting."""
    return _drawn(concept, _RUNNING)


@cache
def standing_animal(concept: str) -> Figure:
    """Return the animal on its four feet, looking out to the right, as large as it is sitting."""
    return _drawn(concept, _ON_FOUR)


def _drawn(concept: str, gait: _Gait) -> Figure:
    face = FACES[concept]
    head = find_icon_figure(face)
    if head is None:
        raise KeyError(f"No such face: {face}")
    height = gait.head_width / head.aspect
    left, top = gait.head_x - gait.head_width / 2, gait.chin - height
    overflow = min(0.0, top)
    body = vector_figure(gait.drawing, coat_colors(face)).markup
    return Figure(
        markup=tail(face, "animal-running") + body + nest(head, left, top, height),
        width=_WIDTH,
        height=gait.height - overflow,
        top=overflow,
        anchors={
            "head_top": (gait.head_x, top + height * 0.12),
            "eyes": (gait.head_x, top + height * eye_line(face)),
            "neck": (gait.head_x, gait.chin - 4),
            "hand": (_WIDTH - 40, 188),
        },
        head_width=gait.head_width,
        body_height=_STANDING,
    )
