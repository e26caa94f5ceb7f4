"""Birds that fly towards us with their wings out, by the head that is drawn of them."""

from functools import cache
from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure, nest, vector_figure
from cavendish_illustrator.figures.animals.animals import FACES, coat_colors, eye_line

FLY_TO_US: Final = frozenset(
    {
        "owl", "snowy-owl", "parrot", "cockatoo", "toucan", "puffin", "penguin", "hen", "chicken", "rooster",
        "turkey", "duck", "duckling", "baby-chick",
    }
)  # fmt: skip
"""Birds told by their faces, which the bird that flies past from the side has not."""
_HEAD_WIDE, _MIDDLE, _CHIN = 118.0, 220.0, 156.0


@cache
def flying_bird(concept: str) -> Figure:
    """Return the bird in the air, facing us, with anchors for what it wears."""
    face = FACES[concept]
    head, body = find_figure(face), vector_figure("bird-spread", coat_colors(face))
    if head is None:
        raise KeyError(f"No such face: {face}")
    height = _HEAD_WIDE / head.aspect
    left, top = _MIDDLE - _HEAD_WIDE / 2, _CHIN - height
    overflow = min(0.0, top)
    return Figure(
        markup=body.markup + nest(head, left, top, height),
        width=body.width,
        height=body.height - overflow,
        top=overflow,
        anchors={
            "head_top": (_MIDDLE, top + height * 0.12),
            "eyes": (_MIDDLE, top + height * eye_line(face)),
            "neck": (_MIDDLE, _CHIN - 4),
            "hand": (_MIDDLE, 262.0),
        },
        head_width=_HEAD_WIDE,
    )
