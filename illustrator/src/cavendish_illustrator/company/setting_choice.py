"""The place a picture gets when its prompt names none: one where its subjects belong."""

from functools import cache

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.company.fitting_places import TABLE_TOP, lives_on_ground, stands_too_tall
from cavendish_illustrator.company.whereabouts import placed_by_name
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.animals.animal_heads import rarely_seated
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import (
    Kind,
    PictureSpec,
    RelationKind,
    Style,
    Subject,
    TimeOfDay,
    Weather,
)
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in, is_person

_ONLY_IN_SNOW = frozenset({"snowman", "snowman-without-snow", "sled", "sleigh", "igloo"})
_ONLY_ON_SAND = frozenset({"sandcastle", "at-sandcastle", "deck-chair", "umbrella-on-ground"})
_ONLY_AFLOAT = frozenset(
    {"sailboat", "ship", "speedboat", "motor-boat", "ferry", "passenger-ship", "sinking-ship"}
)
"""They decide the place whoever is named before them."""


_USING = frozenset({RelationKind.RIDING, RelationKind.ON, RelationKind.INSIDE})
_HAVING = frozenset({RelationKind.WEARING, RelationKind.HOLDING})
_PLACED_BY = (
    "pond", "asphalt", "open_sea", "lake", "high_air", "outer_space", "snowfield", "living_room", "park",
    "tea_table", "home", "house_kitchen", "bedroom", "throne_room", "church_interior", "barn_interior",
    "autumn_ground", "train_station", "house_wall", "over_the_wall",
)  # fmt: skip
"""Habitats that what is used decides."""
_FURNITURE = frozenset({"chair", "workbench", "stool", "armchair", "piano", "crib", "nightstand", "desk"})
"""What lies on it is in its room, not on a table."""
_OUT_OF_DOORS = frozenset({Weather.RAIN, Weather.SNOW, Weather.STORM, Weather.WIND})
"""Weather that one sees only outside."""
_CLOTHES = 65
_GOODS = frozenset({58, 61, 63, 64, 65, 67, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, -1})
"""Subgroups of clothes, devices, tools, toys and what else is sold and stands on a table."""
_TABLE_TALL_M = 0.85
_PRODUCT = ("product", "produkt", "produit", "prodott", "packshot", "продукт")
"""What is photographed to be sold stands before a backdrop, however large it is."""
_AT_HOME_OUTSIDE = frozenset(
    {"kite", "boomerang", "birdhouse", "umbrella", "puddle-water", "sandcastle", "beach-ball", "bucket"}
)
_UNDER_WATER = ("underwater",)
_ON_MOON = ("moon_surface",)
"""Where an astronaut waters sunflowers: they grow out of some ground."""
_ALOFT = ("outer_space", "high_air")
_PREPARED = frozenset({44, 45, 46, 47, 48})
"""Subgroups of dishes, sweets, drinks and tableware; fruit may still hang on its tree."""


@cache
def _habitats() -> dict[str, dict[str, tuple[str, ...]]]:
    tables = read_table("company/habitats.toml")
    return {kind: {key: tuple(value) for key, value in table.items()} for kind, table in tables.items()}


@cache
def _places_of(concept: str) -> tuple[str, ...]:
    tables = _habitats()
    for place, concepts in tables["concepts"].items():
        if concept in concepts:
            return tables["places"].get(place, (place,))
    facts = asset_pack.find_icon(concept)
    if facts is not None:
        for place, groups in tables["subgroups"].items():
            if str(facts.subgroup) in groups:
                return tables["places"].get(place, (place,))
    return tables["places"]["open_air"]


def belongs_on_table(concept: str) -> bool:
    """Whether a thing is so small and made for tables that any place is seen from behind one."""
    if concept in _habitats()["concepts"].get("still_life", ()):
        return True
    facts = asset_pack.find_icon(concept)
    return facts is not None and facts.subgroup in _PREPARED


_EATEN = frozenset({42, 43}) | _PREPARED


def is_served(concept: str) -> bool:
    """Whether it is food, a drink or tableware."""
    facts = asset_pack.find_icon(concept)
    return concept == _PLATE or (facts is not None and facts.subgroup in _EATEN)


_BLOOMS = frozenset({40, 41})


