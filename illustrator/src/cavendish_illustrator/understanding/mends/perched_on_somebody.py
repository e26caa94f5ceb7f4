"""What sits on a head, a shoulder or a lap is on whoever was named, and not on what they cook or play."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.animals.perching import PLACES
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.verb_poses import body_place
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_person
from cavendish_illustrator.vocabulary.tokens import Token, fold, tokenise

_KNEELING, _LAP = "kneeling", "lap"
_REACH: Final = 4
"""So many words after somebody a part of a body is told where they are."""


def with_perched(spec: PictureSpec) -> PictureSpec:
    """Return the picture where a small animal is on its owner's head, shoulder or lap."""
    for relation in spec.relations:
        who, under = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_on_thing = relation.kind is RelationKind.ON and not is_animate(under.concept)
        if not is_on_thing or not is_animal(who.concept) or who.count > 1:
            continue
        place = _place(who, tokenise(spec.prompt))
        before = range(relation.subject - 1, -1, -1)
        owner = next((i for i in before if is_animate(spec.subjects[i].concept)), None)
        if place is None or owner is None:
            continue
        on_owner = replace(relation, target=owner)
        spec = replace(spec, relations=tuple(on_owner if r == relation else r for r in spec.relations))
        spec = spec.with_subject(relation.subject, replace(who, pose=place))
    return _on_laps(spec)


def _on_laps(spec: PictureSpec) -> PictureSpec:
    """`z kotem na kolanach`: one word for kneeling and for a lap, and no cat kneels."""
    for relation in spec.relations:
        owner, pet = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_beside = relation.kind is RelationKind.BESIDE and is_person(owner.concept)
        is_kneeling = _KNEELING in (owner.pose, pet.pose) and pet.count == 1
        if not (is_beside and is_kneeling and is_animal(pet.concept)):
            continue
        if _place(pet, tokenise(spec.prompt)) == _LAP:
            seated = "sitting" if owner.pose == _KNEELING else owner.pose
            spec = spec.with_subject(relation.subject, replace(owner, pose=seated))
            spec = spec.with_subject(relation.target, replace(pet, pose=_LAP))
            on_lap = Relation(kind=RelationKind.ON, subject=relation.target, target=relation.subject)
            spec = replace(spec, relations=tuple(on_lap if r == relation else r for r in spec.relations))
    return spec


def _place(who: Subject, tokens: Sequence[Token]) -> str | None:
    """The part of a body that is told right after somebody."""
    words = [token.plain for token in tokens]
    word = fold(who.word).split()[0]
    at = words.index(word) if word in words else len(words)
    found = (body_place(fold(token)) for token in words[at + 1 : at + 1 + _REACH])
    return next((place for place in found if place in PLACES), None)
