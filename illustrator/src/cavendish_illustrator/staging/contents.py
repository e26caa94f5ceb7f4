"""Which vessel is filled with what of a picture's subjects."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.animals.animal_heads import rarely_seated
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.drawing_names import drawable
from cavendish_illustrator.figures.hands.garnishes import is_garnish, takes_garnish
from cavendish_illustrator.figures.hands.vessels import PLATE, holds_content, takes_several
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_flower, is_food

_OPAQUE: Final = frozenset({"light-bulb"})
"""Who is in it is shown before its glass."""


def has_shoulders(concept: str) -> bool:
    is_sitter = concept in FACES and concept not in rarely_seated()
    return concept in role_names() or is_sitter


def contents_of(spec: PictureSpec) -> dict[int, tuple[int, ...]]:
    """Which vessel is filled with what: flowers in a vase, fruit in a bowl, a ship in a bottle."""
    found: dict[int, tuple[int, ...]] = {}
    taken = {r.target for r in spec.relations if _is_asleep_in(spec, r)}
    for r in spec.relations:
        vessel, thing = spec.subjects[r.target].concept, spec.subjects[r.subject].concept
        is_in_it = r.kind is RelationKind.INSIDE or _is_served(spec, r)
        is_shown = drawable(thing) and not has_shoulders(thing) and r.target not in taken
        if _is_strewn(spec, r) or (is_in_it and holds_content(vessel) and vessel not in _OPAQUE and is_shown):
            found[r.target] = (*found.get(r.target, ()), r.subject)
    mixed = {vessel: _mixed(spec, vessel, things) for vessel, things in found.items()}
    strewn = {one: found[one] for things in mixed.values() for one in things if one in found}
    return {
        vessel: things + tuple(more for one in things for more in strewn.get(one, ()) if more not in things)
        for vessel, things in mixed.items()
    }


def shared_out(cast: Cast, copy: int) -> Cast:
    """One of several vessels: where more than one thing is in them, each has its own."""
    if takes_garnish(cast.subject.concept):
        return cast
    things = (cast.content, *cast.more_content)
    one = things[copy % len(things)]
    return cast if one is None or not cast.more_content else replace(cast, content=one, more_content=())


def _is_asleep_in(spec: PictureSpec, relation: Relation) -> bool:
    return relation.kind is RelationKind.INSIDE and spec.subjects[relation.subject].pose == "sleeping"


def _mixed(spec: PictureSpec, vessel: int, things: tuple[int, ...]) -> tuple[int, ...]:
    """All of the food in an open vessel and of the flowers in any; of anything else one alone."""
    if takes_garnish(spec.subjects[vessel].concept):
        return things
    flowers = tuple(one for one in sorted(things) if is_flower(spec.subjects[one].concept))
    if len(flowers) > 1:
        return flowers
    if not takes_several(spec.subjects[vessel].concept):
        return things[-1:]
    food = tuple(one for one in sorted(things) if is_food(spec.subjects[one].concept))
    return food or things[-1:]


def _is_strewn(spec: PictureSpec, relation: Relation) -> bool:
    """Whether it lies on a dish as a part of it."""
    thing, dish = spec.subjects[relation.subject].concept, spec.subjects[relation.target].concept
    return relation.kind is RelationKind.ON and takes_garnish(dish) and is_garnish(thing)


def _is_served(spec: PictureSpec, relation: Relation) -> bool:
    """Whether a few things to eat lie on a plate."""
    thing, plate = spec.subjects[relation.subject], spec.subjects[relation.target]
    is_plate = relation.kind is RelationKind.ON and plate.concept == PLATE
    return is_plate and is_food(thing.concept)


def hidden_by_sleepers(spec: PictureSpec) -> frozenset[int]:
    """What was named in a box that somebody sleeps in: `a cat asleep in a shoe box`."""
    taken = {r.target for r in spec.relations if _is_asleep_in(spec, r)}
    inside = (r for r in spec.relations if r.kind is RelationKind.INSIDE and r.target in taken)
    return frozenset(r.subject for r in inside if not is_animate(spec.subjects[r.subject].concept))