def is_bloom(concept: str) -> bool:
    """Whether it is a flower or another plant."""
    facts = asset_pack.find_icon(concept)
    return facts is not None and facts.subgroup in _BLOOMS


_DRINKS, _PLATE = 47, "fork-and-knife-with-plate"


def is_for_each(concept: str, *, is_served: bool) -> bool:
    """Whether everybody at a table has one of their own: a drink or a plate, not a game or a cake."""
    facts = asset_pack.find_icon(concept)
    return concept == _PLATE or (is_served and facts is not None and facts.subgroup == _DRINKS)


def _used(spec: PictureSpec) -> list[str]:
    """Return what somebody rides, drives or sits on: a dog in a car is on the road, not in its garden."""
    targets = [spec.subjects[r.target].concept for r in spec.relations if r.kind in _USING]
    known = _habitats()["concepts"]
    placed = frozenset(concept for place in _PLACED_BY for concept in known[place]) | _FURNITURE
    return [concept for concept in targets if concept in placed]


def default_setting(spec: PictureSpec, seed: int) -> str:
    """Name of a place for the subjects; without subjects land, in the light asked for."""
    if not spec.subjects:
        return spec.whereabouts[0] if spec.whereabouts and not spec.texts else _without_subjects(spec, seed)
    if _is_before_backdrop(spec):
        return "studio"
    winter = [s.concept for s in spec.subjects if s.concept in _ONLY_IN_SNOW]
    ships = [s.concept for s in spec.subjects if s.concept in _ONLY_AFLOAT]
    sand = [s.concept for s in spec.subjects if s.concept in _ONLY_ON_SAND]
    named = winter or ships or sand or _used(spec)
    places = _where_they_live(_usual_places(spec, named), spec)
    if not named or places == _habitats()["places"]["asphalt"]:
        places = placed_by_name(spec, _seen_under_sky(places, spec))
    place = places[seed % len(places)]
    return place_for_company(spec, seed) if place == TABLE_TOP and stands_too_tall(spec) else place


def _usual_places(spec: PictureSpec, named: list[str]) -> tuple[str, ...]:
    """Where one does what is done, else where the first thing is at home."""
    places = None
    if not named and spec.weather not in _OUT_OF_DOORS:
        places = _places_of_doing(spec) or _shown_as_goods(spec) or _under_stars(spec)
    places = places or _places_of((named or [spec.subjects[0].concept])[0])
    places = places if named else _place_with_things(spec, places)
    if places == _habitats()["places"]["outer_space"] and any(is_bloom(one.concept) for one in spec.subjects):
        return _ON_MOON
    is_aloft = any(places == _habitats()["places"][name] for name in _ALOFT)
    return _habitats()["places"]["open_air"] if is_aloft and lives_on_ground(spec) else places


def _where_they_live(places: tuple[str, ...], spec: PictureSpec) -> tuple[str, ...]:
    """A fish in a bowl is on a table, and nobody drowns where fish are at home."""
    if places == _UNDER_WATER and _is_bottled(spec):
        places = _habitats()["places"]["still_life"]
    if places == _UNDER_WATER and (_is_at_work_ashore(spec) or any(map(_lives_ashore, spec.subjects))):
        places = _habitats()["places"]["open_air"]
    return places


def _seen_under_sky(places: tuple[str, ...], spec: PictureSpec) -> tuple[str, ...]:
    """Open land where the sky is what the picture is about."""
    if places == _habitats()["places"]["open_air"] and _looks_at_sky(spec):
        return _OPEN_SKY[:1] if flies_alone(spec) else _OPEN_SKY
    return places


def _is_at_work_ashore(spec: PictureSpec) -> bool:
    """Whether a turtle or a crocodile wears or holds something, as a land animal would."""
    has_things = any(r.subject == 0 and r.kind in _HAVING for r in spec.relations)
    lead = spec.subjects[0]
    return lead.concept in rarely_seated() and bool(lead.role or has_things)


_MODELLED = frozenset({Style.CLAY, Style.KNITTED})
_PICTURED = frozenset({Style.FLAT, Style.COMIC, Style.ANIME, Style.CLAY})
_AVATARS = ("avatar", "awatar", "аватар", "profile pic", "profilbild", "foto de perfil", "photo de profil")


