"""Who looks over a fence stands behind it, and who waits for somebody does not stand on them."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_person

_BARRIERS: Final = frozenset({"fence", "garden-wall", "bush", "hedge"})
_ABOVE: Final = frozenset(
    {"jumping", "flying", "climbing", "running", "riding", "leaping", "falling", "walking"}
)
"""Whoever does one of these is over it indeed."""
_TOWARDS: Final = frozenset(
    {"waiting", "wondering_at", "blowing", "pointing", "aiming", "guarding", "howling"}
)
"""`wartet auf sein Herrchen`, `dmucha na dom`: the word that elsewhere means on says what it is aimed at."""
_AIMED: Final = frozenset({"blowing", "pointing", "aiming"})


def behind_barriers(spec: PictureSpec) -> PictureSpec:
    """The picture with nobody in the air over a fence, nor on top of whom they wait for."""
    return replace(spec, relations=tuple(_on_ground(spec, relation) for relation in spec.relations))


def _on_ground(spec: PictureSpec, relation: Relation) -> Relation:
    who, what = spec.subjects[relation.subject], spec.subjects[relation.target]
    if not is_animate(who.concept):
        return relation
    if relation.kind is RelationKind.OVER and what.concept in _BARRIERS and who.pose not in _ABOVE:
        return replace(relation, kind=RelationKind.BEHIND)
    is_aim = who.pose in _AIMED or is_person(what.concept)
    if relation.kind is RelationKind.ON and who.pose in _TOWARDS and is_aim:
        return replace(relation, kind=RelationKind.BESIDE)
    return relation
