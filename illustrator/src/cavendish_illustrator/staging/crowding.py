"""Makes room between figures, so that nobody is hidden behind what the prompt only named beside them."""

from dataclasses import dataclass, field
from itertools import pairwise

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind

_TIES = frozenset(
    {
        RelationKind.ON,
        RelationKind.INSIDE,
        RelationKind.UNDER,
        RelationKind.BEHIND,
        RelationKind.IN_FRONT,
        RelationKind.OVER,
        RelationKind.HANGING,
    }
)
_MOST = 6
"""More than these stand in rows, where those behind look over those before."""
_TOUCH = 0.9
"""How near two may come, in shares of their widths."""
_TO_MIDDLE = 0.7
"""How far what is alone in the picture moves towards its middle."""
_TALL, _WIDE = 0.56, 0.62
"""How much of the picture a single stack fills at least."""
_USED = 0.95
"""How much of the picture's width they may fill."""


_PLAYED_FROM_BEHIND = frozenset({"drum_kit", "musical-keyboard"})


def is_played_from_behind(spec: PictureSpec, relation: Relation) -> bool:
    """Whether somebody sits behind the instrument they play."""
    player, played = spec.subjects[relation.subject], spec.subjects[relation.target]
    is_near = relation.kind in (RelationKind.BESIDE, RelationKind.HOLDING)
    return is_near and player.pose == "playing" and played.concept in _PLAYED_FROM_BEHIND


@dataclass(slots=True)
class Cluster:
    """Figures that stay together: a cat with the books it lies on."""

    members: list[Placed] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(p.x - p.width / 2 for p in self.members)

    @property
    def right(self) -> float:
        return max(p.x + p.width / 2 for p in self.members)

    @property
    def ground(self) -> float:
        return max(p.feet_y for p in self.members)

    def shift(self, by: float) -> None:
        for placed in self.members:
            placed.x += by

    def shrink(self, share: float, about: float) -> None:
        """Scale the figures on their own ground, and their places about an x."""
        ground = self.ground
        for placed in self.members:
            placed.height *= share
            placed.x = about + (placed.x - about) * share
            placed.feet_y = ground + (placed.feet_y - ground) * share


def make_room(canvas: Canvas, spec: PictureSpec, group: list[Placed]) -> None:
    """Push overlapping figures apart and, where they would leave the picture, make all of them smaller."""
    clusters = clusters_of(spec, [p for p in group if not p.is_airborne])
    if len(clusters) == 1 and len(clusters[0].members) > 1:
        _fill_frame(canvas, clusters[0])
    if not 2 <= len(clusters) <= _MOST:
        return
    clusters.sort(key=lambda one: one.left + one.right)
    if all(_is_apart(left, right) for left, right in pairwise(clusters)):
        return
    for left, right in pairwise(clusters):
        overlap = left.right - right.left - _slack(left, right)
        if overlap > 0:
            right.shift(overlap)
    start, end = clusters[0].left, max(one.right for one in clusters)
    share = min(1.0, canvas.width * _USED / (end - start))
    middle = (start + end) / 2
    for one in clusters:
        if share < 1.0:
            one.shrink(share, middle)
        one.shift(_inward(canvas.width, middle, (end - start) * share))


def _fill_frame(canvas: Canvas, one: Cluster) -> None:
    """Things on, in or under one another take less room than beside one another: show them as large."""
    tall = one.ground - min(p.feet_y - p.height for p in one.members)
    wide = one.right - one.left
    grown = min(canvas.height * _TALL / max(tall, 1.0), canvas.width * _WIDE / max(wide, 1.0))
    if grown > 1.0:
        one.shrink(grown, (one.left + one.right) / 2)
    middle = (one.left + one.right) / 2
    one.shift((canvas.width / 2 - middle) * _TO_MIDDLE)
    middle, wide = (one.left + one.right) / 2, one.right - one.left
    one.shift(_inward(canvas.width, middle, wide))


def _slack(left: Cluster, right: Cluster) -> float:
    narrower = min(left.right - left.left, right.right - right.left)
    return narrower * (1 - _TOUCH)


def _is_apart(left: Cluster, right: Cluster) -> bool:
    return left.right - right.left <= _slack(left, right) * 2


def _inward(width: float, middle: float, extent: float) -> float:
    """How far a row around a middle must move to be inside the picture."""
    margin = width * 0.02 + extent / 2
    return min(max(middle, margin), max(margin, width - margin)) - middle


def clusters_of(spec: PictureSpec, group: list[Placed]) -> list[Cluster]:
    """Group what a relation holds together; everything else stands for itself."""
    owner = {placed.index: placed.index for placed in group}
    tied: set[int] = set()
    for relation in spec.relations:
        ends = (relation.subject, relation.target)
        if (relation.kind in _TIES or is_played_from_behind(spec, relation)) and all(
            index in owner for index in ends
        ):
            tied |= set(ends)
            old, new = owner[ends[0]], owner[ends[1]]
            owner = {index: new if value == old else value for index, value in owner.items()}
    found: dict[tuple[int, int], Cluster] = {}
    for number, placed in enumerate(group):
        key = (owner[placed.index], -1) if placed.index in tied else (placed.index, number)
        found.setdefault(key, Cluster()).members.append(placed)
    return list(found.values())
