"""Lets things be used as their place uses them: jars stand on shelves, nets are spread, lit lamps burn."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.drawings.glowing_things import glows
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject, TimeOfDay
from cavendish_illustrator.vocabulary.concept_classes import any_animate
from cavendish_illustrator.vocabulary.tokens import fold

_STREETS: Final = frozenset({"city", "street", "old_town", "town_square", "alley", "park", "lane", "paris"})
_ROOMS: Final = frozenset(
    {
        "room", "living_room", "bedroom", "attic", "cafe_interior", "storefront", "restaurant", "library",
        "office", "hearth", "cabin_interior", "window_view",
    }
)  # fmt: skip


def with_things_in_use(spec: PictureSpec) -> PictureSpec:
    """The picture with plants in its garden's pots, tables before cafés and nothing heavy that hangs."""
    for mend in _MENDS:
        spec = mend(spec)
    return spec


def _tied(spec: PictureSpec) -> frozenset[int]:
    return frozenset(index for r in spec.relations for index in (r.subject, r.target))


def _with_each(spec: PictureSpec, mend: Callable[[int, Subject], Subject]) -> PictureSpec:
    return replace(spec, subjects=tuple(mend(index, one) for index, one in enumerate(spec.subjects)))


_GARDENS: Final = frozenset(
    {"greenhouse", "garden", "courtyard", "terrace", "balcony", "porch", "patio", "orangery", "rooftop"}
)
_COOKED_IN: Final = frozenset({"pot-of-food", "cooking-pot"})


def _pots_of_gardens_hold_plants(spec: PictureSpec) -> PictureSpec:
    """Where things grow a pot is one for plants; a broken one lies in shards."""
    tied = _tied(spec)

    def potted(index: int, one: Subject) -> Subject:
        is_pot = one.concept in _COOKED_IN and index not in tied and spec.settings[:1] != ("kitchen",)
        concept = "geranium-pot" if is_pot and not _GARDENS.isdisjoint(spec.settings) else one.concept
        is_broken = concept in _FOR_PLANTS and one.state == "cracked"
        return replace(one, concept="pot-shards", state=None) if is_broken else replace(one, concept=concept)

    return _with_each(spec, potted)


_CUP, _BISTRO = "hot-beverage", "bistro-set"
_CAFES: Final = frozenset({"un cafe", "cafe", "un caffe", "um cafe", "a cafe"})


def _cafes_of_streets_have_tables(spec: PictureSpec) -> PictureSpec:
    """`une ruelle avec un café`: no cup stands on the pavement, but a table with its chairs."""
    if _STREETS.isdisjoint(spec.settings[:1]):
        return spec
    tied = _tied(spec)
    return _with_each(
        spec,
        lambda index, one: (
            replace(one, concept=_BISTRO)
            if one.concept == _CUP and index not in tied and fold(one.word) in _CAFES
            else one
        ),
    )


_SHORES: Final = frozenset({"harbour", "beach", "coast", "sea", "pier", "cliff_town", "canal_town"})


def _nets_are_spread(spec: PictureSpec) -> PictureSpec:
    """Nets of a harbour that nobody holds are spread to dry."""
    tied = _tied(spec)
    if _SHORES.isdisjoint(spec.settings):
        return spec
    return _with_each(
        spec,
        lambda index, one: (
            replace(one, concept="net-spread", count=min(one.count, 2))
            if one.concept == "fishing-net" and index not in tied
            else one
        ),
    )


_SHELVES: Final = (
    "shel",
    "regal",
    "polk",
    "polic",
    "estant",
    "repisa",
    "etager",
    "mensol",
    "scaffal",
    "prateleir",
    "plank",
    "полиц",
)
_SET_OUT: Final = frozenset(
    {
        "jar",
        "bowl",
        "amphora",
        "potted-plant",
        "cactus",
        "succulent",
        "jam-jar",
        "bottle",
        "teapot",
        "mug-plain",
        "fern",
        "ivy-pot",
        "towel-stack",
        "candle",
        "pumpkin",
        "glass-jar",
    }
)


