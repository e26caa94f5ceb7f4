"""Lets things be what their place makes of them: lanterns of a street are lamps, books of a café a shelf."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Subject, TimeOfDay
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.understanding.place_words.shops import shop_named
from cavendish_illustrator.understanding.place_words.things_in_use import with_things_in_use
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
_BRIDGE: Final = "bridge"
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
    spec = with_things_in_use(spec)
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
