"""Where whole animals and things have their heads, so that they can wear and hold something."""

from dataclasses import replace
from functools import cache

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.bodies.limb_places import with_limbs
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_HEAD_FACTS = 7
"""Numbers in a row of `icon_heads.toml`, before the width of a neck that is wider than its head."""
_LEFT_OF = 0.38
"""Whose eyes are so far to one side looks that way, and has there what it holds."""


@cache
def _heads() -> dict[str, list[float]]:
    return read_table("figures/bodies/icon_heads.toml")


def has_head_place(name: str) -> bool:
    """Whether it is known where on the drawing of a whole animal its head is."""
    return name in _heads()


def with_head(name: str, figure: Figure) -> Figure:
    """Tell where a whole animal has its head, so that it can wear something."""
    row = _heads().get(name)
    if row is None and not is_animate(name):
        return with_limbs(_with_thing_face(figure), name)
    if row is None:
        return with_limbs(with_anchors(figure, head_width=figure.width * 0.8), name)
    places = [
        (figure.left + figure.width * x, figure.top + figure.height * y)
        for x, y in zip(row[0:6:2], row[1:6:2], strict=True)
    ]
    facing = 0.06 if row[2] < _LEFT_OF else 0.94 if row[2] > 1 - _LEFT_OF else 0.84
    hand = (figure.left + figure.width * facing, figure.top + figure.height * 0.8)
    anchors = {"head_top": places[0], "eyes": places[1], "neck": places[2], "hand": hand}
    if len(row) > _HEAD_FACTS:
        half = figure.width * row[_HEAD_FACTS] / 2
        anchors["nape"] = (places[2][0] + half, places[2][1])
    return with_limbs(replace(figure, head_width=figure.width * row[6], anchors=anchors), name)


def _with_thing_face(figure: Figure) -> Figure:
    """Where a fruit or a mug would have its face: in its lower middle; hats sit on its top."""
    middle, wide = figure.left + figure.width / 2, min(figure.width, figure.height)
    places = {"head_top": 0.06, "eyes": 0.54, "neck": 0.78, "hand": 0.66}
    anchors = {name: (middle, figure.top + figure.height * share) for name, share in places.items()}
    anchors["hand"] = (middle + figure.width * 0.34, anchors["hand"][1])
    floor, shin = figure.top + figure.height, figure.height * 0.16
    for side, way in (("left_", -1), ("", 1)):
        anchors[f"{side}foot"] = (middle + way * wide * 0.17, floor)
        anchors[f"{side}shin"] = (middle + way * wide * 0.17, floor - shin)
    anchors["instep"] = (middle + wide * 0.26, floor)
    return replace(figure, head_width=wide * 0.74, anchors=anchors)


def with_anchors(figure: Figure, *, head_width: float) -> Figure:
    """Guess where a drawing that stands upright has its head, so that it can wear something."""
    middle = figure.left + figure.width / 2
    return Figure(
        markup=figure.markup,
        width=figure.width,
        height=figure.height,
        left=figure.left,
        top=figure.top,
        head_width=head_width,
        anchors={
            "head_top": (middle, figure.top + figure.height * 0.08),
            "eyes": (middle, figure.top + figure.height * 0.26),
            "neck": (middle, figure.top + figure.height * 0.42),
            "hand": (middle + figure.width * 0.34, figure.top + figure.height * 0.66),
        },
    )
