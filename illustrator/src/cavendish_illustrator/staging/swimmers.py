"""Lets what swims be on the water of a place that has some, instead of on the ground before it."""

from dataclasses import replace
from typing import Final

import numpy as np

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import WHITE, Field, smoothstep
from cavendish_illustrator.painting.noise_field import coarse_noise
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind

_AFLOAT: Final = frozenset(
    {
        "sailboat", "canoe", "ship", "ferry", "passenger-ship", "motor-boat", "speedboat", "pirate-ship",
        "raft", "gondola-boat", "houseboat", "container-ship", "cruise-ship", "paper-boat", "fishing-boat",
        "rowing-boat", "sinking-ship",
    }
)  # fmt: skip
_HULLS: Final = _AFLOAT | {"viking-ship", "gondola", "sea-kayak", "kayak", "rubber-duck"}
_DRAUGHT: Final = 0.075
"""How deep a hull lies in the water, in parts of the whole ship's height."""
_WATER_BIRDS: Final = frozenset({"duck", "swan", "goose"})
_SEA_ANIMALS: Final = 38
_ASHORE: Final = frozenset(
    {"seal", "seal-pup", "walrus", "crab", "octopus-ashore", "spiral-shell", "starfish"}
)
_ON_LEGS: Final = frozenset({"standing", "walking", "running", "dancing", "flying", "sitting", "reading"})
_BOUND: Final = frozenset(
    {RelationKind.INSIDE, RelationKind.ON, RelationKind.HOLDING, RelationKind.RIDING, RelationKind.UNDER}
)
_BOAT_SHARE, _ANIMAL_SHARE = 0.3, 0.085
"""How tall a boat and an animal on the water are at most, in parts of the picture's height."""
_ON_BACK, _ON_BACK_SHARE = "floating_back", 0.2
"""Who lies on the water is what the picture is about."""
_WADING: Final = frozenset({"duck", "goose", "duckling"})
_LEGS_BELOW: Final = 0.24
"""How much of a duck is under water, its legs."""
_ALONE: Final = 2.0
"""How much larger a few animals on the water are with nobody else in the picture."""
_MOST_OF_DEPTH: Final = 0.9
"""In narrow water things are small, for it is far off."""
_JETTY, _JETTY_SHARE, _JETTY_FOOT = "on-jetty", 0.56, 0.76
"""What stands in the water with who fishes from it, at most how tall, and how far down."""
_VARIED: Final = (1.0, 0.82, 0.92, 0.76)
"""No two boats are alike: how large one after another is, farther and nearer."""
_MOST_IN_GAPS, _COLUMNS = 4, 14
_LEAST_DEPTH: Final = 0.07
_SPAN: Final = (0.22, 0.78)


def _is_boat(placed: Placed) -> bool:
    return placed.cast.subject.concept in _AFLOAT


def _is_jetty(placed: Placed) -> bool:
    mount = placed.cast.mount or placed.cast.prop
    return mount is not None and mount.concept == _JETTY


def is_hull(placed: Placed) -> bool:
    """Whether it is a ship, or people in a boat, which lie in the water and not on it."""
    prop = placed.cast.prop
    return placed.cast.subject.concept in _HULLS or (prop is not None and prop.concept in _HULLS)


def waves_before(canvas: Canvas, placed: Placed, before: Field, rows: slice) -> None:
    """Let waves and foam lie before the foot of a hull; `before` is how the rows were without it."""
    unit, deep = canvas.unit, placed.height * _DRAUGHT
    ys, xs = canvas.ys[rows], canvas.xs
    rng = np.random.default_rng([canvas.seed, round(placed.x), 3])
    swell = np.sin(xs * (6.3 / max(placed.height * 0.36, 1.0)) + float(rng.uniform(0, 6.3)))
    swell = swell + 0.4 * np.sin(xs * (6.3 / max(placed.height * 0.13, 1.0)))
    line = placed.feet_y - deep * (1 + 0.32 * swell)
    beside = smoothstep(placed.width * 0.56, placed.width * 0.5, np.abs(xs - placed.x))
    below = smoothstep(-1.4 * unit, 1.4 * unit, ys - line) * beside
    canvas.blend(before, below, rows)
    broken = coarse_noise(below.shape, (26 * unit, 7 * unit), rng, 2)
    foam = np.exp(-(((ys - line) / (3.2 * unit)) ** 2)) * smoothstep(0.36, 0.6, broken) * beside
    canvas.blend(WHITE * float(0.5 + 0.5 * canvas.light.ambient.mean()), 0.8 * foam, rows)


