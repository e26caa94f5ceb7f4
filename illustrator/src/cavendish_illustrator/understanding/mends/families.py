"""A family whose members are named is those members, and one `with two children` their parents besides."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS

_FAMILY: Final = "family"
_PARENTS: Final = ("woman", "man")
_GROWN: Final = frozenset({*_PARENTS, "old-woman", "old-man"})
_YOUNG: Final = frozenset({"child", "girl", "boy", "baby", "children"})
_OWN: Final = frozenset({RelationKind.WEARING, RelationKind.HOLDING})


def families_spelled_out(spec: PictureSpec) -> PictureSpec:
    """The picture with as many people as were told of, doing what the family does."""
    at = spec.index_of(_FAMILY)
    if at is None:
        return spec
    members = [k for k, one in enumerate(spec.subjects) if k > at and one.concept in _GROWN | _YOUNG]
    if not members or not all(_is_of_it(spec, at, k) for k in members):
        return spec
    if all(spec.subjects[k].concept in _YOUNG for k in members):
        return _with_parents(spec, at, members)
    if sum(spec.subjects[k].count for k in members) < len(_PARENTS):
        return spec
    family = spec.subjects[at]
    for k in members:
        one = spec.subjects[k]
        spec = spec.with_subject(k, replace(one, pose=one.pose or family.pose, mood=one.mood or family.mood))
    moved = tuple(new for r in spec.relations if (new := _of_first(r, at, members[0])).subject != new.target)
    return without_subject(replace(spec, relations=moved), at)


def _is_of_it(spec: PictureSpec, at: int, member: int) -> bool:
    """Whether somebody is not told to be anywhere or do anything apart from the family."""
    apart = (r for r in spec.relations if r.subject == member and r.kind not in _OWN and r.target != at)
    family, one = spec.subjects[at], spec.subjects[member]
    return not any(apart) and one.pose in (None, family.pose)


def _with_parents(spec: PictureSpec, at: int, children: list[int]) -> PictureSpec:
    if len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    family = spec.subjects[at]
    mother, father = (replace(family, concept=name, count=1) for name in _PARENTS)
    for k in children:
        one = spec.subjects[k]
        spec = spec.with_subject(k, replace(one, pose=one.pose or family.pose, mood=one.mood or family.mood))
    spec = spec.with_subject(at, mother)
    spec = _without_ties(spec, at, children)
    return replace(spec, subjects=(*spec.subjects, father))


def _without_ties(spec: PictureSpec, at: int, children: list[int]) -> PictureSpec:
    """The picture in which a family does not hold its children in its hands."""
    pairs = [frozenset((at, child)) for child in children]
    kept = (r for r in spec.relations if frozenset((r.subject, r.target)) not in pairs)
    return replace(spec, relations=tuple(kept))


def _of_first(relation: Relation, family: int, first: int) -> Relation:
    """What the family is at, on or with, its first member is."""
    return replace(
        relation,
        subject=first if relation.subject == family else relation.subject,
        target=first if relation.target == family else relation.target,
    )
