"""Who is on the back of something large rides it, and so does a thing with a face whose board was named."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import (
    can_act,
    is_animal,
    is_animate,
    is_in,
    is_person,
)

_GIANT: Final = frozenset({"giant", "big", "huge"})
_BACK: Final = 0.5
"""Whoever is so tall, in parts of who sits there, has a back to ride on."""
_STILL: Final = frozenset(
    {None, "standing", "sitting", "walking", "running", "flying", "playing", "crossing"}
)
_BOARDS: Final = frozenset(
    {"skateboard", "surfboard", "bicycle", "motor-scooter", "kick-scooter", "unicycle", "motorcycle"}
)
"""What a thing can do nothing with but ride it."""
_MADE: Final = frozenset({"robot", "teddy-bear"})
_LEGLESS: Final = frozenset({"snake"})


def with_riders(spec: PictureSpec) -> PictureSpec:
    """The picture where a knight on a giant snail rides it, and an avocado its skateboard."""
    relations = tuple(
        replace(r, kind=RelationKind.RIDING) if _is_astride(spec, r) else r for r in spec.relations
    )
    return replace(spec, relations=(*relations, *_lonely_rides(spec)))


def _is_astride(spec: PictureSpec, relation: Relation) -> bool:
    rider, mount = spec.subjects[relation.subject], spec.subjects[relation.target]
    if relation.kind is RelationKind.ON and _may_ride(rider) and mount.concept in _BOARDS:
        return True
    if relation.kind is not RelationKind.ON or rider.pose not in _STILL or not is_animal(mount.concept):
        return False
    if mount.count != 1 or rider.count != 1 or mount.concept in _LEGLESS:
        return False
    if mount.size in _GIANT:
        return is_animate(rider.concept)
    has_hands = is_person(rider.concept) or rider.concept in _MADE
    return has_hands and real_height(mount.concept) > _BACK * real_height(rider.concept)


def _lonely_rides(spec: PictureSpec) -> tuple[Relation, ...]:
    """Of one thing with a face and one board that are tied to nothing the one rides the other."""
    tied = {i for r in spec.relations for i in (r.subject, r.target)}
    free = [i for i in range(len(spec.subjects)) if i not in tied]
    boards = [i for i in free if spec.subjects[i].concept in _BOARDS and spec.subjects[i].count == 1]
    riders = [i for i in free if _may_ride(spec.subjects[i])]
    if len(boards) != 1 or len(riders) != 1 or riders[0] == boards[0]:
        return ()
    return (Relation(kind=RelationKind.RIDING, subject=riders[0], target=boards[0]),)


def _may_ride(one: Subject) -> bool:
    is_thing = can_act(one.concept) and not is_in(one.concept, "wearable")
    return is_thing and one.count == 1 and not is_animate(one.concept)
