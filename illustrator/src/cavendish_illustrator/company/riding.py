"""Riders astride of what they ride: the far leg behind it, the near one before it, the hands at the reins."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cavendish_illustrator.artwork.svg_figure import (
    Figure,
    Point,
    find_figure,
    namespaced,
    nest,
    vector_figure,
    vector_names,
)
from cavendish_illustrator.company.pairs import Build
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.animals.animals import ONLY_A_FACE
from cavendish_illustrator.figures.animals.creatures import whole_unicorn
from cavendish_illustrator.figures.animals.living_things import comes_alive
from cavendish_illustrator.figures.bodies.dyeing import main_hue_dyed
from cavendish_illustrator.figures.bodies.side_body import CHILD, SidePose
from cavendish_illustrator.figures.doings.gaits import running_animal
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.picture_spec import Subject

_TALL = 300.0
_THIGH = 13.0
"""How far above a seat the hip is, in units of a person of 300."""
_SMALL_RIDERS = {"girl": 0.84, "boy": 0.84, "child": 0.84, "baby": 0.7}
_FOR_CHILDREN = {"motor-scooter": "kick-scooter"}
"""A scooter that a child rides has no motor."""
_MACHINE = 1.3
"""Against what is lower than that a rider is tall: bicycles and scooters come in children's sizes."""
_WHOLE = 0.5
"""How tall those are who have no body to sit astride with, in parts of a rider who stands."""
_STRETCHED, _MOST_LOWERED = 0.97, 24.0
_REINS = "#5a3a22"
_RUG, _FRINGE, _LEATHER = "#b5322f", "#f0b93a", "#6a3f22"


@dataclass(frozen=True, slots=True)
class _Mount:
    """A mount that looks to the left and is shown 300 high, and its row of `mounts.toml`."""

    drawing: Figure
    row: dict[str, Any]
    front: str = ""
    """Markup of what is before whoever is on it."""

    @property
    def width(self) -> float:
        return _TALL * self.drawing.aspect

    def at(self, name: str, *, behind: float = 0.0) -> Point:
        x, y = self.row[name]
        return (x + behind) * self.width, y * _TALL


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return read_table("company/mounts.toml")


def has_saddle(concept: str) -> bool:
    """Whether there is a row that says where on it one sits."""
    return find_alias(concept) in _rows()


def most_riders(concept: str) -> int:
    return int(_rows().get(find_alias(concept), {}).get("most", 1))


def _mount(name: str, color: str | None) -> _Mount | None:
    row, front = _rows().get(name), ""
    if row is not None and row.get("before"):
        drawing, front = find_figure(f"{name}-back"), vector_figure(f"{name}-front").markup
    elif row is not None:
        drawing = _joined(str(row.get("drawing", name)))
    elif name in ONLY_A_FACE:
        row, drawing = _rows()["animal-running"], running_animal(name)
    else:
        row, drawing = _rows()["any"], find_figure(name)
    if drawing is None:
        return None
    return _Mount(main_hue_dyed(drawing, color) if color else drawing, row, front)


def _joined(name: str) -> Figure | None:
    """The drawing of that name, its parts put together where it has two."""
    if name == "unicorn":
        return whole_unicorn()
    if f"{name}-back" not in vector_names():
        return find_figure(name)
    back, front = vector_figure(f"{name}-back"), vector_figure(f"{name}-front")
    return replace(back, markup=back.markup + front.markup)


def astride(casts: Sequence[Cast], ridden: Subject, build: Build) -> Figure | None:
    """Everybody astride of it, one behind the other, all looking to the left; None without a drawing."""
    name = find_alias(ridden.concept)
    if ridden.pose == "flying" and f"{name}-flying" in _rows():
        name = f"{name}-flying"
    has_small_one = all(cast.subject.concept in _SMALL_RIDERS for cast in casts)
    mount = _mount(_FOR_CHILDREN.get(name, name) if has_small_one else name, ridden.color)
    if mount is None:
        return None
    far, near, hand = "", "", mount.at("hand")
    top, left, right, low = 0.0, -0.3 * _TALL, mount.width, _TALL
    for number, cast in reversed(list(enumerate(casts))):
        seated = _seated(cast, mount, _behind(mount, number, len(casts)), build)
        if seated is None:
            return None
        rider, scale = seated
        turned = mount.width if mount.row.get("facing") and number % 2 else None
        far += _scaled(rider.behind, scale, f"f{number}_", turned)
        near += _scaled(rider.markup, scale, f"r{number}_", turned)
        if "hand" in rider.anchors:
            hand = rider.anchors["hand"][0] * scale, rider.anchors["hand"][1] * scale
        top = min(top, rider.top * scale)
        reach = (rider.left + rider.width) * scale
        left, right = (left, max(right, reach)) if turned is None else (min(left, turned - reach), right)
        low = max(low, (rider.top + rider.height) * scale)
    shown = nest(mount.drawing, 0, 0, _TALL, flip=bool(mount.row.get("flip")))
    return Figure(
        markup=far + shown + _pad(mount) + near + _reins(mount, hand) + _front(mount),
        left=left,
        top=top,
        width=right - left + 4,
        height=low - top,
    )


def _front(mount: _Mount) -> str:
    """What is before the rider, such as the near ski."""
    scale = _TALL / mount.drawing.height
    move = f"scale({scale:.4f}) translate({-mount.drawing.left:g} {-mount.drawing.top:g})"
    return f'<g transform="{move}">{mount.front}</g>' if mount.front else ""


