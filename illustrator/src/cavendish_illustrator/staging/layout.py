"""Where every figure goes: in rows, in the sky, on water; on, under, beside and behind one another."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from cavendish_illustrator.artwork.sprites import Finish, Sprite, place_sprite, trim
from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.company.setting_choice import is_bloom
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import coated_pixels
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import (
    real_height,
    seen_on_table,
    size_factor,
    table_height,
)
from cavendish_illustrator.figures.drawings.thing_states import HANGING
from cavendish_illustrator.figures.hands.vessels import PLATE
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.scenery.rail_track import lay_track
from cavendish_illustrator.staging.casting import Casting, Role, one_of_several
from cavendish_illustrator.staging.contents import shared_out
from cavendish_illustrator.staging.crowding import make_room
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.flights import float_all, fly, recentre, rest_on_seabed
from cavendish_illustrator.staging.flyers import is_flyer
from cavendish_illustrator.staging.immersion import set_in_water
from cavendish_illustrator.staging.relation_moves import relate, run_fences_across
from cavendish_illustrator.staging.sky_places import face_the_moon, on_the_wing
from cavendish_illustrator.staging.stated_layout import has_stated_places, settle
from cavendish_illustrator.staging.swimmers import hull_rows, is_hull, set_on_water, waves_before
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_ABOVE_TABLES = frozenset({"balloon"})
"""What hangs in the air even where everything lies on a table."""
_TALL_M = 2.0
_WHITE = frozenset({"frosted", "snowed"})
_LOWEST = 0.62
"""How low somebody who lies is shown, in parts of who stands."""
_TREE_RISE = 1.6
"""How much taller a small animal is shown with the tree it sits on."""
_SMALL_M, _MOST_BESIDE, _WIDEST_BESIDE = 0.5, 0.5, 0.62
"""What is less tall stands beside people and animals no larger than so, in parts of the tallest's height."""
_BUNCHED = 1.45
"""How much taller a vase is with its flowers."""
_SMALL_THING_M, _SMALL_OUTDOORS, _LOWEST_HORIZON = 0.7, 0.46, 0.72
_FEW_FLOWERS, _IN_BED = 5, 0.74
"""More flowers than so are a bed of them."""
_HANGING, _HUNG_SHARE = frozenset({"chandelier", "ceiling-fan", "pendant-lamp"}), 0.34
_STRUNG, _STRING_TALL = "bunting", 0.2
_ON_WALLS, _ON_WALL_LOW, _ON_WALL_TALL = frozenset({"hanging-sign"}), 0.5, 0.26
_WIDEST_ALONE = 0.56
"""How broad a single thing in a landscape is at most, in parts of the picture's width."""
_FRAMINGS = {"close_up": 1.45, "wide": 0.62, "full_body": 1.2}
"""How the asked framing changes the size of what stands in the scene."""


def measured(role: Role, copy: int, *, is_up: bool = False) -> Placed | None:
    """One of a role's figures, not yet at any place; None where there is no drawing."""
    cast = replace(one_of_several(role.cast, copy), is_one_of_many=role.count > 1)
    cast = shared_out(cast, copy) if role.count > 1 else cast
    figure = build_figure(on_the_wing(cast) if is_up else cast)
    if figure is None:
        return None
    small = figure.pixels(96)
    ink = trim(small)
    ink_units = figure.height * ink.shape[0] / small.shape[0]
    rise = max(_LOWEST, ink_units / figure.body_height) if figure.body_height else 1.0
    if cast.underfoot is not None and cast.underfoot.concept == "perch-tree":
        rise *= _TREE_RISE
    return Placed(index=role.index, cast=cast, figure=figure, aspect=ink.shape[1] / ink.shape[0], rise=rise)