def _is_before_backdrop(spec: PictureSpec) -> bool:
    """Whether no place, light or weather was named for a model of clay, or for somebody's small portrait."""
    if spec.time_of_day or spec.weather or spec.season or _used(spec):
        return False
    if spec.kind is Kind.PORTRAIT:
        is_avatar = any(word in spec.prompt.lower() for word in _AVATARS)
        return is_avatar or spec.style in _PICTURED
    return spec.style in _MODELLED and not _places_of_doing(spec)


_FAIR_LAND = ("lake", "hills", "meadow", "mountains", "beach", "forest")
_PATTERNED = frozenset({Style.BAUHAUS, Style.MID_CENTURY, Style.POP_ART, Style.MOSAIC, Style.VAPORWAVE})


def _without_subjects(spec: PictureSpec, seed: int) -> str:
    """Fair land for what nobody understood; shapes for mere colours or a style that is all shapes."""
    if spec.season is not None or spec.weather not in (None, Weather.CLEAR):
        return "hills"
    if spec.time_of_day is not None or spec.weather is not None:
        return "hills" if spec.texts else "sky"
    is_pattern = bool(spec.palette) or spec.style in _PATTERNED
    return "abstract" if is_pattern and not spec.not_understood else _FAIR_LAND[seed % len(_FAIR_LAND)]


_ON_TABLES = frozenset({"still_life", "tea_table", "studio", "goods"})
_TIED = frozenset({RelationKind.HOLDING, RelationKind.WEARING})


def _place_with_things(spec: PictureSpec, places: tuple[str, ...]) -> tuple[str, ...]:
    """The place of the first thing, unless another one needs its own."""
    if places == _habitats()["places"]["open_air"]:
        places = _place_of_things(spec) or places
    return (_open_air_for(spec) or places) if places[0] in _INDOORS else places


def _place_of_things(spec: PictureSpec) -> tuple[str, ...] | None:
    """Where the first thing that has a place of its own belongs: who is at home anywhere is with the oven."""
    tables = _habitats()
    tied = {r.target for r in spec.relations if r.kind in _TIED}
    for index, subject in enumerate(spec.subjects):
        if index in tied or is_animate(subject.concept):
            continue
        for place, concepts in tables["concepts"].items():
            if subject.concept in concepts and place not in _ON_TABLES:
                places = tables["places"].get(place, (place,))
                is_in_weather = places[0] in _INDOORS and spec.weather in _OUT_OF_DOORS
                return None if is_in_weather else places
    return None


_UNDER_STARS = ("meadow", "hills")
_STARS = ("star", "gwia", "stern", "estrel", "étoil", "stell", "sterre", "зір", "зор", "hvězd")


def is_starry(spec: PictureSpec) -> bool:
    """Whether the stars of a night were named."""
    words = spec.prompt.lower().split()
    return spec.time_of_day is TimeOfDay.NIGHT and any(word.startswith(_STARS) for word in words)


def _under_stars(spec: PictureSpec) -> tuple[str, ...] | None:
    """Where one sees the stars that were named: a wood would hide them."""
    is_at_home_in_woods = _places_of(spec.subjects[0].concept) == _habitats()["places"]["woods"]
    return _UNDER_STARS if is_at_home_in_woods and is_starry(spec) else None


_FIGURINES = frozenset({"glass", "paper"})
"""An animal made of it is a small one on a table."""


_OPEN_SKY = ("hills", "beach")
_LOW_SUN = frozenset({TimeOfDay.SUNSET, TimeOfDay.DAWN})
_NIGHT_FLYERS = frozenset({"bat", "dragon", "owl"})
_BROOM = "broom"


def flies_alone(spec: PictureSpec) -> bool:
    """Whether one is in the air and nothing else is in the picture but what it rides or wears."""
    if not spec.subjects or spec.subjects[0].count > 1:
        return False
    lead = spec.subjects[0]
    carried = {r.target for r in spec.relations if r.subject == 0}
    is_alone = all(index in carried for index in range(1, len(spec.subjects)))
    is_aloft = lead.pose == "flying" or (lead.concept in _NIGHT_FLYERS - {"owl"} and lead.pose is None)
    return is_alone and (is_aloft or any(one.concept == _BROOM for one in spec.subjects[1:]))


def _looks_at_sky(spec: PictureSpec) -> bool:
    """Whether the sun at the horizon was asked for, or the moon behind one who flies: trees would hide it."""
    return spec.time_of_day in _LOW_SUN or flies_alone(spec)


