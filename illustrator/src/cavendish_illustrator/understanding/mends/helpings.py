"""What lies together on a plate or in a bowl: dumplings are several, with their cream and onions."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.figures.hands.vessels import PLATE, holds_content
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_food

_MANY: Final = frozenset(
    {"dumpling", "gnocchi", "cookie", "strawberry", "falafel", "meatball", "oyster", "shrimp", "macarons"}
)
"""Of these a helping is several, however the word is bent."""
_HELPING: Final = 6
_MOST_TOGETHER: Final = 4
_DRUNK_OR_SERVED_WITH: Final = (47, 48)
_LAID: Final = frozenset({RelationKind.ON, RelationKind.INSIDE})
_HAVE_VESSELS: Final = frozenset(
    {"honey-pot", "jam-jar", "salt", "soup-bowl", "salad-bowl", "bowl-with-spoon"}
)


def with_helpings(spec: PictureSpec) -> PictureSpec:
    """The picture with everything that was named for a plate, a bowl or a basket in it, and enough of it."""
    for vessel, content in _servings(spec):
        spec = _joined(spec, vessel, content)
    served = {content: spec.subjects[vessel].concept for vessel, content in _servings(spec)}
    subjects = tuple(
        replace(one, count=_HELPING)
        if one.concept in _MANY and one.count == 1 and served.get(index) == PLATE and one.state is None
        else one
        for index, one in enumerate(spec.subjects)
    )
    return replace(spec, subjects=subjects)


def _servings(spec: PictureSpec) -> list[tuple[int, int]]:
    """Vessels with the first thing that is in them."""
    found: dict[int, int] = {}
    for r in spec.relations:
        is_vessel = holds_content(spec.subjects[r.target].concept)
        if r.kind in _LAID and is_vessel and _is_solid(spec.subjects[r.subject].concept):
            found.setdefault(r.target, r.subject)
    return list(found.items())


def _is_solid(concept: str) -> bool:
    facts = asset_pack.find_icon(concept)
    is_drink = facts is not None and facts.subgroup in _DRUNK_OR_SERVED_WITH
    return is_food(concept) and not is_drink and concept not in _HAVE_VESSELS


def _joined(spec: PictureSpec, vessel: int, content: int) -> PictureSpec:
    """The foods named right after the first one beside it; where those stand, the vessel stands."""
    for index in range(content + 1, min(len(spec.subjects), content + _MOST_TOGETHER)):
        own = [r for r in spec.relations if index in (r.subject, r.target)]
        is_placed = len(own) == 1 and own[0].subject == index and own[0].kind in _LAID
        if not _is_solid(spec.subjects[index].concept) or (own and not is_placed):
            return spec
        inside = Relation(kind=RelationKind.INSIDE, subject=index, target=vessel)
        kept = [r for r in spec.relations if r not in own]
        if is_placed and own[0].target != vessel:
            is_tied = any(r.subject == vessel and r.kind in _LAID for r in spec.relations)
            is_elsewhere = is_tied or holds_content(spec.subjects[own[0].target].concept)
            if is_elsewhere:
                return spec
            kept.append(Relation(kind=RelationKind.ON, subject=vessel, target=own[0].target))
        spec = replace(spec, relations=(*kept, inside))
    return spec
