"""Animals that eat, drink and dig as animals do: the head at the ground, the bowl under it."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.animals.animals import FACES, WHOLE
from cavendish_illustrator.figures.doings.gaits import has_gait
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject

_BOWL: Final = "bowl"
_BOWLS: Final = frozenset({"bowl", "pet-bowl", "bucket", "bowl-open"})
_LAPPED: Final = frozenset({"glass-of-milk", "milk", "droplet"})
_PLAYTHINGS: Final = frozenset({"yarn", "soccer-ball", "tennis-ball", "beach-ball", "baseball", "mouse-toy"})
_FODDER: Final = frozenset({"hay_bale", "hay-heap", "herb", "bowl", "carrot", "red-apple", "cabbage", "bush"})
_PEELED: Final = frozenset({"banana", "tangerine", "chestnut", "acorn", "peanuts", "ear-of-corn"})
_MEALS: Final = frozenset({"eating", "drinking"})


def eating_as_animals(spec: PictureSpec) -> PictureSpec:
    """The picture where an animal laps from a bowl, digs with its paws and bounds at a ball."""
    for index, one in enumerate(spec.subjects):
        if one.pose == "chopping" and one.concept in FACES and _has_peeled(spec, index):
            spec = _eaten_at_once(spec, index)
        if one.concept in WHOLE and has_gait(one.concept) and not one.role:
            spec = _fed_from_ground(spec, index)
            continue
        if one.concept not in FACES or one.concept in WHOLE or one.role:
            continue
        own = [r.target for r in spec.relations if r.subject == index]
        if one.pose == "digging" and not own:
            spec = spec.with_subject(index, replace(one, pose="burrowing"))
        elif one.pose is None and any(spec.subjects[i].concept in _PLAYTHINGS for i in own):
            spec = spec.with_subject(index, replace(one, pose="playing"))
        elif one.pose in _MEALS and one.count == 1 and _has_bowl(spec):
            return _lapping(spec, index)
    return spec


def _has_peeled(spec: PictureSpec, index: int) -> bool:
    """Whether it is at a fruit that one eats out of the paw."""
    own = (r.target for r in spec.relations if r.subject == index)
    return any(spec.subjects[i].concept in _PEELED for i in own)


def _eaten_at_once(spec: PictureSpec, index: int) -> PictureSpec:
    """A monkey that peels a banana has it in its paws and no knife."""
    eater = replace(spec.subjects[index], pose="eating")
    relations = tuple(
        replace(r, kind=RelationKind.HOLDING)
        if r.subject == index and spec.subjects[r.target].concept in _PEELED
        else r
        for r in spec.relations
    )
    return replace(spec.with_subject(index, eater), relations=relations)


def _fed_from_ground(spec: PictureSpec, index: int) -> PictureSpec:
    """A horse that eats has its head down at the hay."""
    eater = spec.subjects[index]
    own = [r for r in spec.relations if r.subject == index]
    is_feeding = eater.pose == "eating" and len(own) == 1 and own[0].kind is RelationKind.HOLDING
    is_alone = eater.count == 1 and not any(r.target == index for r in spec.relations)
    if not is_feeding or not is_alone or spec.subjects[own[0].target].concept not in _FODDER:
        return spec
    return spec.with_subject(index, replace(eater, pose="lapping"))


def _has_bowl(spec: PictureSpec) -> bool:
    return any(one.concept in _BOWLS for one in spec.subjects)


def _lapping(spec: PictureSpec, index: int) -> PictureSpec:
    """The bowl at its mouth instead of what was in it."""
    eater = spec.subjects[index]
    bowl = next(i for i, one in enumerate(spec.subjects) if one.concept in _BOWLS)
    held = {r.target for r in spec.relations if r.subject == index and r.kind is RelationKind.HOLDING}
    gone = {bowl} | {i for i in held if spec.subjects[i].concept in _LAPPED}
    own = Subject(concept=_BOWL, word=eater.word, color=spec.subjects[bowl].color)
    spec = spec.with_subject(index, replace(eater, pose="lapping"))
    laps = Relation(kind=RelationKind.HOLDING, subject=index, target=len(spec.subjects))
    spec = replace(spec, subjects=(*spec.subjects, own), relations=(*spec.relations, laps))
    return spec.with_subjects([i for i in range(len(spec.subjects)) if i not in gone])