def _behind(mount: _Mount, number: int, count: int) -> float:
    """How far behind the seat a rider is, in widths of the mount; on either side of what is between them."""
    apart = float(mount.row.get("apart", 0.0))
    if mount.row.get("facing"):
        return number // 2 * apart
    return number * apart if mount.row.get("is_end") else (number - (count - 1) / 2) * apart


def _scaled(markup: str, scale: float, prefix: str, turned: float | None = None) -> str:
    """The markup in the mount's units; `turned` is the width of a mount whose rider is mirrored in it."""
    move = "" if turned is None else f"translate({turned:.1f} 0) scale(-1 1) "
    return f'<g transform="{move}scale({scale:.4f})">{namespaced(markup, prefix)}</g>' if markup else ""


def _seated(cast: Cast, mount: _Mount, behind: float, build: Build) -> tuple[Figure, float] | None:
    """A rider in its own units, and how many of the mount's one of them is."""
    tall = float(mount.row["tall"])
    scale = tall * (_SMALL_RIDERS.get(cast.subject.concept, 1.0) if tall < _MACHINE else 1.0)
    seat = mount.at("seat", behind=behind)
    hip = seat[0] / scale, seat[1] / scale - _THIGH
    foot = _units(mount.at("foot", behind=behind), scale)
    far = _units(mount.at("far_foot", behind=behind), scale) if "far_foot" in mount.row else foot
    hand = _units(mount.at("hand", behind=behind), scale)
    other = _units(mount.at("far_hand", behind=behind), scale) if "far_hand" in mount.row else None
    if cast.held and other is None:
        hand = hip[0] - 62, hip[1] - 66
    if "stands" in mount.row:
        hip = hip[0], hip[1] + _lowered(cast, hip, (foot, far))
    lean = float(mount.row.get("lean", 7))
    if comes_alive(cast.subject.concept):
        cast = replace(cast, subject=replace(cast.subject, pose="playing"))
    figure = build(replace(cast, side=SidePose(hip, foot, hand, far, lean, other)))
    if figure is None or figure.behind:
        return None if figure is None else (figure, scale)
    share = scale * _TALL * _WHOLE / figure.height
    left, top = seat[0] - figure.width * share / 2, seat[1] - figure.height * share * 0.9
    return Figure(
        markup=nest(figure, left, top, figure.height * share),
        left=left,
        top=top,
        width=figure.width * share,
        height=figure.height * share,
    ), 1.0


def _lowered(cast: Cast, hip: Point, feet: Sequence[Point]) -> float:
    """How far a child's hip must be lower for its feet to be where a grown-up's are."""
    if cast.subject.concept not in _SMALL_RIDERS:
        return 0.0
    reach = 2 * CHILD.leg * _STRETCHED
    far = max(abs(x - hip[0]) for x, _ in feet)
    high = max(y for _, y in feet) - hip[1]
    return min(_MOST_LOWERED, max(0.0, high - math.sqrt(max(0.0, reach**2 - far**2))))


def _units(point: Point, scale: float) -> Point:
    return point[0] / scale, point[1] / scale


def _pad(mount: _Mount) -> str:
    """What lies on the back: a saddle with its cloth, or a rug that hangs down over a hump or an elephant."""
    x, y = mount.at("seat")
    match mount.row["pad"]:
        case "saddle":
            cloth = _filled(f"M{x - 30:.1f} {y - 4:.1f}q30 12 62 0l8 46q-40 13-80 0z", _RUG)
            hem = _drawn(f"M{x - 38:.1f} {y + 36:.1f}q39 14 78 0", _FRINGE, 6)
            return cloth + hem + _filled(f"M{x - 28:.1f} {y - 10:.1f}q28 14 60-2l4 14q-34 16-68 2z", _LEATHER)
        case "rug":
            cloth = _filled(f"M{x - 46:.1f} {y + 2:.1f}q44-14 92 0l10 78q-54 14-112 0z", _RUG)
            hem = _drawn(f"M{x - 55:.1f} {y + 72:.1f}q54 16 110 0", _FRINGE, 8)
            return cloth + hem + _drawn(f"M{x - 51:.1f} {y + 52:.1f}q52 14 102 0", _FRINGE, 3)
        case "hump":
            cloth = _filled(f"M{x - 40:.1f} {y + 26:.1f}q12-34 40-34t44 34l14 66q-56 16-110 0z", _RUG)
            return cloth + _drawn(f"M{x - 52:.1f} {y + 80:.1f}q54 18 108 0", _FRINGE, 8)
        case _:
            return ""


def _filled(path: str, color: str) -> str:
    return f'<path d="{path}" fill="{color}"/>'


def _drawn(path: str, color: str, width: float) -> str:
    return f'<path d="{path}" stroke="{color}" stroke-width="{width:g}" stroke-linecap="round" fill="none"/>'


def _reins(mount: _Mount, hand: Point) -> str:
    if "bit" not in mount.row:
        return ""
    x, y = mount.at("bit")
    low = max(hand[1], y) + 16
    middle = (hand[0] + x) / 2 + 8
    return _drawn(f"M{hand[0]:.1f} {hand[1]:.1f}Q{middle:.1f} {low:.1f} {x:.1f} {y:.1f}", _REINS, 4)
