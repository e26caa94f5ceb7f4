"""Sets several on one thing that grows to hold them, and who is under a table, between two or hangs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.doings.supports import support_of
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate

HOLDING: Final = frozenset({RelationKind.ON, RelationKind.INSIDE})
_WIDEST: Final = 0.88
"""How much of the picture what holds others takes at most."""
_CLOSE: Final = 1.05
IN_NEST: Final = 0.6
"""How near storks stand in their nest, in parts of their widths."""
_SLACK_UNDER: Final = 0.94
"""Who is under a table does not touch its top."""
_BETWEEN_GAP: Final = 0.03
_HANGS_ALREADY: Final = "sloth"
"""Its own drawing hangs."""
_HUNG_TALL: Final = 0.32
"""What hangs from something is at most so tall, in parts of it: it grows where it is not."""


def make_hold(
    canvas: Canvas,
    kind: RelationKind,
    subjects: Sequence[Placed],
    target: Placed,
    *,
    most: float | None = None,
) -> None:
    """Let a rock or a basket grow until all who are on or in it have room, or them shrink.

    `most` is how wide what carries them may be, pixels, where it is itself on something, as a nest on a roof.
    """
    support = support_of(target.cast.subject.concept)
    room = support.room
    if room is None or kind not in HOLDING or not subjects:
        return
    total = sum(subject.width for subject in subjects) * (_CLOSE if support.front is None else IN_NEST)
    widest = canvas.width * _WIDEST
    wanted = max(target.width, total / room)
    if support.most is not None:
        wanted = min(wanted, total * support.most)
    widest = widest if most is None else max(target.width, min(widest, most))
    target.height = min(wanted, widest) / target.aspect
    share = min(1.0, target.width * room / total)
    for subject in subjects:
        subject.height *= share


def put_in_row(canvas: Canvas, subject: Placed, target: Placed, offset: float) -> None:
    """Set the subject beside the others on something that has room for all of them."""
    support = support_of(target.cast.subject.concept)
    if support.hung is not None:
        target.feet_y = canvas.height * support.hung
        target.finish = replace(target.finish, shadow=False)
    target.finish = replace(target.finish, rotate_deg=0.0)
    subject.x = target.x + support.at * target.width + offset * subject.width * _CLOSE
    subject.feet_y = target.feet_y - target.height * (support.top or 0.9)
    subject.order = target.order + 0.5
    subject.finish = replace(subject.finish, shadow=False, reflect=0.0)


_FLOWN_M, _FLOWN_TALL, _FLOWN_WIDE, _UNDER_SEAT = 1.6, 0.6, 1.3, 0.55
"""What somebody flies on: less tall in life; its size in parts of theirs; how far below them it ends."""


def is_flown(subject: Placed, target: Placed) -> bool:
    """Whether somebody in the air is on a thing that goes along: a witch on a vacuum cleaner."""
    concept = target.cast.subject.concept
    return subject.is_airborne and not is_animate(concept) and real_height(concept) < _FLOWN_M


def take_along(subject: Placed, target: Placed) -> None:
    """Put what somebody flies on below them in the air."""
    target.height = min(subject.height * _FLOWN_TALL, subject.width * _FLOWN_WIDE / target.aspect)
    target.x, target.feet_y = subject.x, subject.feet_y + target.height * _UNDER_SEAT
    target.order, target.is_airborne = subject.order - 0.1, True
    target.finish = replace(subject.finish)


def put_under_furniture(subject: Placed, target: Placed, offset: float) -> None:
    """Let the table grow until there is room for the subject below its top."""
    free = support_of(target.cast.subject.concept).under or 1.0
    wanted = subject.height / (free * _SLACK_UNDER)
    target.height = max(target.height, min(wanted, target.height * 2.4))
    subject.height = min(subject.height, target.height * free * _SLACK_UNDER)
    subject.x = target.x + offset * subject.width * _CLOSE
    subject.feet_y = target.feet_y
    subject.order = target.order + 0.5


def put_between(canvas: Canvas, subject: Placed, targets: Sequence[Placed]) -> None:
    """Set the first half of them on one side of the subject, the others on the other."""
    if len(targets) < 2:
        return
    ordered = sorted(targets, key=lambda one: one.x)
    half = len(ordered) // 2
    gap = canvas.width * _BETWEEN_GAP
    subject.feet_y = max(one.feet_y for one in targets)
    subject.is_airborne = False
    for side, members in ((-1, ordered[:half][::-1]), (1, ordered[half:])):
        edge = subject.x + side * (subject.width / 2 + gap)
        for one in members:
            one.x = edge + side * one.width / 2
            one.feet_y = subject.feet_y
            edge += side * (one.width + gap)


def put_hanging(subject: Placed, target: Placed, offset: float) -> None:
    """Hang the subject below a branch or a line; animals hang head down."""
    down, aside = support_of(target.cast.subject.concept).hang or (0.5, 0.0)
    side = -1 if target.finish.flip else 1
    target.height = max(target.height, subject.height / _HUNG_TALL)
    subject.x = target.x + side * aside * target.width + offset * subject.width * _CLOSE
    subject.feet_y = target.feet_y - target.height * down + subject.height
    subject.order = target.order + 0.5
    concept = subject.cast.subject.concept
    is_head_down = is_animal(concept) and concept != _HANGS_ALREADY
    turn = 180.0 if is_head_down else 0.0
    subject.finish = replace(subject.finish, shadow=False, reflect=0.0, rotate_deg=turn)
    subject.is_airborne = True


_OF_FACE: Final = (0.34, 0.62)
"""How tall and how broad at most is what is fixed to a door, in parts of it."""


def fix_on_face(subject: Placed, target: Placed, face: float, offset: float) -> None:
    """Fix a wreath to the front of a door, its middle so far up it."""
    tall, wide = _OF_FACE
    subject.height = min(target.height * tall, target.width * wide / max(subject.aspect, 0.2))
    subject.x = target.x + offset * subject.width * _CLOSE
    subject.feet_y = target.feet_y - target.height * face + subject.height / 2
    subject.order = target.order + 0.5
    subject.finish = replace(subject.finish, shadow=False, reflect=0.0, rotate_deg=0.0)


_LADDER: Final = "ladder"
_TREES: Final = frozenset(
    {"deciduous-tree", "apple-tree", "evergreen-tree", "palm-tree", "autumn-tree", "birch-tree"}
)
_LEANING, _AS_TALL, _RUNG, _FROM_TRUNK = 13.0, 0.78, 0.3, 0.36
"""A ladder at a tree: its turn in degrees, its height, the rung somebody is on, its foot from the trunk."""
_CLIMBER: Final = 0.6


def lean_ladders(spec: PictureSpec, group: Sequence[Placed]) -> None:
    """Lean a ladder on the tree it was named with, and set who is on it on one of its rungs."""
    ladder = next((one for one in group if one.cast.subject.concept == _LADDER), None)
    tree = next((one for one in group if one.cast.subject.concept in _TREES), None)
    if ladder is None:
        return
    climbers = {r.subject for r in spec.relations if r.kind is RelationKind.ON and r.target == ladder.index}
    if tree is not None:
        side = -1 if ladder.x <= tree.x else 1
        tree.height = max(
            tree.height, 1.25 * max((p.height for p in group if p.index in climbers), default=0.0)
        )
        ladder.height, ladder.feet_y = tree.height * _AS_TALL, tree.feet_y
        ladder.x = tree.x + side * _FROM_TRUNK * tree.width
        ladder.finish = replace(ladder.finish, rotate_deg=side * _LEANING)
        ladder.order = tree.order + 0.2
    for one in group:
        if one.index in climbers:
            one.height = min(one.height, ladder.height * _CLIMBER)
            one.x = ladder.x
            one.feet_y = ladder.feet_y - ladder.height * _RUNG
            one.order = ladder.order + 0.2
            one.finish = replace(one.finish, shadow=False, reflect=0.0)