def arrange(canvas: Canvas, spec: PictureSpec, casting: Casting) -> list[Placed]:
    """Place every figure of the casting inside the picture, farthest first."""
    flying: list[Placed] = []
    standing: list[Placed] = []
    for role in casting.roles:
        is_up = is_flyer(role, spec) and (
            canvas.stage.kind is not StageKind.SURFACE or _is_above_tables(role)
        )
        group = flying if is_up else standing
        for copy in range(role.count):
            placed = measured(role, copy, is_up=is_up)
            if placed is None:
                casting.missing.append(role.cast.subject.word)
                break
            group.append(placed)
    _size(canvas, standing, _FRAMINGS.get(spec.framing or "", 1.0))
    if canvas.stage.kind is StageKind.AIR:
        float_all(canvas, standing + flying)
    else:
        _stand(canvas, standing)
        fly(canvas, flying, has_ground=bool(standing))
    everything = standing + flying
    relate(canvas, spec, everything)
    face_the_moon(canvas, standing)
    _give_places(canvas, spec, everything)
    run_fences_across(canvas, spec, everything)
    set_on_water(canvas, spec, everything)
    set_in_water(canvas, spec, everything)
    _hang(canvas, everything)
    for placed in everything:
        _keep_inside(canvas, placed)
    return sorted(everything, key=lambda p: (p.order, p.feet_y))


def _is_above_tables(role: Role) -> bool:
    return role.cast.subject.concept in _ABOVE_TABLES or role.cast.subject.state == HANGING