def hull_rows(canvas: Canvas, placed: Placed) -> slice:
    """The rows in which water meets a hull."""
    deep = placed.height * _DRAUGHT
    return canvas.rows(placed.feet_y - 2.4 * deep, placed.feet_y + 1.5 * deep)


def swims_by_itself(placed: Placed, spec: PictureSpec) -> bool:
    """Whether it is a boat, a fish or a water bird that nothing holds elsewhere."""
    concept = placed.cast.subject.concept
    if placed.is_airborne or placed.cast.scheme is not None or placed.cast.mount is not None:
        return False
    if any(placed.index in (r.subject, r.target) and r.kind in _BOUND for r in spec.relations):
        return False
    if _is_boat(placed):
        return True
    if placed.cast.subject.pose in _ON_LEGS or concept in _ASHORE:
        return False
    if placed.cast.subject.pose == _ON_BACK:
        return True
    facts = asset_pack.find_icon(find_alias(concept))
    return concept in _WATER_BIRDS or (facts is not None and facts.subgroup == _SEA_ANIMALS)


_SUNK, _HULL_BELOW, _LIST_DEG = "sunk", 0.4, 14.0
"""What is going down, how much of it is below the water, and how far it leans."""


def _free_spots(canvas: Canvas, others: list[Placed], count: int) -> list[float]:
    """Columns over the width, those first that nothing on the near ground hides."""
    first, last = (canvas.width * share for share in _SPAN)
    if count > _MOST_IN_GAPS or not others:
        return [first + (last - first) * (number + 0.5) / count for number in range(count)]
    free = [first + (last - first) * number / _COLUMNS for number in range(_COLUMNS + 1)]
    taken = [(one.x, one.width / 2) for one in others]
    found: list[float] = []
    for _ in range(count):
        found.append(max(free, key=lambda x: min(abs(x - middle) - half for middle, half in taken)))
        taken.append((found[-1], canvas.width * 0.08))
    return sorted(found)


def set_on_water(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """Move boats, fish and water birds out onto open water, smaller as they are farther off."""
    stage = canvas.stage
    depth = stage.water_bottom - stage.water_top
    if stage.kind is not StageKind.GROUND or depth < canvas.height * _LEAST_DEPTH:
        return
    for placed in group:
        if _is_jetty(placed):
            placed.height = min(placed.height, canvas.height * _JETTY_SHARE)
            placed.feet_y = stage.water_top + depth * _JETTY_FOOT
            placed.order, placed.finish = -0.5, replace(placed.finish, shadow=False)
    afloat = [placed for placed in group if swims_by_itself(placed, spec) and not placed.cast.underfoot]
    others = [placed for placed in group if placed not in afloat and not placed.is_airborne]
    spots = _free_spots(canvas, others, len(afloat))
    animal_share = _ANIMAL_SHARE * (_ALONE if len(group) == len(afloat) <= _MOST_IN_GAPS else 1.0)
    for number, (placed, x) in enumerate(zip(afloat, spots, strict=True)):
        is_near = placed.cast.subject.pose == _ON_BACK
        share = _BOAT_SHARE if _is_boat(placed) else _ON_BACK_SHARE if is_near else animal_share
        room = canvas.width * (_SPAN[1] - _SPAN[0]) / len(afloat) / placed.aspect
        placed.height = min(placed.height, canvas.height * share, room, depth * _MOST_OF_DEPTH)
        placed.height *= _VARIED[number % len(_VARIED)]
        placed.x = x
        down = 0.6 + 0.22 * (number % 2)
        placed.feet_y = stage.water_top + depth * (down if not _is_boat(placed) else down * 0.8)
        placed.order = -1.0
        sunk = _LEGS_BELOW if placed.cast.subject.concept in _WADING else 0.0
        is_sinking = placed.cast.subject.state == _SUNK
        sunk = _HULL_BELOW if is_sinking else sunk
        placed.finish = replace(placed.finish, shadow=False, reflect=0.28, sunk=sunk, is_in_water=sunk > 0)
        if _is_boat(placed):
            list_deg = _LIST_DEG if is_sinking else 0.0
            placed.finish = replace(placed.finish, flip=number % 2 == 1, rotate_deg=list_deg)
