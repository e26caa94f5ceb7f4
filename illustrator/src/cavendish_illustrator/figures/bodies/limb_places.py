"""Where bodies without joints have hands, feet and a trunk, so that they can wear gloves and boots."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from cavendish_illustrator.artwork.svg_figure import Figure, Point
from cavendish_illustrator.data_tables import read_table

_SITTING: Final = "animal-sitting"
_SIDES: Final = ("left_", "")


@cache
def _rows() -> Mapping[str, dict[str, Any]]:
    return read_table("figures/bodies/limb_places.toml")


def with_limbs(figure: Figure, name: str) -> Figure:
    """The figure with anchors of the limbs that the body or drawing of this name has; else as it is.

    `left_foot`, `foot`, `left_shin`, `shin`, `left_paw`, `paw`, `left_toes`, `toes`, `trunk_start` and
    `trunk_end` (two corners); `instep` is half a foot's width beside `foot`.
    """
    row = _rows().get(name)
    if row is None:
        return figure
    whole = (figure.left, figure.top, figure.width, figure.height)
    anchors = _anchors(row, (0.0, 0.0, 1.0, 1.0) if name.startswith(_SITTING) else whole)
    return replace(figure, anchors={**anchors, **figure.anchors})


def _anchors(row: Mapping[str, Any], box: tuple[float, float, float, float]) -> dict[str, Point]:
    """The anchors that a row tells, in a box whose shares its numbers are."""
    left, top, wide, tall = box

    def placed(x: float, y: float) -> Point:
        return left + x * wide, top + y * tall

    anchors: dict[str, Point] = {}
    for part, key in (("foot", "feet"), ("paw", "paws"), ("toes", "toes")):
        for side, (x, y) in zip(_SIDES, row.get(key, []), strict=False):
            anchors[f"{side}{part}"] = placed(x, y)
    if "foot" in anchors:
        for side in _SIDES:
            x, y = anchors[f"{side}foot"]
            anchors[f"{side}shin"] = (x, y - row["shin"] * tall)
        anchors["instep"] = (anchors["foot"][0] + row["wide"] * wide / 2, anchors["foot"][1])
    if "trunk" in row:
        x, y, right, bottom = row["trunk"]
        anchors["trunk_start"], anchors["trunk_end"] = placed(x, y), placed(right, bottom)
    return anchors
