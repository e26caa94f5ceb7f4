"""A last look at where figures stand: no house in a room, nothing that seems to grow from somebody's back."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.staging.swimmers import is_hull, swims_by_itself
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_HOUSES_M: Final = 6.0
"""What is so tall in life stands in no room."""
_HOUSES: Final = frozenset({"thatched-cottage", "hut", "cabin", "barn", "tent-big", "windmill", "lighthouse"})
"""They may be less tall, and stand in no room either."""
_VEHICLES: Final = frozenset({54, 55, 56})
_VEHICLES_M: Final = 1.5
"""Trains, cars, ships and aeroplanes are outside; bicycles may be in a hall."""
_TALL_M: Final = 2.6
_TREES: Final = frozenset({"evergreen-tree", "christmas-tree", "palm-tree", "deciduous-tree", "potted-plant"})
"""They may be brought into a room, in a pot or at Christmas."""
_HALLS: Final = frozenset(
    {
        "museum", "gallery", "warehouse", "station", "train_station", "subway", "airport", "airport_hall",
        "church", "church_interior", "castle_hall", "stage", "space_station", "spaceship_interior",
        "stadium", "workshop", "factory", "window_view", "windowsill", "studio", "podium", "garage",
        "greenhouse",
    }
)  # fmt: skip
"""Indoors that have room for anything, or show what is outside."""
_TOY: Final = frozenset({"tiny", "small"})
_TOUCH, _CLEAR = 0.3, 0.1
"""Sharing more of the narrower width than the first looks grown together; less than the second is apart."""
_OVER_WAIST: Final = 0.6
_SHRUNK: Final = (1.0, 0.75, 0.55)
_TRIES: Final = 25
_MARGIN: Final = 0.03
_ABOVE_FAR: Final = 0.04
_HELD_UP: Final = frozenset(
    {RelationKind.ON, RelationKind.OVER, RelationKind.INSIDE, RelationKind.HANGING, RelationKind.BEHIND}
)
_HUNG: Final = frozenset({"bunting", "hanging-sign", "chandelier", "pendant-lamp"})


def fit_for_room(
    canvas: Canvas, spec: PictureSpec, placed: list[Placed]
) -> tuple[list[Placed], list[Placed]]:
    """The figures that may be where the picture is, and those that no room could hold."""
    if not canvas.is_indoors or not _HALLS.isdisjoint(spec.settings[:1]):
        return placed, []
    tied = _tied(spec)
    out = [one for one in placed if (one.index not in tied or _is_house(one)) and _bursts_room(one)]
    return ([one for one in placed if one not in out], out) if len(out) < len(placed) else (placed, [])


def stand_on_ground(canvas: Canvas, spec: PictureSpec, placed: Sequence[Placed]) -> None:
    """Bring down what stands in the sky though it neither flies nor is on, over or in anything."""
    if canvas.is_indoors or canvas.stage.kind is not StageKind.GROUND:
        return
    held = {r.subject for r in spec.relations if r.kind in _HELD_UP}
    lowest = max(canvas.horizon_y, canvas.stage.far_y - _ABOVE_FAR * canvas.height)
    for one in placed:
        subject = one.cast.subject
        is_up = one.index in held or one.is_airborne or subject.concept in _HUNG or subject.spot is not None
        is_afloat = subject.is_in_water or is_hull(one) or swims_by_itself(one, spec)
        if not is_up and not is_afloat and one.feet_y < lowest:
            one.feet_y = lowest


def stand_apart(canvas: Canvas, spec: PictureSpec, placed: Sequence[Placed]) -> None:
    """Move what is tall and lifeless from behind people and animals into a gap, smaller where it must be."""
    tied = _tied(spec)
    alive = [one for one in placed if _is_alive(one) and not one.is_airborne]
    for one in placed:
        is_free = one.index not in tied and not one.is_airborne and not _is_alive(one)
        is_tall = real_height(one.cast.subject.concept) >= _TALL_M
        if is_free and is_tall and any(_grows_from(one, body) for body in alive):
            _move_into_gap(canvas, one, alive)


def _tied(spec: PictureSpec) -> set[int]:
    return {index for r in spec.relations for index in (r.subject, r.target)}


def _is_alive(one: Placed) -> bool:
    return is_animate(one.cast.subject.concept) or one.cast.scheme is not None


def _is_house(one: Placed) -> bool:
    return one.cast.subject.concept in _HOUSES and one.cast.subject.size not in _TOY


def _bursts_room(one: Placed) -> bool:
    subject = one.cast.subject
    is_far = subject.spot is not None and subject.spot.depth == "back"
    if _is_house(one):
        return True
    if _is_alive(one) or subject.size in _TOY or (subject.concept in _TREES and not is_far):
        return False
    if _is_vehicle(subject.concept):
        return real_height(subject.concept) >= _VEHICLES_M
    return real_height(subject.concept) >= (_TALL_M if is_far else _HOUSES_M)


def _is_vehicle(concept: str) -> bool:
    facts = find_icon(find_alias(concept))
    return facts is not None and facts.subgroup in _VEHICLES


def _shared(one: Placed, body: Placed) -> float:
    """How much of the narrower width both have in common."""
    left = max(one.x - one.width / 2, body.x - body.width / 2)
    right = min(one.x + one.width / 2, body.x + body.width / 2)
    return max(0.0, right - left) / max(1.0, min(one.width, body.width))


def _grows_from(one: Placed, body: Placed) -> bool:
    is_behind = one.feet_y <= body.feet_y
    is_above = one.feet_y - one.height < body.feet_y - body.height * _OVER_WAIST
    return is_behind and is_above and _shared(one, body) > _TOUCH


def _move_into_gap(canvas: Canvas, one: Placed, alive: Sequence[Placed]) -> None:
    tall, home = one.height, one.x
    for share in _SHRUNK:
        one.height = tall * share
        edge = canvas.width * _MARGIN + one.width / 2
        places = np.linspace(min(edge, canvas.width / 2), max(canvas.width - edge, canvas.width / 2), _TRIES)
        found = min(
            (float(x) for x in places), key=lambda x: (round(_worst(one, x, alive), 2), abs(x - home))
        )
        one.x = found
        if _worst(one, found, alive) <= _CLEAR:
            return


def _worst(one: Placed, x: float, alive: Sequence[Placed]) -> float:
    one.x = x
    return max(_shared(one, body) for body in alive)
