"""Gives deeds their objects: the den that children build, the class that is taught, the pan of pancakes."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.understanding.reading.verb_poses import pose_of
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_food, is_in, is_person
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_BUILDING, _TEACHING, _PREPARING = "building", "blackboard", "preparing"
_PROPOSING: Final = "proposing"
_FROM: Final = re.compile(
    r"\b(?:from|out of|z|ze|aus|vom|von|desde|depuis|dal|dalla|da|do|de|vanuit|vanaf|uit|з|із)\b"
)
_SPEAKING: Final = frozenset({"reading", "telling", _TEACHING})
_COOKING: Final = frozenset({"baking", "cooking", "frying", "flipping", "taking_out"})
_BUSY: Final = frozenset({RelationKind.BESIDE, RelationKind.HOLDING, RelationKind.IN_FRONT})
_YOUNG: Final = frozenset({"child", "girl", "boy"})
_KITCHEN: Final = ("kitchen", "room")
_CLASS_SIZE: Final = 4


def with_objects_of_deeds(spec: PictureSpec) -> PictureSpec:
    """Return the picture in which what is built, taught, read to or cooked is there."""
    if spec.kind is not Kind.SCENE:
        return spec
    for mend in _MENDS:
        spec = mend(spec)
    return spec


@cache
def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = read_table("understanding/mends/objects_of_deeds.toml")[name]
    return found


def _listeners_are_not_held(spec: PictureSpec) -> PictureSpec:
    """Who reads to three rabbits does not hold them."""
    relations = tuple(
        replace(r, kind=RelationKind.BESIDE) if _is_listening(spec, r) else r for r in spec.relations
    )
    return replace(spec, relations=relations)


def _is_listening(spec: PictureSpec, relation: Relation) -> bool:
    speaker, other = spec.subjects[relation.subject], spec.subjects[relation.target]
    is_held = relation.kind is RelationKind.HOLDING and is_animate(other.concept)
    return is_held and speaker.pose in _SPEAKING and other.concept != "baby"


def _classes_are_there(spec: PictureSpec) -> PictureSpec:
    """`a grandmother teaching children`: the words for teaching took the children with them."""
    teachers = [i for i, one in enumerate(spec.subjects) if one.pose == _TEACHING and one.count == 1]
    others = [i for i, one in enumerate(spec.subjects) if is_animate(one.concept) and i not in teachers]
    is_full = len(spec.subjects) >= MOST_SUBJECTS
    if len(teachers) != 1 or others or is_full or spec.settings[:1] == ("classroom",):
        return spec
    stems = tuple(_table("class")["words"])
    if not any(token.plain.startswith(stems) for token in tokenise(fold(spec.prompt))):
        return spec
    pupils = Subject(concept="child", word=spec.subjects[teachers[0]].word, count=_CLASS_SIZE)
    tie = Relation(kind=RelationKind.BESIDE, subject=teachers[0], target=len(spec.subjects))
    return replace(spec, subjects=(*spec.subjects, pupils), relations=(*spec.relations, tie))


def _what_is_built_is_there(spec: PictureSpec) -> PictureSpec:
    """`children building a den`: the den is what they build, not where they are."""
    builder = next((i for i, one in enumerate(spec.subjects) if one.pose == _BUILDING), None)
    if builder is None or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    if any(r.subject == builder and r.kind in _BUSY for r in spec.relations):
        return _as_before_it_is_finished(spec)
    if any(i > builder and not is_animate(one.concept) for i, one in enumerate(spec.subjects)):
        return spec
    read_as = next((name for name in spec.settings if name in _table("built")), None)
    thing = _den_or_frame(spec, builder) if read_as is None else _table("built")[read_as]
    if is_in(spec.subjects[builder].concept, "winding"):
        return spec
    left = tuple(name for name in spec.settings if name != read_as)
    tie = Relation(kind=RelationKind.BESIDE, subject=builder, target=len(spec.subjects))
    built = Subject(concept=thing, word=spec.subjects[builder].word)
    is_only_its_place = read_as is not None and spec.settings[:1] == (read_as,)
    settings = _outside(thing, left) if is_only_its_place else left
    spec = replace(spec, subjects=(*spec.subjects, built), relations=(*spec.relations, tie))
    return replace(spec, settings=settings or tuple(_table("outside").get(thing, ())))


def _outside(thing: str, left: tuple[str, ...]) -> tuple[str, ...]:
    """Where it stands: what else was named, else where such things are built."""
    return left or tuple(_table("outside").get(thing, ()))


def _den_or_frame(spec: PictureSpec, builder: int) -> str:
    """What children and animals build of branches; others raise a frame of timber."""
    one = spec.subjects[builder]
    is_wild = one.concept in _YOUNG or not is_person(one.concept) or "forest" in spec.settings
    return "stick-den" if is_wild else "timber-frame"


def _as_before_it_is_finished(spec: PictureSpec) -> PictureSpec:
    """A rocket that is built stands upright on the ground, and not among the stars."""
    for relation in spec.relations:
        thing = spec.subjects[relation.target]
        look = _table("as_built").get(thing.concept)
        if look is not None and spec.subjects[relation.subject].pose == _BUILDING:
            spec = spec.with_subject(relation.target, replace(thing, concept=look))
    return spec


def _work_is_done_outside(spec: PictureSpec) -> PictureSpec:
    """Where nothing was named, a fence is painted and a rocket built in a garden."""
    if spec.settings:
        return spec
    worked = (spec.subjects[r.target].concept for r in spec.relations if spec.subjects[r.subject].pose)
    place = next((_table("outside")[name] for name in worked if name in _table("outside")), None)
    return spec if place is None else replace(spec, settings=tuple(place))


def _cooks_have_their_pan(spec: PictureSpec) -> PictureSpec:
    """Pancakes are made in a pan, by several at one table; cooks are in a kitchen."""
    cooks = [i for i, one in enumerate(spec.subjects) if one.pose in _COOKING and is_animate(one.concept)]
    if not cooks:
        return spec
    heads = sum(max(1, spec.subjects[i].count) for i in cooks)
    foods = [i for i, one in enumerate(spec.subjects) if i > cooks[0] and is_food(one.concept)]
    is_baker = heads == 1 and any(spec.subjects[i].concept == "bread" for i in foods)
    if not spec.settings and not is_baker:
        spec = replace(spec, settings=_KITCHEN)
    if not foods:
        return spec
    if heads > 1:
        return _made_at_one_table(spec, cooks, foods[0])
    pose = _table("pan").get(spec.subjects[foods[0]].concept)
    if pose is None:
        return spec
    spec = spec.with_subject(cooks[0], replace(spec.subjects[cooks[0]], pose=pose))
    return replace(spec, relations=tuple(r for r in spec.relations if foods[0] not in (r.subject, r.target)))


def _made_at_one_table(spec: PictureSpec, cooks: list[int], food: int) -> PictureSpec:
    for index in cooks:
        spec = spec.with_subject(index, replace(spec.subjects[index], pose=_PREPARING))
    kept = tuple(r for r in spec.relations if food not in (r.subject, r.target))
    tie = Relation(kind=RelationKind.BESIDE, subject=cooks[0], target=food)
    return replace(spec, relations=(*kept, tie))


def _suitors_propose(spec: PictureSpec) -> PictureSpec:
    """`a man kneeling and proposing to a woman`: the second verb is about the man, too."""
    words = tokenise(spec.prompt)
    is_said = any(pose_of(word.plain, spec.language) == _PROPOSING for word in words)
    for index, one in enumerate(spec.subjects[1:], 1):
        suitor = spec.subjects[index - 1]
        if is_said and suitor.pose == "kneeling" and is_animate(one.concept):
            spec = spec.with_subject(index - 1, replace(suitor, pose=_PROPOSING))
            spec = spec.with_subject(index, replace(one, pose=None))
            tie = Relation(kind=RelationKind.BESIDE, subject=index - 1, target=index)
            return replace(spec, relations=(*(r for r in spec.relations if r != tie), tie))
    return spec


def _waved_from_on_board(spec: PictureSpec) -> PictureSpec:
    """`two girls waving from a boat` are in it and not on the water beside it."""
    if not _FROM.search(fold(spec.prompt)):
        return spec
    tied = {i for r in spec.relations for i in (r.subject, r.target)}
    for index, one in enumerate(spec.subjects[:-1]):
        vehicle = spec.subjects[index + 1]
        is_open = index not in tied and index + 1 not in tied and vehicle.count == 1
        if one.pose == "waving" and is_open and is_in(vehicle.concept, "rideable"):
            inside = Relation(kind=RelationKind.INSIDE, subject=index, target=index + 1)
            spec = replace(spec, relations=(*spec.relations, inside))
    return spec


def _the_washed_are_in_the_tub(spec: PictureSpec) -> PictureSpec:
    """`two nuns washing a dog in a tub`: the dog is in it."""
    for relation in spec.relations:
        who, tub = relation.subject, relation.target
        washed = [
            r.target
            for r in spec.relations
            if r.subject == who
            and r.kind is RelationKind.BESIDE
            and is_animate(spec.subjects[r.target].concept)
        ]
        if relation.kind is RelationKind.INSIDE and spec.subjects[who].pose == "washing" and washed:
            inside = replace(relation, subject=washed[0])
            beside = Relation(kind=RelationKind.BESIDE, subject=who, target=tub)
            kept = tuple(r for r in spec.relations if r is not relation)
            return replace(spec, relations=(*kept, inside, beside))
    return spec


def _the_chased_ride(spec: PictureSpec) -> PictureSpec:
    """`a goose chasing a boy on a scooter`: the boy is on it."""
    for relation in spec.relations:
        who = spec.subjects[relation.subject]
        chased = [
            r.target
            for r in spec.relations
            if r.subject == relation.subject and r.kind is RelationKind.BESIDE and r.target < relation.target
        ]
        is_riding = relation.kind is RelationKind.RIDING and who.pose == "running" and is_animal(who.concept)
        if is_riding and chased and is_person(spec.subjects[chased[0]].concept):
            relations = tuple(replace(r, subject=chased[0]) if r is relation else r for r in spec.relations)
            return replace(spec, relations=relations)
    return spec


_MENDS: Final[tuple[Callable[[PictureSpec], PictureSpec], ...]] = (
    _listeners_are_not_held,
    _classes_are_there,
    _what_is_built_is_there,
    _work_is_done_outside,
    _cooks_have_their_pan,
    _suitors_propose,
    _waved_from_on_board,
    _the_washed_are_in_the_tub,
    _the_chased_ride,
)
