"""Moves figures to where the prompt says they stand to each other."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.svg_figure import nest
from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.doings.supports import support_of
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import real_height, size_factor
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.staging.crowding import is_played_from_behind
from cavendish_illustrator.staging.shared_supports import lowest_first, most_wide, spread_on_supports
from cavendish_illustrator.staging.support_moves import (
    IN_NEST,
    fix_on_face,
    is_flown,
    lean_ladders,
    make_hold,
    put_between,
    put_hanging,
    put_in_row,
    put_under_furniture,
    take_along,
)
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food

_SEATED: Final = frozenset({RelationKind.ON, RelationKind.INSIDE})
_BALLS: Final = frozenset({"circus-ball", "soccer-ball", "beach-ball", "basketball", "sphere-ball"})
_BALL_UNDER: Final = 0.62
"""A ball that somebody balances on, in parts of their height."""
_NEVER_OVERHEAD_M: Final = 0.9
"""Nobody has a car on the head who is under it; umbrellas and lamps are less tall."""


_TOPPING: Final = 0.42
"""A cherry on a cupcake is at most so high and wide, in parts of the cupcake."""


_FILLED: Final = frozenset({"pie", "strudel"})
_OF_A_PIE: Final = 0.4
_BAKED: Final = 1.9
"""How much larger than its fruit a pie is shown."""
"""What is baked into it lies beside it, so tall in parts of the pie's height."""


_CRUSHING: Final = 2.0
"""Who is so much taller stands on nobody: `an elephant spraying water on a mouse`."""
_GROWING: Final = frozenset(
    {"toadstool-tall", "mushroom", "mushroom-house", "blossom", "sunflower", "rose", "tulip", "daisy"}
)
"""Who is under it is small: it stays rooted and is as tall as a tree beside them."""
_PEEKING: Final = -0.06
"""Who is lower than what they are behind shows so much less than half of themselves beside it."""
_TIERED: Final = "wedding-cake"
_FENCE: Final = "fence"
_FENCE_BEFORE: Final = 0.56
"""Of their height: one looks over a fence."""
_FENCE_WIDE, _FENCE_STEP = 0.9, 0.97
"""How much of the picture a fence runs across, and how far its parts are apart in parts of one."""
_OF_OPENING: Final = 0.66
_TOWNS_ON_BACKS: Final = {"town-on-mound": 0.86}
_ON_GIANT: Final = 0.46
"""How high and wide a house on a giant's back is, in parts of the giant."""
_FLAT_FROM, _ON_FLAT = 2.0, 0.5
_LYING_SUNK, _LYING_WIDE = 0.3, 0.92
"""Who sleeps in a box is at most so wide, in parts of the box."""
_SUNK_IN_NEST: Final = 0.3
_GLASS_ASPECT: Final = 0.8
"""What is as narrow as a glass carries less."""