_INDOORS = frozenset(
    {"living_room", "kitchen", "table_top", "cafe_interior", "classroom", "office", "bedroom"}
)
_NEVER_INDOORS_M = 2.3


def _open_air_for(spec: PictureSpec) -> tuple[str, ...] | None:
    """Where the first thing belongs that no room could hold, such as a house or a tree."""
    enclosed = {r.subject for r in spec.relations if r.kind is RelationKind.INSIDE}
    for index, subject in enumerate(spec.subjects):
        is_busy_there = is_animate(subject.concept) and _places_of_doing(spec) is not None
        if index in enclosed or is_busy_there:
            continue  # a house in a globe is where the globe is, and a dragon that bakes in a kitchen
        if real_height(subject.concept) > _NEVER_INDOORS_M and subject.size not in ("tiny", "small"):
            places = _places_of(subject.concept)
            return None if places[0] in _INDOORS else places
    return None


def _shown_as_goods(spec: PictureSpec) -> tuple[str, ...] | None:
    """A lipstick or a lamp alone is shown as a shop would: on a table or before a backdrop, on no meadow."""
    concepts = [subject.concept for subject in spec.subjects]
    is_figurine = len(concepts) == 1 and spec.subjects[0].material in _FIGURINES and is_animate(concepts[0])
    if is_figurine or (spec.surface and not any(map(is_animate, concepts))):
        return _habitats()["places"]["still_life"]
    if not concepts or any(map(is_animate, concepts)):
        return None
    if any(word in spec.prompt.lower() for word in _PRODUCT) and not belongs_on_table(concepts[0]):
        return _habitats()["places"]["clothing"]
    if any(concept in _AT_HOME_OUTSIDE or not _is_small(concept) for concept in concepts):
        return None
    groups = [_subgroup(concept) for concept in concepts]
    if groups[0] not in _GOODS or _is_placed(concepts[0]):
        return None
    return _habitats()["places"]["clothing" if groups[0] == _CLOTHES else "goods"]


def _is_small(concept: str) -> bool:
    return real_height(concept) <= _TABLE_TALL_M


def _is_placed(concept: str) -> bool:
    """Whether the habitats name a place for the very thing."""
    return any(concept in concepts for concepts in _habitats()["concepts"].values())


def _subgroup(concept: str) -> int:
    facts = asset_pack.find_icon(find_alias(concept))
    return -1 if facts is None else facts.subgroup


def _is_bottled(spec: PictureSpec) -> bool:
    """Whether the fish is in a bowl."""
    inside = {r.target for r in spec.relations if r.kind is RelationKind.INSIDE}
    return any(is_in(spec.subjects[index].concept, "container") for index in inside)


def _lives_ashore(subject: Subject) -> bool:
    """Whether somebody drowns where fish are at home."""
    concept = subject.concept
    return is_animate(concept) and not {"underwater", "sea", "beach"} & {*_places_of(concept)}


def _places_of_doing(spec: PictureSpec) -> tuple[str, ...] | None:
    """Where one does what somebody there does: knit at home, water in the garden."""
    tables = _habitats()
    doings = [subject.pose for subject in spec.subjects if subject.pose]
    for place, poses in tables["doings"].items():
        if not frozenset(poses).isdisjoint(doings):
            return tables["places"].get(place, (place,))
    return None


_TABLE_ROOMS = ("kitchen", "living_room", "garden", "living_room")
_OUT_OF_DOORS_ALL_DAY = frozenset(
    {"fisherman", "old-fisherman", "farmer", "hunter", "hiker", "lumberjack", "soldier", "cowboy", "shepherd"}
)
_TABLE_GROUNDS = ("garden", "forest", "meadow", "garden")


def place_for_company(spec: PictureSpec, seed: int) -> str:
    """Name of a place for figures at a table: people mostly indoors, animals in the open."""
    done_at = _places_of_doing(spec)
    if done_at is not None and done_at[0] == "kitchen":
        return done_at[seed % len(done_at)]
    is_indoors = any(is_person(one.concept) or one.concept == "robot" for one in spec.subjects)
    is_indoors = is_indoors and not any(one.concept in _OUT_OF_DOORS_ALL_DAY for one in spec.subjects)
    return (_TABLE_ROOMS if is_indoors else _TABLE_GROUNDS)[seed % 4]
