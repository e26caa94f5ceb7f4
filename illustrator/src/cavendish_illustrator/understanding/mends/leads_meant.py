"""A lead joins an animal and whoever walks it; where nobody does, the animal has it on."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_in, is_person

LEAD: Final = "dog-leash"
_IDLE: Final = frozenset({None, "standing", "carrying", "holding", "walking", "leading", "pulling"})
_GOODS: Final = frozenset({Kind.PRODUCT_SHOT, Kind.FLAT_LAY, Kind.PATTERN})


def with_leads(spec: PictureSpec) -> PictureSpec:
    """`a girl with a cat on a lead`: she leads it, and the lead is no thing beside them."""
    lead = spec.index_of(LEAD)
    if lead is None or spec.kind in _GOODS:
        return spec
    pet = _pet(spec, lead)
    if pet is None:
        return spec
    owner = next((i for i, one in enumerate(spec.subjects) if i != pet and _walks(one)), None)
    free = [r for r in spec.relations if lead not in (r.subject, r.target)]
    if owner is None:
        worn = Relation(kind=RelationKind.WEARING, subject=pet, target=lead)
        return replace(spec, relations=(*free, worn)).with_subject(
            lead, replace(spec.subjects[lead], count=1)
        )
    return _led(replace(spec, relations=tuple(free)), owner, pet, lead)


def _pet(spec: PictureSpec, lead: int) -> int | None:
    """The animal that is named last before the lead, else the first after it."""
    animals = [
        i for i, one in enumerate(spec.subjects) if is_animal(one.concept) or is_in(one.concept, "dog")
    ]
    before = [index for index in animals if index < lead]
    return before[-1] if before else next(iter(animals), None)


def _walks(one: Subject) -> bool:
    return (is_person(one.concept) or one.concept == "robot") and one.count == 1


def _led(spec: PictureSpec, owner: int, pet: int, lead: int) -> PictureSpec:
    """The picture without the lead, in which the owner goes with the pet beside."""
    others = tuple(r for r in spec.relations if {r.subject, r.target} != {owner, pet})
    beside = Relation(kind=RelationKind.BESIDE, subject=owner, target=pet)
    who = spec.subjects[owner]
    if who.pose in _IDLE:
        who = replace(who, pose="walking" if is_in(spec.subjects[pet].concept, "dog") else "leading")
    led = replace(spec, relations=(*others, beside)).with_subject(owner, who)
    return led.with_subjects([i for i in range(len(led.subjects)) if i != lead])
