"""Where somebody hides: who peeks out of a cup is in it, a pocket is part of a coat, leaves are a heap."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.doings.supports import support_of
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_in, is_person

_PEEKING: Final = frozenset({"peeking", "hiding"})
_POCKET, _BOX, _CUP = "coat-pocket", "cardboard-box", "mug-plain"
_COATS: Final = frozenset(
    {"coat", "t-shirt", "jeans", "apron", "jacket", "womans-clothes", "lab-coat", "vest"}
)
_MEANT: Final = {"package": _BOX, "hot-beverage": _CUP, "teacup-without-handle": _CUP, "briefcase": "handbag"}
"""What an animal looks out of, by what the word is elsewhere."""
_LEAVES: Final = frozenset(
    {"leaf-flat", "leaf-fluttering-in-wind", "fallen-leaf", "maple-leaf", "leaf-spray"}
)
_HEAP, _BLANKET = "leaf-pile", "blanket"
_COVERED: Final = frozenset(
    {RelationKind.UNDER, RelationKind.INSIDE, RelationKind.BEHIND, RelationKind.BESIDE}
)


def with_hiding_places(spec: PictureSpec) -> PictureSpec:
    """Return the picture where whoever hides or looks out is in what was named for it."""
    spec = _pockets_are_for_small_animals(spec)
    if spec.kind is not Kind.SCENE:
        return spec
    for mend in _MENDS:
        spec = mend(spec)
    return spec


def _who_peeks_out_is_inside(spec: PictureSpec) -> PictureSpec:
    """`un gatto che sbircia da una scatola`: what is named right after it and has an opening."""
    tied = {i for r in spec.relations for i in (r.subject, r.target)}
    for index, one in enumerate(spec.subjects[:-1]):
        is_free = tied.isdisjoint((index, index + 1)) and is_animate(one.concept)
        if one.pose in _PEEKING and is_free and _has_opening(spec.subjects[index + 1].concept):
            tie = Relation(kind=RelationKind.INSIDE, subject=index, target=index + 1)
            spec = replace(spec, relations=(*spec.relations, tie))
    return spec


def _has_opening(concept: str) -> bool:
    is_vessel = is_in(concept, "vessel") or is_in(concept, "small_container") or is_in(concept, "container")
    return is_vessel or support_of(concept).opening is not None


def _vessels_are_roomy(spec: PictureSpec) -> PictureSpec:
    """Who looks out of a cup or a box is in an empty one that is open at the top."""
    for relation in spec.relations:
        who, vessel = spec.subjects[relation.subject], spec.subjects[relation.target]
        meant = _MEANT.get(vessel.concept)
        is_looking = who.pose in _PEEKING and relation.kind is RelationKind.INSIDE
        if meant is not None and is_looking and is_animal(who.concept):
            spec = spec.with_subject(relation.target, replace(vessel, concept=meant))
    return spec


def _pockets_are_for_small_animals(spec: PictureSpec) -> PictureSpec:
    """`a kitten in a coat pocket` is seen in the front of a coat; hands in pockets show none."""
    pocket = spec.index_of(_POCKET)
    if pocket is None:
        return spec
    small = next((i for i, one in enumerate(spec.subjects) if is_animal(one.concept)), None)
    if small is None or any(is_person(one.concept) for one in spec.subjects):
        return without_subject(spec, pocket)
    kept = tuple(r for r in spec.relations if pocket not in (r.subject, r.target))
    tie = Relation(kind=RelationKind.INSIDE, subject=small, target=pocket)
    spec = replace(spec, relations=(*kept, tie))
    coat = next((i for i, one in enumerate(spec.subjects) if one.concept in _COATS), None)
    if coat is None:
        return spec
    color = spec.subjects[pocket].color or spec.subjects[coat].color
    spec = spec.with_subject(pocket, replace(spec.subjects[pocket], color=color))
    return without_subject(spec, coat)


def _leaves_are_a_heap(spec: PictureSpec) -> PictureSpec:
    """Who hides under leaves or sleeps in them is in a heap of them; one leaf is held overhead."""
    for relation in spec.relations:
        who, leaves = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_many = (leaves.concept in _LEAVES and leaves.count > 1) or leaves.concept == _HEAP
        is_hidden = relation.kind is RelationKind.UNDER or (
            relation.kind in _COVERED and who.pose in _PEEKING
        )
        if is_many and is_hidden and is_animate(who.concept):
            heap = replace(leaves, concept=_HEAP, count=1)
            spec = spec.with_subject(relation.target, heap)
            inside = replace(relation, kind=RelationKind.INSIDE)
            spec = replace(spec, relations=tuple(inside if r == relation else r for r in spec.relations))
    return spec


def _bedclothes_are_one(spec: PictureSpec) -> PictureSpec:
    """`sotto le coperte`: who is under the covers is under one blanket."""
    for relation in spec.relations:
        cover = spec.subjects[relation.target]
        if relation.kind is RelationKind.UNDER and cover.concept == _BLANKET:
            spec = spec.with_subject(relation.target, replace(cover, count=1))
    return spec


_MENDS: Final[tuple[Callable[[PictureSpec], PictureSpec], ...]] = (
    *(_who_peeks_out_is_inside, _vessels_are_roomy, _leaves_are_a_heap, _bedclothes_are_one),
)
