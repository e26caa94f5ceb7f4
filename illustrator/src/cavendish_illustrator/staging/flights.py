"""Where figures go that hang in the sky, in space or in water."""

from dataclasses import replace

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import real_height, size_factor
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.staging.sky_places import keep_landmark_in_sight
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_SEA, _SEABED, _LYING_TALL = "underwater", 0.95, 0.2
_CRAWLING = frozenset({"crab", "lobster", "starfish", "spiral-shell", "oyster", "snail", "coral"})
_SUNKEN = frozenset({"shipwreck", "treasure-chest"})
"""What rests on the ground of the sea though nothing else is there, as large as it is."""
_SEATED = frozenset({RelationKind.ON, RelationKind.INSIDE, RelationKind.HANGING, RelationKind.OVER})
_OF_TWO_ROWS = 0.3
"""How tall what flies in two rows may be, in parts of the picture's height."""
_BALLOON, _SMALL_M = "hot-air-balloon", 0.3
_RIDDEN, _MOST_RIDDEN = 1.55, 0.72
"""How much larger who rides through the air is shown than who flies alone: there are two of them."""
_LONELY, _LONELY_SMALL = 0.48, 0.8
"""How large what is alone in the picture is shown, and how much less of that something small."""
_MANNED = 1.8
"""How much larger a balloon is with somebody in its basket, who would not be seen else."""
_BEFORE_MOON = 2.1
"""How wide somebody is who flies before the moon, in parts of its radius."""


def _raise(canvas: Canvas, placed: Placed) -> None:
    """Lift a rider off the land, as far as there is sky."""
    room = canvas.horizon_y - canvas.height * 0.05
    top = canvas.height * 0.05
    placed.feet_y = max(min(placed.feet_y, room), top + placed.height)


def _fit_kept_sky(canvas: Canvas, placed: Placed) -> float | None:
    """Set one who flies before the great moon or into the sky above a roof; return its middle's row."""
    keep_landmark_in_sight(canvas, placed)
    if canvas.wants_great_moon and canvas.disc is not None:
        placed.x = canvas.disc[0]
        placed.height = min(placed.height, canvas.disc[2] * _BEFORE_MOON / max(placed.aspect, 1.0))
        return canvas.disc[1]
    if not canvas.stage.sky_room:
        return None
    room = canvas.stage.sky_room - canvas.height * 0.07
    placed.height = min(placed.height, room)
    return canvas.height * 0.045 + room / 2


def _shown(placed: Placed) -> str:
    """The concept that is seen in the air: the vehicle of who has one."""
    return (placed.cast.prop or placed.cast.subject).concept


def _size_aloft(canvas: Canvas, placed: Placed, counts: tuple[int, int], *, has_ground: bool) -> None:
    """Give one of so many, in so many columns, a height."""
    count, columns = counts
    shown = _shown(placed)
    is_lonely = count == 1 and not (has_ground or canvas.stage.tags or canvas.stage.sky_room)
    alone = 0.56 if canvas.is_tall and not has_ground else _LONELY if is_lonely else 0.4
    small = _LONELY_SMALL if is_lonely else 0.45
    factor = 1.1 if shown == _BALLOON else small if real_height(shown) < _SMALL_M else 1.0
    if placed.cast.mount is not None and factor == 1.0:
        factor = _RIDDEN
    is_manned = shown == _BALLOON and placed.cast.prop is not None
    factor = _MANNED if is_manned else factor
    base = min(canvas.height, canvas.width) * (alone if count == 1 else 0.9 / max(columns, 3)) * factor
    most = canvas.height * (0.5 if count <= columns else _OF_TWO_ROWS)
    if placed.cast.mount is not None or is_manned:
        most = canvas.height * _MOST_RIDDEN
    height = min(base * size_factor(placed.cast.subject), most)
    placed.height = min(height, canvas.width * 0.86 / max(columns, 1) / max(placed.aspect, 0.3))


