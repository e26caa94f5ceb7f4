"""Joins things that belong together: loads on trains, candles in pumpkins, flowers in teapots."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Style
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.vocabulary.concept_classes import any_animate, is_animate, is_food, is_in
from cavendish_illustrator.vocabulary.tokens import fold

_DOOR: Final = "door"
_COOKED_IN: Final = frozenset(
    {
        "kettle",
        "cooking-pot",
        "frying-pan",
        "saucepan",
        "pot-of-food",
        "moka-pot",
        "wok",
        "shallow-pan-of-food",
    }
)
_WITHOUT_SOAP: Final = frozenset({"bar", "restaurant", "room", "lavender_field", "flower_field", "meadow"})
_STUCK: Final = re.compile(
    r"(?:covered|plastered|full|oklejon|beklebt|cubiert|couvert|ricopert|cobert)[\w ]* "
    r"(?:sticker|naklej|aufkl|pegat|autocoll|adesiv)"
)
_LAID_OUT: Final = re.compile(r"flat ?lay|knolling")
_ON_TOP: Final = re.compile(
    r"(?:\bon top|na wierzchu|na gorze|obendrauf|oben drauf|encima|dessus|in cima|em cima|bovenop|erop|"
    r"зверху|nahore)\s*(?:,|\.|$)"
)
_PAIR: Final = 2
_ODD_VASES: Final = frozenset(
    {"teapot", "boot", "rain-boots", "watering-can", "kettle", "mug-plain", "tin-can"}
)
_CUT_FLOWERS: Final = frozenset(
    {
        "blossom", "tulip", "rose", "daisy", "peony", "poppy", "sunflower", "lily", "hydrangea", "bouquet",
        "dried-bunch", "lilac-bunch", "lavender-sprig", "daffodil", "cotton-sprig", "pampas-grass",
    }
)  # fmt: skip
_TRAY: Final = "baking-tray"
_ON_TRAY: Final = 6
_WITH_DOORS: Final = frozenset(
    {
        "oven",
        "fridge",
        "wardrobe",
        "microwave",
        "camper-van",
        "van",
        "automobile",
        "washing-machine",
        "cabinet",
    }
)


def with_things_joined(spec: PictureSpec) -> PictureSpec:
    """The picture with its things in and on one another as their names and neighbours mean them."""
    for mend in _MENDS:
        spec = mend(spec)
    return spec


def _soaps_are_no_bars(spec: PictureSpec) -> PictureSpec:
    """`soap bars with charcoal` are in no bar and drawn with none; `stacked like bricks` has none either."""
    words = fold(spec.prompt)
    if spec.index_of("soap-bar") is None:
        return spec
    style = None if spec.style is Style.CHARCOAL else spec.style
    places = tuple(name for name in spec.settings if name not in _WITHOUT_SOAP)
    spec = replace(spec, style=style, settings=places)
    soap, brick = spec.index_of("soap-bar"), spec.index_of("brick")
    if soap is None or brick is None or "like brick" not in words:
        return spec
    state = spec.subjects[soap].state or spec.subjects[brick].state
    return without_subject(spec.with_subject(soap, replace(spec.subjects[soap], state=state, count=6)), brick)


def _trains_have_wagons(spec: PictureSpec) -> PictureSpec:
    """The wagons of a toy train are no carts, and what they carry is on it."""
    train, cart = spec.index_of("toy-train"), spec.index_of("wooden-cart")
    if train is None or cart is None:
        return spec
    bare = without_subject(spec, cart)
    train, load = bare.index_of("toy-train"), bare.index_of("toy-blocks")
    if train is None or load is None:
        return bare
    kept = tuple(r for r in bare.relations if load not in (r.subject, r.target))
    carried = Relation(kind=RelationKind.ON, subject=load, target=train)
    still = bare.with_subject(train, replace(bare.subjects[train], pose=None))
    return replace(still, relations=(*kept, carried))


def _doors_belong_to_things(spec: PictureSpec) -> PictureSpec:
    """An oven's door is on the oven."""
    door = spec.index_of(_DOOR)
    has_own = any(one.concept in _WITH_DOORS for one in spec.subjects)
    return without_subject(spec, door) if door is not None and has_own else spec


def _what_holds_is_outside(spec: PictureSpec) -> PictureSpec:
    """`una zucca con dentro una candela`: the candle is in the pumpkin, not the pumpkin in it."""
    relations = tuple(
        replace(r, subject=r.target, target=r.subject)
        if r.kind is RelationKind.INSIDE
        and is_in(spec.subjects[r.subject].concept, "container")
        and not is_in(spec.subjects[r.target].concept, "container")
        else r
        for r in spec.relations
    )
    return replace(spec, relations=relations)


def _boats_float_in_puddles(spec: PictureSpec) -> PictureSpec:
    boat, puddle = spec.index_of("paper-boat"), spec.index_of("puddle-water")
    if boat is None or puddle is None:
        return spec
    kept = tuple(r for r in spec.relations if {r.subject, r.target} != {boat, puddle})
    afloat = Relation(kind=RelationKind.ON, subject=boat, target=puddle)
    return replace(spec, relations=(*kept, afloat), settings=spec.settings or ("street",))


