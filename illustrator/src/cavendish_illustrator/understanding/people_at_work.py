"""Mends what people do: fences that are painted over, boats and sleds nobody named, the stop of a bus."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.concept_classes import is_animate, is_person
from cavendish_illustrator.understanding.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.understanding.tokens import fold

_PAINTED_OVER: Final = frozenset({"fence", "house", "shed", "door", "boat", "rowing-boat", "chair", "bench"})
_PAINTS: Final = re.compile(
    r"\b(?:paint(?:s|ing)|malu\w+|natir\w+|streich\w*|pinta\w*|pein(?:t|d|gn)\w*|repein\w*|dipin\w*|verf\w*|"
    r"фарбу\w*|anstreich\w*)\b"
)
_DOES_NOTHING: Final = frozenset({None, "standing", "painting"})
_ROLE_MOUNTS: Final = {"rower": "rowing-boat", "kayaker": "kayak"}
_POSE_MOUNTS: Final = {"rowing": "rowing-boat", "paddling": "kayak", "sledding": "sled"}
_BOATS: Final = frozenset({"canoe", "sailboat", "rowing-boat", "kayak", "fishing-boat", "speedboat"})
_AFLOAT: Final = frozenset({"rowing-boat", "kayak"})
_PADDLED: Final = ("kaja", "kaya", "каяк", "байдар", "piragu", "cano", "kanu", "kano")
_ON_SOMETHING: Final = frozenset({RelationKind.RIDING, RelationKind.INSIDE, RelationKind.ON})
_MOST_AFLOAT: Final = {"rowing-boat": 3, "kayak": 1}
_WAITING: Final = frozenset({"waiting", "queueing"})
_STOP: Final = "bus-stop-sign"
_BUILT_BY_HAND: Final = frozenset({"snowman", "snowman-without-snow", "sandcastle", "toy-blocks"})


def with_work_meant(spec: PictureSpec) -> PictureSpec:
    """Return the picture with its painters at the fence, its rowers afloat and its bus at a stop."""
    mends: tuple[Callable[[PictureSpec], PictureSpec], ...] = (
        _fences_are_painted,
        _rowers_float,
        _hands_build,
        _buses_stop,
    )
    for mend in mends:
        spec = mend(spec)
    return spec


def _fences_are_painted(spec: PictureSpec) -> PictureSpec:
    """`mum painting the fence` has a roller, and no picture of a fence on an easel."""
    if not _PAINTS.search(fold(spec.prompt)):
        return spec
    who = next((i for i, one in enumerate(spec.subjects) if is_person(one.concept)), None)
    fence = next((i for i, one in enumerate(spec.subjects) if one.concept in _PAINTED_OVER), None)
    if who is None or fence is None or fence < who or spec.subjects[who].pose not in _DOES_NOTHING:
        return spec
    painter = replace(spec.subjects[who], pose="painting_wall")
    tied = {(r.subject, r.target) for r in spec.relations}
    beside = Relation(kind=RelationKind.BESIDE, subject=who, target=fence)
    more = () if (who, fence) in tied else (beside,)
    return replace(_with(spec, who, painter), relations=(*spec.relations, *more))


def _rowers_float(spec: PictureSpec) -> PictureSpec:
    """Rowers are in a boat and kayakers in a kayak; who sleds is on a sled."""
    for index, one in enumerate(spec.subjects):
        mount = _ROLE_MOUNTS.get(one.concept) or _POSE_MOUNTS.get(one.pose or "")
        if mount is None or not is_animate(one.concept):
            continue
        if mount == "rowing-boat" and any(word in fold(spec.prompt) for word in _PADDLED):
            mount = "kayak"
        spec = _mounted(spec, index, mount)
    return spec


def _mounted(spec: PictureSpec, index: int, mount: str) -> PictureSpec:
    used = next((r for r in spec.relations if r.subject == index and r.kind in _ON_SOMETHING), None)
    named = next(
        (i for i, one in enumerate(spec.subjects) if mount in _AFLOAT and one.concept in _BOATS), None
    )
    target = used.target if used is not None else named
    if target is not None and spec.subjects[target].concept not in _BOATS | {mount}:
        return spec
    if target is None and len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    rider = spec.subjects[index]
    spec = _with(spec, index, replace(rider, count=min(rider.count, _MOST_AFLOAT.get(mount, rider.count))))
    boat = Subject(concept=mount, word=rider.word)
    if target is None:
        target = len(spec.subjects)
        spec = replace(spec, subjects=(*spec.subjects, boat))
    else:
        spec = _with(spec, target, replace(spec.subjects[target], concept=mount, count=1))
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {index, target})
    kind = RelationKind.INSIDE if mount in _AFLOAT else RelationKind.RIDING
    sits = Relation(kind=kind, subject=index, target=target)
    is_dry = mount in _AFLOAT and not spec.settings
    return replace(spec, relations=(*kept, sits), settings=("lake",) if is_dry else spec.settings)


def _hands_build(spec: PictureSpec) -> PictureSpec:
    """Who builds a snowman has no hammer."""
    if not any(one.concept in _BUILT_BY_HAND for one in spec.subjects):
        return spec
    subjects = (replace(one, pose=None) if one.pose == "building" else one for one in spec.subjects)
    return replace(spec, subjects=tuple(subjects))


def _buses_stop(spec: PictureSpec) -> PictureSpec:
    """Who waits for a bus stands at its stop, in a street."""
    is_waited_for = any(one.concept in ("bus", "school-bus", "double-decker") for one in spec.subjects)
    waiting = next((i for i, one in enumerate(spec.subjects) if one.pose in _WAITING), None)
    if waiting is None or not is_waited_for or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    stop = Subject(concept=_STOP, word=_STOP)
    beside = Relation(kind=RelationKind.BESIDE, subject=waiting, target=len(spec.subjects))
    kept = tuple(r for r in spec.relations if r.subject != waiting or r.kind not in _ON_SOMETHING)
    return replace(
        spec,
        subjects=(*spec.subjects, stop),
        relations=(*kept, beside),
        settings=spec.settings or ("street", "city"),
    )


def _with(spec: PictureSpec, index: int, subject: Subject) -> PictureSpec:
    return replace(spec, subjects=(*spec.subjects[:index], subject, *spec.subjects[index + 1 :]))
