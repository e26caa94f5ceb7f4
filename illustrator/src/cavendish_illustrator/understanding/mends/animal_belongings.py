"""What belongs to animals: shells are part of them, fish are in bowls, skates on feet, kerchiefs at necks."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate

_SHELL: Final = "spiral-shell"
_SHELLED: Final = frozenset({"snail", "turtle"})
_FISH: Final = frozenset({"goldfish", "fish", "tropical-fish", "clownfish", "koi"})
_BOWLS: Final = frozenset({"bowl", "steaming-bowl", "fish-bowl"})
_SKATES: Final = frozenset({"roller-skate", "ice-skate"})
_LONG_LEGGED: Final = frozenset({"flamingo", "heron", "stork"})
_PINK: Final = "#f27bb0"
_ON_FEET: Final = frozenset(
    {RelationKind.ON, RelationKind.RIDING, RelationKind.WEARING, RelationKind.HOLDING}
)


_SEATS: Final = frozenset({"armchair", "chair", "rocking-chair", "sofa", "bench", "throne", "hammock"})
_AT_IT: Final = frozenset({"reading", "eating", "drinking", "playing"})
"""What an animal has in its paws is seen with it."""


def with_animals_complete(spec: PictureSpec) -> PictureSpec:
    """Return the picture with shells on their owners, goldfish in their bowls and skates on feet."""
    spec = _with_bows(_on_one_leg(spec))
    return _with_toys_in_sight(_with_kerchiefs(_skating(_in_glass(_on_their_shells(spec)))))


def _with_bows(spec: PictureSpec) -> PictureSpec:
    """A kitten with a bow has it tied around the neck, and not in its paw."""
    for number, relation in enumerate(spec.relations):
        who, bow = spec.subjects[relation.subject], spec.subjects[relation.target]
        if relation.kind is RelationKind.HOLDING and bow.concept == "bow-ribbon" and is_animal(who.concept):
            worn = replace(relation, kind=RelationKind.WEARING)
            relations = (*spec.relations[:number], worn, *spec.relations[number + 1 :])
            tied = replace(bow, concept="bow-tie", count=1, color=bow.color or _PINK)
            spec = replace(spec.with_subject(relation.target, tied), relations=relations)
    return spec


def _on_one_leg(spec: PictureSpec) -> PictureSpec:
    """A flamingo on one leg stands as it always does, and does no exercise."""
    for index, one in enumerate(spec.subjects):
        if one.concept in _LONG_LEGGED and one.pose == "tree_pose":
            spec = spec.with_subject(index, replace(one, pose="standing"))
    return spec


def _with_toys_in_sight(spec: PictureSpec) -> PictureSpec:
    """What kittens in a basket have with them lies beside it: behind its rim nobody would see it."""
    homes = {
        r.subject: r.target
        for r in spec.relations
        if r.kind is RelationKind.INSIDE and is_animal(spec.subjects[r.subject].concept)
        if spec.subjects[r.target].concept not in _SEATS and spec.subjects[r.subject].pose not in _AT_IT
    }
    relations = tuple(
        Relation(kind=RelationKind.BESIDE, subject=r.target, target=homes[r.subject])
        if r.kind is RelationKind.HOLDING and r.subject in homes and r.target not in homes.values()
        else r
        for r in spec.relations
    )
    return replace(spec, relations=relations)


def _with_kerchiefs(spec: PictureSpec) -> PictureSpec:
    """A dog has its bandana tied around the neck; a pirate's is on its head."""
    for relation in spec.relations:
        who, worn = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_worn = relation.kind is RelationKind.WEARING and worn.concept == "bandana"
        if is_worn and is_animal(who.concept) and who.role is None:
            spec = spec.with_subject(relation.target, replace(worn, concept="neckerchief"))
    return spec


def _on_their_shells(spec: PictureSpec) -> PictureSpec:
    """What is on the shell is on the snail, which needs no second one."""
    names = [one.concept for one in spec.subjects]
    owner = next((i for i, name in enumerate(names) if name in _SHELLED), None)
    if owner is None or _SHELL not in names:
        return spec
    shell = names.index(_SHELL)
    relations = tuple(
        replace(r, target=owner) if r.target == shell else r
        for r in spec.relations
        if r.target != shell or names[r.subject] not in _SHELLED
    )
    return without_subject(replace(spec, relations=relations), shell)


def _in_glass(spec: PictureSpec) -> PictureSpec:
    """A fish in a bowl is in one of glass, which has its fish."""
    for relation in spec.relations:
        fish, bowl = spec.subjects[relation.subject], spec.subjects[relation.target]
        is_inside = relation.kind is RelationKind.INSIDE and bowl.concept in _BOWLS
        if is_inside and fish.concept in _FISH:
            glass = replace(bowl, concept="fish-bowl", count=fish.count)
            subjects = (*spec.subjects[: relation.target], glass, *spec.subjects[relation.target + 1 :])
            return without_subject(replace(spec, subjects=subjects), relation.subject)
    return spec


def _skating(spec: PictureSpec) -> PictureSpec:
    """Who is on skates has them on the feet."""
    for relation in spec.relations:
        who, skates = spec.subjects[relation.subject], spec.subjects[relation.target].concept
        if relation.kind in _ON_FEET and skates in _SKATES and is_animate(who.concept):
            skater = replace(who, pose="skating" if who.pose in (None, "standing") else who.pose)
            subjects = (*spec.subjects[: relation.subject], skater, *spec.subjects[relation.subject + 1 :])
            return without_subject(replace(spec, subjects=subjects), relation.target)
    return spec
