"""Gives a doing what belongs to it: skis to who skis, a sheep to who shears, hands to what is washed."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.concept_classes import can_act, is_animate
from cavendish_illustrator.understanding.lexicon import read_topic
from cavendish_illustrator.understanding.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.understanding.verb_poses import doing_names, object_relation

_WORKERS: Final = {"repairing": "mechanic", "watering": "gardener", "trimming": "gardener"}
"""Who does what is being done, where nobody is named for it."""
_ANYBODY: Final = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """One row of `doing_belongings.toml`, where its fields are explained."""

    thing: str
    tie: RelationKind
    pose: str | None = None
    instead: frozenset[str] = frozenset()
    setting: str | None = None


@cache
def _belongings() -> dict[str, Belonging]:
    return {
        pose: Belonging(
            thing=row["thing"],
            tie=RelationKind(row["tie"]),
            pose=row.get("pose"),
            instead=frozenset(row.get("instead", ())),
            setting=row.get("setting"),
        )
        for pose, row in read_topic("doing_belongings").items()
    }


def with_doings_complete(spec: PictureSpec) -> PictureSpec:
    """Return the picture where each doing has its doer and its thing."""
    if spec.kind is not Kind.SCENE and not any(is_animate(one.concept) for one in spec.subjects):
        return spec
    spec = _with_doers(spec)
    for index, one in enumerate(spec.subjects):
        belonging = _belongings().get(one.pose or "")
        if belonging is not None and can_act(one.concept):
            spec = _with_belonging(spec, index, belonging)
    return spec


def _with_belonging(spec: PictureSpec, index: int, belonging: Belonging) -> PictureSpec:
    doer = spec.subjects[index]
    if belonging.pose is not None:
        spec = spec.with_subject(index, replace(doer, pose=belonging.pose))
    thing = spec.index_of(belonging.thing, *belonging.instead)
    if thing is None and len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    if thing is None:
        thing = len(spec.subjects)
        spec = replace(spec, subjects=(*spec.subjects, Subject(concept=belonging.thing, word=doer.word)))
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {index, thing})
    tie = Relation(kind=belonging.tie, subject=index, target=thing)
    settings = spec.settings or ((belonging.setting,) if belonging.setting else ())
    return replace(spec, relations=(*kept, tie), settings=settings)


def _with_doers(spec: PictureSpec) -> PictureSpec:
    """`a car being washed by a bear`: the bear washes it; where nobody does, somebody is added."""
    for index, done in enumerate(spec.subjects):
        pose = done.pose or ""
        if can_act(done.concept) or pose not in doing_names() or object_relation(pose) is None:
            continue
        spec = spec.with_subject(index, replace(done, pose=None))
        doer = next((i for i, one in enumerate(spec.subjects) if _is_idle(one) and i != index), None)
        if doer is None and len(spec.subjects) >= MOST_SUBJECTS:
            continue
        if doer is None:
            doer = len(spec.subjects)
            worker = Subject(concept=_WORKERS.get(pose, _ANYBODY), word=done.word)
            spec = replace(spec, subjects=(*spec.subjects, worker))
        spec = spec.with_subject(doer, replace(spec.subjects[doer], pose=pose))
        kept = tuple(r for r in spec.relations if {r.subject, r.target} != {doer, index})
        tie = Relation(kind=RelationKind(object_relation(pose) or "beside"), subject=doer, target=index)
        spec = replace(spec, relations=(*kept, tie))
    return spec


def _is_idle(one: Subject) -> bool:
    return is_animate(one.concept) and one.pose is None
