"""Nobody holds those of their own kind in one hand, and nothing without wings flies because a spark does."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate, is_person
from cavendish_illustrator.vocabulary.tokens import fold

_WINGED_SUBGROUPS: Final = frozenset({35, 39})
_FLY: Final = (
    r"(?:fly|flies|flying|flieg\w+|lec\w+|lataj\w+|vol\w+|vuel\w+|salt\w+|voa\w*|"
    r"vlieg\w+|летя\w+|літа\w+|leti|letaj\w*)"
)


def with_flight_of_others(spec: PictureSpec) -> PictureSpec:
    """The picture without the flight of a horse or a smith where the words say that something else flies."""
    words = fold(spec.prompt)
    unknown = "|".join(re.escape(fold(word)) for word in spec.not_understood)
    if not unknown or not re.search(rf"\b(?:{unknown})\s+{_FLY}\b|\b{_FLY}\s+(?:{unknown})\b", words):
        return spec
    for index, one in enumerate(spec.subjects):
        if (
            one.pose == "flying"
            and (is_person(one.concept) or is_animal(one.concept))
            and not _flies(one.concept)
        ):
            spec = spec.with_subject(index, replace(one, pose=None))
    return spec


def _flies(concept: str) -> bool:
    facts = find_icon(concept)
    return facts is not None and facts.subgroup in _WINGED_SUBGROUPS


def beside_their_kind(spec: PictureSpec) -> PictureSpec:
    """The picture with several of somebody's own kind beside them: the five to whom a dragon reads."""
    return replace(spec, relations=tuple(_beside(spec, relation) for relation in spec.relations))


def _beside(spec: PictureSpec, relation: Relation) -> Relation:
    holder, held = spec.subjects[relation.subject], spec.subjects[relation.target]
    is_kin = is_animate(held.concept) and held.concept == holder.concept and held.count > 1
    is_held = relation.kind is RelationKind.HOLDING and relation.subject != relation.target
    return replace(relation, kind=RelationKind.BESIDE) if is_held and is_kin else relation
