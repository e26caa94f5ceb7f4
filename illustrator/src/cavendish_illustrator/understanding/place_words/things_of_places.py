"""Lets things be what their place makes of them: lanterns of a street are lamps, books of a café a shelf."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.figures.drawings.glowing_things import glows
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Subject, TimeOfDay
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.understanding.place_words.shops import shop_named
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import any_animate, is_person
from cavendish_illustrator.vocabulary.tokens import fold

_STREETS: Final = frozenset({"city", "street", "old_town", "town_square", "alley", "park", "lane", "paris"})
_PAPER: Final = ("paper", "papier", "lampion", "chin", "japan", "папер", "sky lantern", "floating")
_ROOMS: Final = frozenset(
    {
        "room", "living_room", "bedroom", "attic", "cafe_interior", "storefront", "restaurant", "library",
        "office", "hearth", "cabin_interior", "window_view",
    }
)  # fmt: skip
_INSIDE_A_CAFE: Final = frozenset(
    {"books", "bookshelf", "potted-plant", "sofa", "armchair", "piano", "lamp", "monstera", "fern", "cactus"}
)
_ONLY_INSIDE: Final = frozenset(
    {
        "sofa", "armchair", "dining_table", "round_table", "coffee_table", "bar-counter",
        "blackboard", "fireplace", "pendant-lamp", "chandelier", "bookshelf", "record-shelf",
        "wine-rack", "display-case", "rug-oval", "desk-bare", "mirror", "mirror-round",
        "cash-register", "jukebox", "dartboard", "clothes-rack", "iron-stove", "coffee-machine",
        "wall-shelf", "shelf-bare", "spice-shelf", "workbench", "photo-wall", "neon-sign",
    }
)  # fmt: skip
"""What a shop has only behind its window."""
_OUTSIDE: Final = frozenset(
    {
        "bicycle", "street", "city", "alley", "old_town", "town_square", "terrace", "street_lamp", "umbrella",
        "beach-parasol", "pavement-sign", "awning", "paris", "harbour", "market", "lane", "car",
        "hanging-sign",
    }
)  # fmt: skip
_POURED_FROM: Final = frozenset({"jug", "lemonade-pitcher", "amphora", "thermos", "barrel", "bucket"})
_DRINKS: Final = 47
_RIDES: Final = ("carousel", "ferris-wheel")
_FAIR: Final = "amusement_park"
_TRAINS: Final = ("locomotive", "train", "train_side", "high-speed-train", "bullet-train")
_AQUARIUM, _BOWL = "aquarium", "fish-bowl"
_TANK, _HALL = "fish-tank", ("museum", "room")
_IN_WATER: Final = frozenset({"swimming", "diving", "floating", "snorkelling"})
_DIVERS: Final = frozenset({"mermaid", "merman", "merperson", "diver", "person-swimming"})
_WATERS: Final = frozenset({"aquarium", "underwater", "coral_reef"})
_FISH: Final = frozenset({"fish", "goldfish", "tropical-fish", "clownfish", "koi", "blowfish"})
_LAND_ANIMALS: Final = frozenset({34, 35})
_SWIMMERS: Final = frozenset({"penguin", "otter", "hippopotamus", "beaver", "polar-bear", "duck", "swan"})
_LIGHTHOUSE: Final = "lighthouse"
_WOODS: Final = frozenset({"forest", "enchanted_forest", "jungle", "haunted_house", "swamp", "cemetery"})
_DARK: Final = (
    "dark", "dunkl", "dunkel", "finster", "ciemn", "mroczn", "oscur", "sombre", "scur", "escur", "donker",
    "темн", "похмур", "temn",
)  # fmt: skip
_DARK_COLORS: Final = frozenset({"green", "blue", "red", "brown", "grun", "blau", "rot", "zielon"})
"""`dark green` is no darkness."""


def with_things_of_places(spec: PictureSpec) -> PictureSpec:
    """The picture with lamps in its streets, shelves in its rooms and no glasses in a jug of wine."""
    if spec.kind is not Kind.SCENE:
        return spec
    spec = _aquariums_stand_in_rooms(spec)
    spec = _trains_are_awaited_at_stations(spec)
    spec = _rides_are_at_a_fair(_dark_woods_are_dark(_street_lamps_are_no_lighthouse(spec)))
    spec = _nets_are_spread(_shelves_carry_jars(spec))
    spec = _wooden_boats_have_oars(_lit_lamps_burn_at_night(spec))
    spec = _cafes_of_streets_have_tables(_pots_of_gardens_hold_plants(spec))
    spec = _tall_plants_look_out(_laden_shelves_are_bare(spec))
    return _cafes_are_entered(_books_stand_on_shelves(_lanterns_are_lamps(_jugs_are_full(spec))))


def _aquariums_stand_in_rooms(spec: PictureSpec) -> PictureSpec:
    """An aquarium in a classroom, or with a cat beside it, is a bowl of fish there and not all around."""
    if _AQUARIUM not in spec.settings:
        return spec
    rest = tuple(name for name in spec.settings if name not in _WATERS)
    is_beside = bool(rest) and spec.settings[0] != _AQUARIUM
    has_visitors = any(is_person(one.concept) and _is_ashore(one) for one in spec.subjects)
    if not (is_beside or has_visitors or any(_drowns(one.concept) for one in spec.subjects)):
        return spec
    if all(one.concept in _FISH for one in spec.subjects):
        return spec
    rest = rest or (_HALL if has_visitors else ())
    tank = Subject(concept=_TANK if has_visitors or is_beside else _BOWL, word=_AQUARIUM)
    fish = next((i for i, one in enumerate(spec.subjects) if one.concept in _FISH), None)
    if fish is not None:
        return replace(spec.with_subject(fish, tank), settings=rest)
    has_bowl = (
        any(one.concept in (_BOWL, _TANK) for one in spec.subjects) or len(spec.subjects) >= MOST_SUBJECTS
    )
    return replace(spec, settings=rest, subjects=spec.subjects if has_bowl else (*spec.subjects, tank))


def _is_ashore(one: Subject) -> bool:
    return one.pose not in _IN_WATER and one.role is None and one.concept not in _DIVERS


def _drowns(concept: str) -> bool:
    facts = asset_pack.find_icon(concept)
    return facts is not None and facts.subgroup in _LAND_ANIMALS and concept not in _SWIMMERS


def _rides_are_at_a_fair(spec: PictureSpec) -> PictureSpec:
    """A carousel where no place is named makes the place a fair, which has one."""
    ride = spec.index_of(*_RIDES)
    if ride is None or spec.settings:
        return spec
    return replace(without_subject(spec, ride), settings=(_FAIR,))


def _trains_are_awaited_at_stations(spec: PictureSpec) -> PictureSpec:
    """Who waits where a train is named and no place is on the platform."""
    train = spec.index_of(*_TRAINS)
    is_awaited = train is not None and any(one.pose == "waiting" for one in spec.subjects)
    return replace(spec, settings=("train_station",)) if is_awaited and not spec.settings else spec


def _tied(spec: PictureSpec) -> frozenset[int]:
    return frozenset(index for r in spec.relations for index in (r.subject, r.target))


def _is_peopled(spec: PictureSpec) -> bool:
    return any_animate(spec.subjects)


def _lanterns_are_lamps(spec: PictureSpec) -> PictureSpec:
    is_street = not (_STREETS | {_BRIDGE}).isdisjoint(spec.settings)
    if not is_street or any(word in spec.prompt.lower() for word in _PAPER):
        return spec
    tied = _tied(spec)
    return _with_each(
        spec,
        lambda index, one: (
            replace(one, concept="street_lamp", count=max(2, min(one.count, 4)))
            if one.concept == "lantern" and index not in tied and not (one.color and _BRIDGE in spec.settings)
            else one
        ),
    )


def _books_stand_on_shelves(spec: PictureSpec) -> PictureSpec:
    """Books of a room that nobody reads are on its shelf, but a stack of them is a stack."""
    if _ROOMS.isdisjoint(spec.settings[:1]) or _is_peopled(spec):
        return spec
    tied = _tied(spec)
    return _with_each(
        spec,
        lambda index, one: (
            replace(one, concept="bookshelf", count=1, pose=None)
            if one.concept == "books" and index not in tied and len(one.word.split()) == 1 and not one.state
            else one
        ),
    )


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
    if found is None or _is_peopled(spec):
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


_BRIDGE: Final = "bridge"
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


def _cafes_are_entered(spec: PictureSpec) -> PictureSpec:
    """A café with books and plants is seen from inside, and any shop with a counter or a sofa."""
    things = {one.concept for one in spec.subjects}
    if spec.settings[:1] != ("storefront",) or not things or _is_peopled(spec):
        return spec
    is_furnished = not things.isdisjoint(_ONLY_INSIDE) and _OUTSIDE.isdisjoint({*things, *spec.settings})
    if not is_furnished and things - _INSIDE_A_CAFE:
        return spec
    shop = shop_named(spec.prompt)
    inside = shop.inside if is_furnished and shop is not None else "cafe_interior"
    return replace(spec, settings=(inside, *spec.settings[1:]))


def _jugs_are_full(spec: PictureSpec) -> PictureSpec:
    """The wine of a jug of wine is not a glass beside it."""
    for relation in spec.relations:
        facts = asset_pack.find_icon(spec.subjects[relation.subject].concept)
        is_drink = facts is not None and facts.subgroup == _DRINKS
        is_jug = spec.subjects[relation.target].concept in _POURED_FROM
        if relation.kind is RelationKind.INSIDE and is_drink and is_jug:
            return _jugs_are_full(without_subject(spec, relation.subject))
    return spec


def _with_each(spec: PictureSpec, mend: Callable[[int, Subject], Subject]) -> PictureSpec:
    return replace(spec, subjects=tuple(mend(index, one) for index, one in enumerate(spec.subjects)))


def _dark_woods_are_dark(spec: PictureSpec) -> PictureSpec:
    """A forest that is called dark is one by night."""
    is_wood = not _WOODS.isdisjoint(spec.settings[:1]) and spec.time_of_day is None
    words = fold(spec.prompt).split()
    is_dark = any(word.startswith(_DARK) for word in words) and not any(w in words for w in _DARK_COLORS)
    return replace(spec, time_of_day=TimeOfDay.NIGHT) if is_wood and is_dark else spec


def _street_lamps_are_no_lighthouse(spec: PictureSpec) -> PictureSpec:
    """Polish `latarnia` is one only by the sea."""
    is_street = _LIGHTHOUSE in spec.settings and not _STREETS.isdisjoint(spec.settings)
    if spec.language != "pl" or not is_street or "mors" in spec.prompt.lower():
        return spec
    settings = tuple(name for name in spec.settings if name not in (_LIGHTHOUSE, "cliff"))
    lamp = Subject(concept="street_lamp", word="latarnia")
    return replace(spec, settings=settings, subjects=(*spec.subjects, lamp))