def relate(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """Move figures to where the prompt says they stand to each other."""
    movers = {
        RelationKind.ON: _put_on,
        RelationKind.UNDER: _put_under,
        RelationKind.BESIDE: _put_beside,
        RelationKind.BEHIND: _put_behind,
        RelationKind.IN_FRONT: _put_in_front,
        RelationKind.INSIDE: _put_inside,
        RelationKind.OVER: _put_over,
        RelationKind.HANGING: _put_hanging,
    }
    leads = {member: plan.members[0] for plan in plan_company(spec) for member in plan.members}
    for relation in lowest_first(spec.relations):
        is_player = is_played_from_behind(spec, relation)
        is_tiered = relation.kind is RelationKind.ON and spec.subjects[relation.target].concept == _TIERED
        usual = _put_at_foot if is_tiered else movers.get(relation.kind)
        move = _put_at_instrument if is_player else usual
        target, mover = (leads.get(index, index) for index in (relation.target, relation.subject))
        targets = [p for p in group if p.index == target]
        subjects = [p for p in group if p.index == mover]
        if move is None or not targets or mover == target:
            continue
        if relation.kind in _SEATED and any(p.cast.scheme is not None for p in (*subjects, *targets)):
            continue  # they have their own seat
        make_hold(canvas, relation.kind, subjects, targets[0], most=most_wide(spec, group, relation.target))
        for number, subject in enumerate(subjects):
            move(canvas, subject, targets[number % len(targets)], number - (len(subjects) - 1) / 2)
    spread_on_supports(canvas, spec, group)
    _set_between(canvas, spec, group)
    lean_ladders(spec, group)


def _set_between(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """Set who is between two there; what it is between may be two alike or two that were named."""
    between = [r for r in spec.relations if r.kind is RelationKind.BETWEEN]
    for index in {r.subject for r in between}:
        targets = {r.target for r in between if r.subject == index}
        subject = next((p for p in group if p.index == index), None)
        if subject is not None:
            put_between(canvas, subject, [p for p in group if p.index in targets])


def _top_share(target: Placed) -> float:
    """Return how far up a thing its place to sit or stand on is."""
    share = support_of(target.cast.subject.concept).top
    return share if share is not None else 0.82 if target.aspect > 1.25 else 0.93


def _grown(canvas: Canvas, target: Placed) -> bool:
    """Whether it is a giant, who then fills the stage."""
    if size_factor(target.cast.subject) <= 1:
        return False
    target.height = max(target.height, min(canvas.stage.hero_height, canvas.width * 0.72 / target.aspect))
    return True


def _back_of(target: Placed) -> float:
    """How far from its middle one sits on it, in pixels to the right."""
    share = support_of(target.cast.subject.concept).at
    return share * target.width * (-1 if target.finish.flip else 1)


def _put_at_foot(_canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    """What decorates a cake of tiers lies around its foot, before it."""
    limit = target.height * 0.24
    subject.height = min(subject.height, limit, target.width * 0.3 / max(subject.aspect, 0.3))
    subject.x = target.x + offset * target.width * 0.32
    subject.feet_y = target.feet_y + target.height * (0.02 if offset else 0.05)
    subject.order = target.order + 0.5
    subject.finish = replace(subject.finish, reflect=0.0)


def _most_on(subject: Placed, target: Placed, *, is_on_giant: bool) -> tuple[float, float]:
    """How tall what is on a thing may be, and how broad in parts of the thing's width."""
    above, name = subject.cast.subject.concept, target.cast.subject.concept
    if is_food(above) and is_food(name):
        is_drink = target.aspect < _GLASS_ASPECT
        return target.height * _TOPPING, _TOPPING / 2 if is_drink else _TOPPING
    if is_on_giant:
        share = _TOWNS_ON_BACKS.get(above, _ON_GIANT)
        return target.height * share, share
    as_tall = 1 / _BALL_UNDER if name in _BALLS else 1.2
    tall = 0.8 if real_height(above) < real_height(name) else as_tall
    if target.aspect > _FLAT_FROM and not is_animate(above):
        tall = max(tall, target.aspect * _ON_FLAT)  # a tray is low, what stands on it is not
    return target.height * tall, support_of(name).widest or 0.9


def _put_on(canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    face = support_of(target.cast.subject.concept).face
    if face is not None and not is_animate(subject.cast.subject.concept):
        fix_on_face(subject, target, face, offset)
        return
    if is_flown(subject, target):
        take_along(subject, target)
    else:
        _set_on(canvas, subject, target, offset)


def _set_on(canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    if support_of(target.cast.subject.concept).room is not None:
        put_in_row(canvas, subject, target, offset)
        return
    heights = [real_height(one.cast.subject.concept) for one in (subject, target)]
    are_alive = is_animate(subject.cast.subject.concept) and is_animate(target.cast.subject.concept)
    is_filling = target.cast.subject.concept in _FILLED and is_food(subject.cast.subject.concept)
    if is_filling or (are_alive and heights[0] > _CRUSHING * heights[1]):
        _put_beside(canvas, subject, target, offset)
        if is_filling:
            target.height = max(
                target.height, min(target.height * _BAKED, canvas.width * 0.5 / target.aspect)
            )
            subject.height = min(subject.height, target.height * _OF_A_PIE)
        return
    name = target.cast.subject.concept
    if name in _BALLS and is_animate(subject.cast.subject.concept):
        target.height = max(target.height, subject.height * _BALL_UNDER)
    is_on_giant = is_animate(name) and heights[0] > heights[1] and _grown(canvas, target)
    limit, widest = _most_on(subject, target, is_on_giant=is_on_giant)
    subject.height = min(subject.height, limit, target.width * widest / max(subject.aspect, 0.3))
    target.finish = replace(target.finish, rotate_deg=0.0)
    top_share = _top_share(target)
    subject.x = target.x + _back_of(target) + offset * subject.width * 1.05
    subject.feet_y = target.feet_y - target.height * top_share + subject.height * 0.06
    subject.order = target.order + 0.5
    top = subject.feet_y - subject.height
    if top < canvas.height * 0.04:
        shrink = max(0.35, (target.feet_y - canvas.height * 0.05) / (target.feet_y - top))
        target.height *= shrink
        subject.height *= shrink
        subject.feet_y = target.feet_y - target.height * top_share + subject.height * 0.06
    subject.finish = replace(subject.finish, shadow=False, reflect=0.0)


_DRUMMER = 1.72
"""How tall who plays from behind is shown at least, in parts of the instrument: the hands are above it."""
_TREE_TALL, _NEARER = 0.9, 1.5
"""How much of the picture a tree fills that somebody is under, and how much nearer both are then seen."""
_UNDER_CROWN, _BESIDE_TRUNK, _NARROW = 0.54, 0.17, 0.85
"""Who is under a tree is no taller than its trunk and stands beside it; in parts of the tree."""


def _put_under(canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    if support_of(target.cast.subject.concept).under is not None:
        put_under_furniture(subject, target, offset)
        return
    is_grown_over = target.cast.subject.concept in _GROWING and is_animate(subject.cast.subject.concept)
    is_much_taller = real_height(target.cast.subject.concept) > 1.5 * real_height(
        subject.cast.subject.concept
    )
    if is_grown_over or is_much_taller:
        times = 2.3 if is_much_taller else 1.9
        if is_much_taller:
            subject.height *= max(1.0, min(_NEARER, canvas.height * _TREE_TALL / (subject.height * times)))
        tall = max(subject.height * times, subject.width * 1.2 / target.aspect)
        target.height = max(target.height, min(canvas.height * _TREE_TALL, tall))
        subject.height = min(
            subject.height, target.height * _UNDER_CROWN, target.width * 0.84 / subject.aspect
        )
        aside = _BESIDE_TRUNK * target.width if subject.aspect < _NARROW else 0.0
        subject.x = target.x + offset * subject.width * 1.1 + aside
        subject.feet_y = target.feet_y + canvas.height * 0.015
        subject.order = target.order + 0.5
        return
    if real_height(target.cast.subject.concept) >= _NEVER_OVERHEAD_M:
        _put_in_front(canvas, subject, target, offset)
        return
    target.feet_y = subject.feet_y - subject.height * 1.02
    target.x = subject.x
    target.finish = replace(target.finish, shadow=False)


def _put_beside(canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    side = 1 if (offset or subject.x - target.x) >= 0 else -1  # several stand on both sides
    reach = (subject.width + target.width) * 0.5 + canvas.width * 0.015
    subject.x = target.x + side * (reach + max(0.0, abs(offset) - 0.5) * subject.width)
    if (
        subject.x + subject.width / 2 > canvas.width * 0.98
        or subject.x - subject.width / 2 < canvas.width * 0.02
    ):
        shift = side * min(reach, canvas.width * 0.2) * 0.6
        target.x -= shift
        subject.x -= shift
    if target.is_airborne == subject.is_airborne:
        subject.feet_y = target.feet_y + canvas.height * 0.008


def _put_at_instrument(_canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    """Show a drummer from the waist up, above the drums."""
    subject.x = target.x + offset * subject.width
    subject.height = max(subject.height, target.height * _DRUMMER)
    subject.feet_y, subject.order = target.feet_y - target.height * 0.12, target.order - 0.5
    subject.finish = replace(subject.finish, shadow=False)


def run_fences_across(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """A fence that somebody is behind runs across the picture; call when everything has its place."""
    fences = {r.target for r in spec.relations if r.kind is RelationKind.BEHIND}
    for placed in group:
        if placed.index in fences and placed.cast.subject.concept == _FENCE:
            _lengthen(placed, canvas.width * _FENCE_WIDE)


def _lengthen(target: Placed, width: float) -> None:
    """Set so many of a thing side by side that they reach over a width, pixels."""
    figure, times = target.figure, max(1, int(width / max(target.width, 1.0)))
    row = "".join(
        nest(figure, figure.left + k * figure.width * _FENCE_STEP, figure.top, figure.height)
        for k in range(times)
    )
    wide = figure.width * (1 + (times - 1) * _FENCE_STEP)
    target.aspect *= wide / figure.width
    target.figure = replace(figure, markup=row, width=wide)


def _put_behind(canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    if target.cast.subject.concept == _FENCE:
        target.height = min(target.height, subject.height * _FENCE_BEFORE)
        subject.x = target.x + offset * subject.width * 1.1
        subject.feet_y, subject.order = target.feet_y - target.height * 0.06, target.order - 0.5
        return
    side = 1 if subject.x >= target.x else -1
    hidden = target.width * 0.5 - subject.width * _PEEKING if subject.height < target.height else 0.0
    subject.x = target.x + side * max(target.width * 0.34, hidden) + offset * subject.width
    subject.feet_y = target.feet_y - (canvas.stage.near_y - canvas.stage.far_y) * 0.7
    if subject.height < target.height * 0.8:
        subject.height = min(target.height * 0.9, subject.height * 1.35)
    subject.order = target.order - 0.5


def _put_in_front(canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    target.feet_y -= (canvas.stage.near_y - canvas.stage.far_y) * 0.6
    is_as_tall = subject.height > target.height * 0.6
    aside = (target.width + subject.width) * 0.42 if is_as_tall else target.width * 0.12
    side = 1 if subject.x >= target.x else -1
    subject.x = target.x + offset * subject.width * 1.1 + side * aside
    subject.feet_y = max(subject.feet_y, target.feet_y + canvas.height * 0.03)
    subject.order = target.order + 0.5


def _put_into_opening(subject: Placed, target: Placed, opening: tuple[float, float], offset: float) -> None:
    """Show the subject before the glass or the door of what it is in."""
    tall, low = opening
    cut = support_of(target.cast.subject.concept).cut
    target.height = max(target.height, subject.height * 1.4)
    widest = target.width * _OF_OPENING
    subject.height = min(target.height * tall / (1 - cut), widest / max(subject.aspect, 0.3))
    subject.x = target.x + offset * subject.width * 0.9
    subject.feet_y = target.feet_y - target.height * low + subject.height * cut
    subject.order = target.order + 0.5
    subject.finish = replace(subject.finish, shadow=False, reflect=0.0, sunk=cut)


def _put_inside(_canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    """Let the subject look out of the target's top: it is drawn first and the target hides its lower half."""
    opening = support_of(target.cast.subject.concept).opening
    if opening is not None:
        _put_into_opening(subject, target, opening, offset)
        return
    support = support_of(target.cast.subject.concept)
    if support.room is None:
        target.height = max(target.height, subject.height * 0.8)
        limit = min(target.height * 1.25, target.width * 0.7 / max(subject.aspect, 0.3))
        subject.height = min(max(subject.height, target.height * 0.95), limit)
    subject.x = target.x + offset * subject.width
    share = (support.foot or 0.5) if target.cast.content is None else 0.68
    if subject.cast.subject.pose == "sleeping":  # it lies: most of it is above the rim
        share = max(share, support.lies)
        subject.height = min(subject.height, target.width * _LYING_WIDE / subject.aspect)
    subject.feet_y = target.feet_y - target.height * share
    if support.front is not None:
        subject.x = target.x + offset * subject.width * IN_NEST
        _put_before_back(subject, target, support.front)
        return
    if support.rim is not None:
        sunk = support.sunk * (_LYING_SUNK if subject.cast.subject.pose == "sleeping" else 1.0)
        subject.feet_y = target.feet_y - target.height * support.rim + subject.height * sunk
        below = (subject.feet_y - target.feet_y) / subject.height
        subject.finish = replace(subject.finish, sunk=max(0.0, below + 0.02))
    subject.order = target.order - 0.5
    subject.finish = replace(subject.finish, shadow=False, reflect=0.0)


def _put_before_back(subject: Placed, target: Placed, front: float) -> None:
    """Let who is in a nest be seen before its farther edge, cut off at the nearer one."""
    subject.feet_y = target.feet_y - target.height * front + subject.height * _SUNK_IN_NEST
    subject.order = target.order + 0.5
    subject.finish = replace(subject.finish, shadow=False, reflect=0.0, sunk=_SUNK_IN_NEST)


def _put_hanging(_canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    face = support_of(target.cast.subject.concept).face
    if face is None or is_animate(subject.cast.subject.concept):
        put_hanging(subject, target, offset)
    else:
        fix_on_face(subject, target, face, offset)


def _put_over(canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    subject.x = target.x + offset * subject.width * 1.1
    subject.feet_y = min(subject.feet_y, target.feet_y - target.height - canvas.height * 0.02)
    if subject.feet_y - subject.height < canvas.height * 0.02:
        room = subject.feet_y - canvas.height * 0.02
        if room < canvas.height * 0.12:
            target.height *= 0.7
            subject.feet_y = target.feet_y - target.height - canvas.height * 0.02
            room = subject.feet_y - canvas.height * 0.02
        subject.height = max(canvas.height * 0.08, min(subject.height, room))
