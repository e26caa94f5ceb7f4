"""Whether what a picture shows can be in a place at all: nobody stands on a table top or gardens in space."""

from typing import Final

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food, is_person

TABLE_TOP: Final = "table_top"
TABLE: Final = "dining_table"
_TOO_TALL_M: Final = 0.8
"""Who or what is so tall stands on no table."""
_BOUND: Final = frozenset({RelationKind.ON, RelationKind.INSIDE, RelationKind.HANGING, RelationKind.OVER})
_TAKEN: Final = frozenset({RelationKind.WEARING, RelationKind.HOLDING})
_TOY: Final = frozenset({"tiny", "small"})
_IN_SPACE: Final = frozenset(
    {
        "astronaut", "woman-astronaut", "man-astronaut", "alien", "alien-monster", "robot", "satellite",
        "rocket", "flying-saucer", "ringed-planet", "meteor", "asteroid", "comet",
    }
)  # fmt: skip
_ABOARD: Final = frozenset({RelationKind.RIDING, RelationKind.INSIDE, RelationKind.ON})
_WINGED: Final = frozenset({"dragon", "bat", "pegasus", "fairy", "angel", "superhero", "woman-mage", "witch"})
_WINGED_SUBGROUPS: Final = frozenset({35, 39})
"""Birds and insects."""
_FLYING: Final = frozenset({"flying", "floating"})


def stands_too_tall(spec: PictureSpec) -> bool:
    """Whether somebody or something stands there for whom a table is no ground."""
    bound = {r.subject for r in spec.relations if r.kind in _BOUND}
    bound |= {r.target for r in spec.relations if r.kind in _TAKEN}
    for index, one in enumerate(spec.subjects):
        is_small = one.size in _TOY or index in bound or is_food(one.concept) or one.material is not None
        if not is_small and real_height(one.concept) > _TOO_TALL_M and one.concept != TABLE:
            return is_animate(one.concept) or any(is_person(other.concept) for other in spec.subjects)
    return False


def lives_on_ground(spec: PictureSpec) -> bool:
    """Whether somebody is with a rocket or a balloon who can only watch it from the ground."""
    aboard = {r.subject for r in spec.relations if r.kind in _ABOARD}
    for index, one in enumerate(spec.subjects):
        is_aloft = one.pose in _FLYING or one.role == "astronaut" or one.concept in _IN_SPACE
        if index not in aboard and not is_aloft and is_animate(one.concept) and not _has_wings(one.concept):
            return True
    return False


def _has_wings(concept: str) -> bool:
    facts = find_icon(find_alias(concept))
    return concept in _WINGED or (facts is not None and facts.subgroup in _WINGED_SUBGROUPS)