def _bags_hang_from_hooks(spec: PictureSpec) -> PictureSpec:
    hook = spec.index_of("hook")
    tie = next((r for r in spec.relations if r.target == hook), None)
    if hook is None or tie is None or is_animate(spec.subjects[tie.subject].concept):
        return spec
    hung = Relation(kind=RelationKind.UNDER, subject=tie.subject, target=hook)
    kept = tuple(r for r in spec.relations if r != tie)
    small = spec.with_subject(hook, replace(spec.subjects[hook], size="small"))
    return replace(small, relations=(*kept, hung), settings=spec.settings or ("studio",))


def _pots_stand_on_stoves(spec: PictureSpec) -> PictureSpec:
    """A kettle at an oven is on the stove of a kitchen."""
    oven = spec.index_of("oven")
    pot = next((i for i, one in enumerate(spec.subjects) if one.concept in _COOKED_IN), None)
    if oven is None or pot is None or len(spec.subjects) > _PAIR:
        return spec
    return replace(without_subject(spec, oven), settings=("kitchen", *spec.settings))


def _churros_have_chocolate(spec: PictureSpec) -> PictureSpec:
    """What one dips them into is drunk."""
    bar = spec.index_of("chocolate-bar")
    if bar is None or spec.index_of("churros") is None:
        return spec
    return spec.with_subject(bar, replace(spec.subjects[bar], concept="hot-beverage"))


def _trays_are_full(spec: PictureSpec) -> PictureSpec:
    """What was baked lies on its tray, many of it; seen from above the tray is all there is."""
    tray = spec.index_of(_TRAY)
    food = next((i for i, one in enumerate(spec.subjects) if is_food(one.concept)), None)
    if tray is None or food is None:
        return spec
    many = replace(spec.subjects[food], count=max(_ON_TRAY, spec.subjects[food].count))
    spec = spec.with_subject(food, many)
    if spec.framing == "top":
        return replace(without_subject(spec, tray), surface="metal")
    kept = tuple(r for r in spec.relations if tray not in (r.subject, r.target))
    return replace(spec, relations=(*kept, Relation(kind=RelationKind.INSIDE, subject=food, target=tray)))


def _kinds_are_scenes(spec: PictureSpec) -> PictureSpec:
    """A suitcase covered in stickers is none, and a map among what is laid out is one of the things."""
    words = fold(spec.prompt)
    if spec.kind is Kind.STICKER and _STUCK.search(words):
        return replace(spec, kind=Kind.SCENE, is_transparent=False)
    if spec.kind is Kind.SCENE and spec.index_of("world-map") is not None and _LAID_OUT.search(words):
        laid = [i for i, one in enumerate(spec.subjects) if not is_animate(one.concept)]
        return replace(spec.with_subjects(laid), kind=Kind.FLAT_LAY, relations=())
    return spec


def _tops_are_stood_on(spec: PictureSpec) -> PictureSpec:
    """`books with a candle on top`: the second is on the first."""
    if len(spec.subjects) < _PAIR or not _ON_TOP.search(fold(spec.prompt)) or any_animate(spec.subjects):
        return spec
    tie = Relation(kind=RelationKind.BESIDE, subject=0, target=1)
    if tie not in spec.relations:
        return spec
    kept = tuple(r for r in spec.relations if r != tie)
    return replace(spec, relations=(*kept, Relation(kind=RelationKind.ON, subject=1, target=0)))


def _apples_are_in_baskets(spec: PictureSpec) -> PictureSpec:
    """What Polish calls a basket holds apples, not rubbish."""
    bin_, food = (
        spec.index_of("trash-can"),
        next((i for i, s in enumerate(spec.subjects) if is_food(s.concept)), None),
    )
    if bin_ is None or food is None:
        return spec
    basket = spec.with_subject(bin_, replace(spec.subjects[bin_], concept="basket"))
    full = Relation(kind=RelationKind.INSIDE, subject=food, target=bin_)
    return basket if full in spec.relations else replace(basket, relations=(*spec.relations, full))


def _flowers_stand_in_pots(spec: PictureSpec) -> PictureSpec:
    """A teapot, a boot or a can with flowers is their vase."""
    relations = tuple(
        replace(r, kind=RelationKind.INSIDE)
        if r.kind in (RelationKind.ON, RelationKind.BESIDE)
        and spec.subjects[r.target].concept in _ODD_VASES
        and spec.subjects[r.subject].concept in _CUT_FLOWERS
        else r
        for r in spec.relations
    )
    return replace(spec, relations=relations)


_MENDS: Final[tuple[Callable[[PictureSpec], PictureSpec], ...]] = (
    _soaps_are_no_bars,
    _trains_have_wagons,
    _doors_belong_to_things,
    _what_holds_is_outside,
    _boats_float_in_puddles,
    _bags_hang_from_hooks,
    _churros_have_chocolate,
    _pots_stand_on_stoves,
    _trays_are_full,
    _kinds_are_scenes,
    _tops_are_stood_on,
    _apples_are_in_baskets,
    _flowers_stand_in_pots,
)