def _give_places(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """Put everything where the prompt says, else where there is room."""
    if has_stated_places(spec):
        settle(canvas, spec, group)
    elif canvas.stage.kind is not StageKind.AIR:
        make_room(canvas, spec, group)
    else:
        recentre(canvas, group)
        rest_on_seabed(canvas, spec, group)


def _size(canvas: Canvas, group: list[Placed], zoom: float) -> None:
    """Give each figure a height: real sizes, compressed so that a bee can still be seen beside a horse."""
    if not group:
        return
    is_shelf = canvas.stage.kind is StageKind.SURFACE
    sizes = [
        seen_height(p.cast.subject.concept, p.aspect, is_shelf=is_shelf) * _filled_share(p) for p in group
    ]
    if any(p.cast.mount is not None for p in group):
        sizes = [s * 1.12 if p.cast.mount is not None else s for p, s in zip(group, sizes, strict=True)]
    tallest = max(sizes)
    biggest = max(real_height(p.cast.subject.concept) for p in group)
    is_shown_alone = canvas.stage.kind is not StageKind.GROUND or canvas.stage.is_near
    scale = 1.0 if is_shown_alone else float(np.clip((biggest / 1.7) ** 0.22, 0.66, 1.1))
    if not is_shown_alone and _lies_outdoors(canvas, group, biggest):
        in_bed = len(group) > _FEW_FLOWERS and all(is_bloom(p.cast.subject.concept) for p in group)
        scale = _SMALL_OUTDOORS * (_IN_BED if in_bed else 1.0)
    hero = canvas.stage.hero_height * scale * zoom * (1.0 if len(group) == 1 else 0.9)
    for placed, size in zip(group, sizes, strict=True):
        adjective = 1.0 if _is_house_alone(placed, group) else size_factor(placed.cast.subject)
        placed.height = (
            hero * size / tallest * (adjective if len(group) > 1 else adjective**0.5) * placed.rise
        )
    _keep_small(group)
    _keep_below_houses(group)
    room = (canvas.stage.right - canvas.stage.left) * (0.95 if len(group) > 1 else 1.0)
    rows = _row_count(len(group))
    if len(group) == 1 and not is_shown_alone and zoom <= 1.0:
        _leave_land(canvas, group[0])
    total = sum(p.width for p in group) * 1.08 / rows
    if total > room:
        for placed in group:
            placed.height *= room / total


def _hang(canvas: Canvas, group: list[Placed]) -> None:
    """Chandeliers hang from the ceiling of the room, over what stands in it."""
    for placed in group:
        if placed.cast.subject.concept in _HANGING and placed.cast.scheme is None:
            placed.height = min(placed.height, canvas.height * _HUNG_SHARE)
            placed.feet_y = placed.height + canvas.height * 0.025
            placed.finish = replace(placed.finish, shadow=False)
        elif placed.cast.subject.concept == _STRUNG:
            placed.height = min(canvas.width * 0.94 / placed.aspect, canvas.height * _STRING_TALL)
            placed.x, placed.feet_y = canvas.width / 2, canvas.height * 0.04 + placed.height
            placed.finish = replace(placed.finish, shadow=False, reflect=0.0)
        elif placed.cast.subject.concept in _ON_WALLS and canvas.stage.kind is StageKind.GROUND:
            placed.height = min(placed.height, canvas.height * _ON_WALL_TALL)
            placed.feet_y = min(placed.feet_y, canvas.height * _ON_WALL_LOW)
            placed.finish = replace(placed.finish, shadow=False, rotate_deg=0.0)


def _filled_share(placed: Placed) -> float:
    """How much taller a vessel is with what is in it: flowers rise, and a full plate is looked at."""
    content = placed.cast.content
    if content is None:
        return 1.0
    return _BUNCHED if is_bloom(content.concept) or placed.cast.subject.concept == PLATE else 1.0


def _lies_outdoors(canvas: Canvas, group: list[Placed], biggest: float) -> bool:
    """Whether only small things are in a landscape: pots and pumpkins are not as large as people there."""
    is_alive = any(p.cast.scheme is not None or is_animate(p.cast.subject.concept) for p in group)
    is_land = not canvas.is_indoors and canvas.horizon_y < canvas.height * _LOWEST_HORIZON
    return is_land and not is_alive and biggest < _SMALL_THING_M


def _leave_land(canvas: Canvas, placed: Placed) -> None:
    """A bus, a house or a bench alone leaves the land around it in sight."""
    is_alive = placed.cast.scheme is not None or is_animate(placed.cast.subject.concept)
    if not is_alive and placed.width > canvas.width * _WIDEST_ALONE:
        placed.height = canvas.width * _WIDEST_ALONE / placed.aspect


_HOUSE_TALL_M, _MOST_BEFORE_HOUSE = 4.0, 0.24


def _is_house_alone(placed: Placed, group: list[Placed]) -> bool:
    """Whether it is a house that nobody stands beside: a small one is still what the picture shows."""
    is_house = real_height(placed.cast.subject.concept) >= _HOUSE_TALL_M
    return is_house and not any(is_animate(one.cast.subject.concept) for one in group)


def _keep_below_houses(group: list[Placed]) -> None:
    """Hydrangeas before a house do not reach its roof."""
    houses = [p.height for p in group if real_height(p.cast.subject.concept) >= _HOUSE_TALL_M]
    for placed in group:
        is_low = real_height(placed.cast.subject.concept) < 1.0 and placed.cast.subject.size is None
        if houses and is_low and not is_animate(placed.cast.subject.concept):
            placed.height = min(placed.height, max(houses) * _MOST_BEFORE_HOUSE)


def _keep_small(group: list[Placed]) -> None:
    """A bowl of soup is less than the mouse that cooks it; a snail is less than any vase."""
    living = [p for p in group if is_animate(p.cast.subject.concept)]
    if not living or len(living) == len(group):
        return
    for placed in group:
        concept = placed.cast.subject.concept
        alive = [p.height for p in living if real_height(p.cast.subject.concept) >= real_height(concept)]
        is_small = real_height(concept) < _SMALL_M and placed.cast.subject.size is None
        if alive and is_small and not is_animate(concept):
            most = min(max(alive) * _MOST_BESIDE, max(alive) * _WIDEST_BESIDE / max(placed.aspect, 0.2))
            placed.height = min(placed.height, most)


def seen_height(concept: str, aspect: float = 1.0, *, is_shelf: bool) -> float:
    """Real size as it is shown: what is taller than a rider is drawn in less, as it stands farther off."""
    if is_shelf:
        return seen_on_table(table_height(concept), aspect)
    metres = real_height(concept)
    return float(min(metres, _TALL_M) ** 0.62 * max(1.0, metres / _TALL_M) ** 0.36)


def _row_count(count: int) -> int:
    return 1 if count <= 4 else 2 if count <= 10 else 3 if count <= 18 else 4


def _stand(canvas: Canvas, group: list[Placed]) -> None:
    """Line figures up in one to four rows, the great ones behind."""
    if not group:
        return
    stage, rng = canvas.stage, canvas.rng
    rows = _row_count(len(group))
    ranked = (
        sorted(group, key=lambda p: -p.height)
        if len({p.index for p in group}) > 1 and rows > 1
        else list(group)
    )
    per_row = -(-len(ranked) // rows)
    for row in range(rows):
        members = ranked[row * per_row : (row + 1) * per_row]
        depth = (row + 0.5) / rows if rows > 1 else 0.86
        y = stage.far_y + (stage.near_y - stage.far_y) * (1.0 if rows == 1 else depth * 1.05)
        _spread(canvas, members, y, shift=0.0 if rows == 1 else (row % 2 - 0.5) * 0.06)
    is_shelf = stage.kind is StageKind.SURFACE
    for number, placed in enumerate(group):
        if rows == 1 and len(group) > 1:
            placed.feet_y -= (number % 2) * (stage.near_y - stage.far_y) * (0.5 if is_shelf else 0.3)
        is_turned = bool(rng.random() < 0.35)
        if len(group) == 2:
            is_turned = number == 1 or (is_turned and placed.cast.subject.pose != "playing")
        if number and _goes_along(placed) and placed.index == group[number - 1].index:
            is_turned = group[number - 1].finish.flip
        placed.finish = _finish_for(canvas, placed, flip=is_turned)
    if len(group) == 1:
        free = (stage.right - stage.left - group[0].width) / 2
        group[0].x += (
            float(rng.uniform(-0.5, 0.5)) * max(0.0, free) * (0.95 if canvas.width > canvas.height else 0.8)
        )


def _goes_along(placed: Placed) -> bool:
    """Whether it goes the way of those of its kind: nobody in a row walks against it."""
    subject = placed.cast.subject
    return subject.is_family or subject.pose in ("walking", "running", "crossing")


def _spread(canvas: Canvas, members: list[Placed], y: float, shift: float) -> None:
    stage, rng = canvas.stage, canvas.rng
    total = sum(p.width for p in members)
    room = stage.right - stage.left
    gap = min((room - total) / (len(members) + 1), canvas.width * 0.07 if len(members) < 4 else room)
    start = stage.left + (room - total - gap * (len(members) - 1)) / 2 + shift * room
    for placed in members:
        placed.x = start + placed.width / 2 + float(rng.normal(0, max(0.0, gap) * 0.12))
        placed.feet_y = y
        start += placed.width + gap


def _finish_for(canvas: Canvas, placed: Placed, *, flip: bool) -> Finish:
    stage = canvas.stage
    has_text = placed.cast.subject.concept in (
        "books",
        "alarm-clock",
        "calendar",
        "newspaper",
        "mantelpiece-clock",
        "world-map",
        "map-japan",
    )
    if stage.kind is StageKind.WATER:
        return Finish(relight=0.5, shadow=False, reflect=0.25, flip=flip and not has_text)
    if stage.kind is StageKind.SURFACE:
        is_white = placed.cast.subject.state in _WHITE
        flip = flip and not has_text
        return Finish(relight=0.6, tint=0.5, reflect=0.16, flip=flip, has_snow=is_white)
    return Finish(relight=0.5, flip=flip and not has_text, has_snow=placed.cast.subject.state in _WHITE)


def _keep_inside(canvas: Canvas, placed: Placed) -> None:
    """Shrink and shift until no part is cut by the frame."""
    width, height = canvas.width, canvas.height
    slack = 1.0 + abs(placed.finish.rotate_deg) * 0.012
    scale = min(
        1.0, 0.94 * width / (placed.width * slack + 1e-6), 0.92 * height / (placed.height * slack + 1e-6)
    )
    placed.height *= scale
    half = placed.width * slack / 2
    placed.x = (
        float(np.clip(placed.x, width * 0.02 + half, width * 0.98 - half))
        if half * 2 < width * 0.96
        else width / 2
    )
    top_margin = height * 0.025 + placed.height * (slack - 1)
    if placed.feet_y - placed.height < top_margin:
        placed.feet_y = min(top_margin + placed.height, height * 0.985)
    placed.feet_y = min(placed.feet_y, height * 0.985 + placed.height * placed.finish.sunk)


def draw_figures(
    canvas: Canvas, placed: list[Placed], pixels_of: Callable[[Cast, Figure, float], Field] = coated_pixels
) -> None:
    """Paint the figures in order, each with the pixels that it has at its height."""
    for one in placed:
        if canvas.stage.kind is StageKind.GROUND:
            lay_track(canvas, one)
        pixels = pixels_of(one.cast, one.figure, one.height)
        is_in_water = one.finish.reflect > 0 and canvas.stage.kind is not StageKind.SURFACE and is_hull(one)
        rows = hull_rows(canvas, one)
        before = canvas.img[rows].copy() if is_in_water else None
        place_sprite(canvas, Sprite(pixels), (one.x, one.feet_y), one.height, one.finish)
        if before is not None:
            waves_before(canvas, one, before, rows)
