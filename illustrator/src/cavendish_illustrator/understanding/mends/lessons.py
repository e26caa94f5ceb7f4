"""Lessons: who teaches somebody to fish fishes too, both bake at one table, chess is taught at its board."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_in
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_TEACHING: Final = frozenset({None, "telling", "blackboard", "showing_chart", "pointing", "carrying"})
_BROUGHT_NEAR: Final = re.compile(r"\b(?:bring|brach)\w* .*\b(?:bei|bij)(?:brengen)?\b")
"""German and Dutch teach with a verb in two parts."""
_BOARDS: Final = frozenset({"chess-set", "chess-board", "chess-pawn", "dominoes", "playing-cards"})
_IN_KITCHENS: Final = frozenset({"baking", "cooking", "kneading", "rolling_dough"})
_KEYED: Final = frozenset({"piano", "grand-piano", "harp", "cello", "drum_kit"})
_PREPARING, _PLAYING, _KITCHEN = "preparing", "playing", ("kitchen", "room")
_TWO: Final = 2


def with_lessons(spec: PictureSpec) -> PictureSpec:
    """Return the picture where whoever is taught does it, and who teaches does it with them."""
    people = [i for i, one in enumerate(spec.subjects) if is_animate(one.concept) and one.count == 1]
    if len(people) != _TWO or not _is_lesson(spec):
        return spec
    teacher, pupil = people
    one, other = spec.subjects[teacher], spec.subjects[pupil]
    if one.pose not in _TEACHING and other.pose is not None:
        return spec
    things = [i for i in range(len(spec.subjects)) if i not in people]
    mounts = [i for i in things if is_in(spec.subjects[i].concept, "rideable")]
    if mounts:
        return _riding(spec, teacher, pupil, mounts)
    deed = other.pose or (one.pose if one.pose not in _TEACHING else None)
    deed = deed or next((spec.subjects[i].pose for i in things if spec.subjects[i].pose), None)
    if things and deed in (None, *_IN_KITCHENS):
        taught = _with_thing(spec, teacher, pupil, things[0])
        if taught is not None:
            return taught
    if deed is None:
        is_class = one.pose != "blackboard" or spec.settings[:1] == ("classroom",)
        return spec if is_class else spec.with_subject(teacher, replace(one, pose="telling"))
    return _both_at(spec, (teacher, pupil), deed)


@cache
def _stems(language: str) -> tuple[str, ...]:
    rows = read_topic("doers")["teaching"]
    return tuple(fold(rows.get(language, rows.get("any", ""))).split())


def _is_lesson(spec: PictureSpec) -> bool:
    words = [token.plain for token in tokenise(spec.prompt)]
    return any(word.startswith(_stems(spec.language)) for word in words) or bool(
        _BROUGHT_NEAR.search(fold(spec.prompt))
    )


def _riding(spec: PictureSpec, teacher: int, pupil: int, mounts: list[int]) -> PictureSpec:
    """The pupil rides, and who teaches goes beside; `faire du vélo` names no second bicycle."""
    mount = mounts[0]
    people = {teacher, pupil}
    kept = [r for r in spec.relations if r.target not in mounts and {r.subject, r.target} != people]
    ride = Relation(kind=RelationKind.RIDING, subject=pupil, target=mount)
    beside = Relation(kind=RelationKind.BESIDE, subject=teacher, target=pupil)
    spec = replace(spec, relations=(*kept, ride, beside))
    spec = spec.with_subject(teacher, replace(spec.subjects[teacher], pose="walking"))
    same = [i for i in mounts[1:] if spec.subjects[i].concept == spec.subjects[mount].concept]
    return spec.with_subjects([i for i in range(len(spec.subjects)) if i not in same])


def _with_thing(spec: PictureSpec, teacher: int, pupil: int, thing: int) -> PictureSpec | None:
    """Food is made at a table, a game is played across its board, and an instrument by who learns it."""
    concept = spec.subjects[thing].concept
    spec = spec.with_subject(thing, replace(spec.subjects[thing], pose=None))
    kept = tuple(r for r in spec.relations if thing not in (r.subject, r.target))
    kept = tuple(r for r in kept if r.kind is not RelationKind.HOLDING)
    spec = replace(spec, relations=kept)
    if concept in _BOARDS:
        spec = _both_at(spec, (teacher, pupil), None)
        return _tied(spec, teacher, thing, RelationKind.BESIDE)
    if is_food(concept):
        spec = _tied(_both_at(spec, (teacher, pupil), _PREPARING), teacher, thing, RelationKind.BESIDE)
        return replace(spec, settings=spec.settings or _KITCHEN)
    if is_in(concept, "instrument") or concept in _KEYED:
        kind = RelationKind.BESIDE if concept in _KEYED else RelationKind.HOLDING
        spec = spec.with_subject(teacher, replace(spec.subjects[teacher], pose="standing"))
        spec = spec.with_subject(pupil, replace(spec.subjects[pupil], pose=_PLAYING))
        return _tied(spec, pupil, thing, kind)
    return None


def _both_at(spec: PictureSpec, people: tuple[int, int], deed: str | None) -> PictureSpec:
    for index in people:
        spec = spec.with_subject(index, replace(spec.subjects[index], pose=deed))
    return spec


def _tied(spec: PictureSpec, doer: int, thing: int, kind: RelationKind) -> PictureSpec:
    return replace(spec, relations=(*spec.relations, Relation(kind=kind, subject=doer, target=thing)))