def _shelves_carry_jars(spec: PictureSpec) -> PictureSpec:
    """`open shelves with jars` are boards on the wall, with the jars on them."""
    found = next(
        (
            r
            for r in spec.relations
            if r.kind in {RelationKind.BESIDE, RelationKind.INSIDE, RelationKind.ON}
            and _is_shelf(spec.subjects[min(r.subject, r.target)])
            and spec.subjects[max(r.subject, r.target)].concept in _SET_OUT
        ),
        None,
    )
    if found is None or any_animate(spec.subjects):
        return spec
    shelf, things = min(found.subject, found.target), max(found.subject, found.target)
    tie = replace(found, kind=RelationKind.ON, subject=things, target=shelf)
    board = replace(spec.subjects[shelf], concept="shelf-bare", count=1)
    thing = replace(spec.subjects[things], state=None)
    spec = spec.with_subject(shelf, board).with_subject(things, thing)
    return replace(spec, relations=tuple(tie if r is found else r for r in spec.relations))


def _is_shelf(one: Subject) -> bool:
    return one.concept in {"bookshelf", "wall-shelf", "shelf-bare"} and fold(one.word).split()[-1].startswith(
        _SHELVES
    )


_HEAVY: Final = frozenset(
    {"bench", "sofa", "armchair", "chair", "dining_table", "bed_front", "desk-bare", "bookshelf", "barrel"}
)


def _heavy_things_never_hang(spec: PictureSpec) -> PictureSpec:
    """`a bench and hanging tools`: only the tools hang."""
    return _with_each(
        spec,
        lambda _, one: replace(one, state=None) if one.state == "hanging" and one.concept in _HEAVY else one,
    )


_SAILS, _ROWED = "sailboat", "rowing-boat"
_LAMPS: Final = frozenset({"lamp", "desk-lamp", "pendant-lamp", "chandelier"})


def _lit_lamps_burn_at_night(spec: PictureSpec) -> PictureSpec:
    """A lamp of a room that was said to be lit is seen to be: it is dark outside."""
    is_lit = any(one.concept in _LAMPS and glows(spec, one) for one in spec.subjects)
    is_room = not _ROOMS.isdisjoint(spec.settings[:1])
    return replace(spec, time_of_day=TimeOfDay.NIGHT) if is_lit and is_room and not spec.time_of_day else spec


def _wooden_boats_have_oars(spec: PictureSpec) -> PictureSpec:
    """A boat of wood that nobody says sails is a rowing boat."""
    tied = {index for r in spec.relations if r.kind in _ABOARD for index in (r.subject, r.target)}
    return _with_each(
        spec,
        lambda index, one: (
            replace(one, concept=_ROWED, material=None)
            if one.concept == _SAILS and one.material == "wood" and index not in tied
            else one
        ),
    )


_ABOARD: Final = frozenset({RelationKind.RIDING, RelationKind.INSIDE, RelationKind.ON, RelationKind.HOLDING})
_FOR_PLANTS: Final = frozenset({"geranium-pot", "flower-pot"})


_TALL_PLANTS: Final = frozenset(
    {"snake-plant", "monstera", "fern", "cactus", "palm-tree", "potted-plant", "ivy-pot"}
)
_BASKETS: Final = frozenset({"basket", "laundry-basket", "wooden-crate", "bucket"})


def _tall_plants_look_out(spec: PictureSpec) -> PictureSpec:
    """A plant in a basket stands behind its rim, and is not lost in it."""
    relations = tuple(
        replace(r, kind=RelationKind.BEHIND)
        if r.kind is RelationKind.INSIDE
        and spec.subjects[r.subject].concept in _TALL_PLANTS
        and spec.subjects[r.target].concept in _BASKETS
        else r
        for r in spec.relations
    )
    return replace(spec, relations=relations)


def _laden_shelves_are_bare(spec: PictureSpec) -> PictureSpec:
    """A shelf on a wall that something is said to be on has nothing else on it."""
    laden = {r.target for r in spec.relations if r.kind is RelationKind.ON}
    return _with_each(
        spec,
        lambda index, one: (
            replace(one, concept="shelf-bare") if one.concept == "wall-shelf" and index in laden else one
        ),
    )


_MENDS: Final = (
    *(_heavy_things_never_hang, _shelves_carry_jars, _nets_are_spread),
    *(_lit_lamps_burn_at_night, _wooden_boats_have_oars, _pots_of_gardens_hold_plants),
    *(_cafes_of_streets_have_tables, _laden_shelves_are_bare, _tall_plants_look_out),
)
