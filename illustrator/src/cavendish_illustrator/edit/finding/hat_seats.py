"""Where a hat sits on somebody whose face is seen: over the forehead, as wide as the head asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.edit.faces.face_outline import FaceOutline
from cavendish_illustrator.edit.finding.head_finding import Head
from cavendish_illustrator.painting.color import Field

_EARS: Final = 0.5
"""Where ear pads end, from the eyes down to the chin."""
_LOOKED: Final = 1.0
"""How far to both sides of the forehead the head may reach, in the face's width."""
_MOST_ASIDE: Final = 0.3
_OVER: Final = 1.12
"""Height of what goes over a head from ear to ear, in the head's own there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HatSeat:
    """In pixels: the middle of the lower edge, the width, and the height where that is told, too."""

    x: float
    bottom: float
    width: float
    height: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brim:
    """In the width of the hat's drawing: its own, and how far its middle lies right of the drawing's."""

    width: float
    aside: float


def _kinds() -> Mapping[str, Mapping[str, float]]:
    return dict(read_table("edit/finding/hats_on_faces.toml")["hats"])


def is_over_ears(name: str) -> bool:
    """Whether the hat with this drawing reaches from ear to ear."""
    return bool(_kinds().get(name, {}).get("ears"))


def brim_of(name: str) -> Brim:
    """The part of the hat with this drawing that goes around a head."""
    row = _kinds().get(name, {})
    return Brim(width=row.get("brim", 1.0), aside=row.get("aside", 0.0))


def hat_seat(name: str, head: Head, outline: FaceOutline, matte: Field) -> HatSeat:
    """The seat of the hat with this drawing on a person whom the matte shows."""
    row = {**_kinds()["any"], **_kinds().get(name, {})}
    eyes = (outline.line("left_eye").mean(0) + outline.line("right_eye").mean(0)) / 2
    brows = np.concatenate([outline.line("left_brow"), outline.line("right_brow")]).mean(0)
    fore = np.array(outline.brow)
    wide = 1.16 * outline.width
    middle, seen = _across(matte, fore, outline)
    wide = float(np.clip(seen, wide, 1.25 * wide))
    if row.get("ears"):
        chin = np.array(outline.chin)
        foot = eyes + _EARS * (chin - eyes)
        tall = _OVER * max(float(foot[1]) - head.top, 1.0)
        return HatSeat(
            x=float(eyes[0]) + middle, bottom=float(foot[1]), width=row["wide"] * wide, height=tall
        )
    foot = fore + row["low"] * (brows - fore)
    across = row["wide"] * wide
    height = row["tall"] * across if "tall" in row else None
    return HatSeat(x=float(foot[0]) + middle, bottom=float(foot[1]), width=across, height=height)


def _across(matte: Field, fore: Field, outline: FaceOutline) -> tuple[float, float]:
    """How far the head's middle lies aside of its forehead's, and its width there: heads turn."""
    rows, columns = matte.shape
    row = int(np.clip(fore[1], 0, rows - 1))
    first, last = (int(np.clip(fore[0] + side * _LOOKED * outline.width, 0, columns - 1)) for side in (-1, 1))
    inside = np.flatnonzero(matte[row, first : last + 1] > 0.5)
    if len(inside) < 2:
        return 0.0, outline.width
    middle = first + (inside[0] + inside[-1]) / 2 - float(fore[0])
    most = _MOST_ASIDE * outline.width
    return float(np.clip(middle, -most, most)), float(inside[-1] - inside[0])
