"""Who sleeps where nothing to lie on was named dozes in an armchair; a fish is in its own bowl."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_person

_CHAIR: Final = "armchair"
_DOZED_IN: Final = frozenset(
    {"room", "living_room", "library", "bookshop", "window_view", "attic", "hearth", "study"}
)
_LOOSE: Final = frozenset({RelationKind.BESIDE, RelationKind.BETWEEN})
_FURNITURE: Final = frozenset(
    {"bed", "desk", "chair", "sofa", "bench", "hammock", "deck-chair", "tent", "armchair"}
)
_BABIES: Final = frozenset({"baby", "child", "girl", "boy"})
_FISH: Final = frozenset({"goldfish", "fish", "tropical-fish", "clownfish", "koi"})
_BOWLS: Final = frozenset({"jar", "fish-bowl", "aquarium", "fish-tank", "bowl-empty", "pickle-jar", "vase"})


def with_dozers_seated(spec: PictureSpec) -> PictureSpec:
    """The picture where a grown-up sleeps sitting, unless there is a bed, and the fish swims in the bowl."""
    spec = _fish_are_in_bowls(spec)
    sleeper = next((i for i, one in enumerate(spec.subjects) if _is_dozer(one)), None)
    is_indoors = not spec.settings or not _DOZED_IN.isdisjoint(spec.settings[:1])
    if sleeper is None or not is_indoors or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    if any(sleeper in (r.subject, r.target) and r.kind not in _LOOSE for r in spec.relations):
        return spec
    if spec.season or spec.weather or any(one.concept in _FURNITURE for one in spec.subjects):
        return spec
    seat = Relation(kind=RelationKind.ON, subject=sleeper, target=len(spec.subjects))
    chair = Subject(concept=_CHAIR, word=spec.subjects[sleeper].word)
    kept = tuple(r for r in spec.relations if r.kind is not RelationKind.BETWEEN)
    return replace(spec, subjects=(*spec.subjects, chair), relations=(*kept, seat))


def _is_dozer(one: Subject) -> bool:
    return one.pose == "sleeping" and one.count == 1 and is_person(one.concept) and one.concept not in _BABIES


def _fish_are_in_bowls(spec: PictureSpec) -> PictureSpec:
    """`a cat watches a goldfish in its bowl`: it is the fish that is in it."""
    fish = spec.index_of(*_FISH)
    if fish is None:
        return spec
    relations = tuple(
        replace(r, subject=fish)
        if r.kind is RelationKind.INSIDE
        and spec.subjects[r.target].concept in _BOWLS
        and r.subject < fish < r.target
        else r
        for r in spec.relations
    )
    return replace(spec, relations=relations) if relations != spec.relations else spec