def fly(canvas: Canvas, group: list[Placed], *, has_ground: bool) -> None:
    """Hang figures in the sky without touching one another."""
    if not group:
        return
    rng, count = canvas.rng, len(group)
    sky = canvas.stage.sky_y
    columns = count if count <= 4 else -(-count // 2)
    for number, placed in enumerate(group):
        _size_aloft(canvas, placed, (count, columns), has_ground=has_ground)
        column, row = number % columns, number // columns
        slot = canvas.width * 0.88 / columns
        placed.x = canvas.width * 0.06 + slot * (column + 0.5) + float(rng.uniform(-0.12, 0.12)) * slot
        if count > columns:
            placed.x += slot * 0.5 * (row - 0.5)
        if count == 1:
            placed.x = canvas.width * float(
                rng.uniform(0.32, 0.68) if has_ground or canvas.is_tall else rng.uniform(0.4, 0.6)
            )
        middle = sky + (row * 0.24 + float(rng.uniform(-0.07, 0.07)) * (count > 1)) * canvas.height
        kept = _fit_kept_sky(canvas, placed) if count == 1 else None
        if kept is not None:
            middle = kept
        elif not (has_ground or canvas.stage.tags or placed.cast.mount is not None):
            middle += canvas.height * 0.1
        placed.feet_y = middle + placed.height / 2
        if placed.cast.mount is not None and not has_ground:
            _raise(canvas, placed)
        turn = 0.0 if _shown(placed) == _BALLOON else float(rng.uniform(-8, 8))
        placed.finish = Finish(
            relight=0.55, tint=0.75, shadow=False, rotate_deg=turn, flip=bool(rng.random() < 0.4)
        )
        placed.order = -1.0 if has_ground else 0.0
        placed.is_airborne = True


def float_all(canvas: Canvas, group: list[Placed]) -> None:
    """Let everything hang in space or water around the middle, on a sunflower spiral."""
    rng, count = canvas.rng, len(group)
    start = float(rng.uniform(0, 6.28))
    for number, placed in enumerate(group):
        share = 0.5 if count == 1 else 0.36 if count < 4 else 1.05 / count**0.62
        relative = (
            real_height(placed.cast.subject.concept) / max(real_height(p.cast.subject.concept) for p in group)
        ) ** 0.36
        placed.height = (
            min(canvas.height, canvas.width) * share * relative * size_factor(placed.cast.subject) ** 0.7
        )
        reach = 0.0 if count == 1 else 0.40 * ((number + 0.5) / count) ** 0.5
        angle = start + number * 2.4
        placed.x = canvas.width * (0.5 + reach * np.cos(angle))
        placed.feet_y = canvas.height * (0.5 + reach * 0.85 * np.sin(angle)) + placed.height / 2
        turn = float(rng.uniform(-10, 10))
        turn = turn if placed.cast.scheme is None else 0.0  # no table tilts
        placed.finish = Finish(
            relight=0.55, tint=0.85, shadow=False, rotate_deg=turn, flip=bool(rng.random() < 0.4)
        )


def recentre(canvas: Canvas, group: list[Placed]) -> None:
    """Bring the middle of what floats to the middle of the picture."""
    if not group:
        return
    middle_x = sum(p.x for p in group) / len(group)
    middle_y = sum(p.feet_y - p.height / 2 for p in group) / len(group)
    for placed in group:
        placed.x += canvas.width / 2 - middle_x
        placed.feet_y += canvas.height / 2 - middle_y


def rest_on_seabed(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """Crabs, chests and anchors lie on the ground of the sea, side by side, and do not hang in its water."""
    sunken = [one for one in group if one.cast.subject.concept in _SUNKEN]
    if _SEA not in spec.settings[:2] and (spec.settings or not sunken):
        return
    lying = [one for one in group if one in sunken or (_lies(one) and not _is_bound(spec, one))]
    lying = sunken if len(lying) == len(group) else lying
    for number, one in enumerate(lying):
        if one not in sunken:
            one.height = min(one.height, canvas.height * _LYING_TALL)
        one.x = canvas.width * (number + 1) / (len(lying) + 1)
        one.feet_y = canvas.height * _SEABED
        one.finish = replace(one.finish, rotate_deg=0.0)


def _is_bound(spec: PictureSpec, one: Placed) -> bool:
    """Whether it is on, in or over something, or a thing that somebody is busy with."""
    kinds = _SEATED if one.cast.subject.concept in _CRAWLING else _SEATED | {RelationKind.BESIDE}
    return any(one.index in (r.subject, r.target) and r.kind in kinds for r in spec.relations)


def _lies(one: Placed) -> bool:
    concept = one.cast.subject.concept
    return one.cast.scheme is None and (concept in _CRAWLING or not is_animate(concept))
