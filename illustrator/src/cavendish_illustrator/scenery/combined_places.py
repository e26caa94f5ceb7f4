"""Which third place several mean together: a village in mountains, a cafe by the sea, a street in Paris."""

from cavendish_illustrator.picture_spec import PictureSpec, TimeOfDay
from cavendish_illustrator.understanding.place_words.place_order import named_places, standing_for

_TRAINS = frozenset({"locomotive", "train", "train_side", "high-speed-train", "bullet-train", "tram"})
"""What crosses a bridge on rails needs one that carries it."""
_SHORES = ("beach", "sea", "harbour")
_AMONG_TREES = frozenset({"ruins", "angkor"})
_WOODS = ("forest", "autumn_forest", "winter_forest")
_HEIGHTS = ("mountains", "snowy_mountains", "alps", "hills", "valley", "cliff", "island")
"""Where a monastery is seen from outside."""
_AROUND_VILLAGES = (
    "snowy_mountains",
    "alps",
    "mountains",
    "valley",
    "hills",
    "fjord",
    "tuscany",
    "sea",
    "beach",
    "desert",
    "japanese_garden",
    "oasis",
)
_WATERSIDE = frozenset({"lake", "river", "sea"})
_TOWERS = frozenset({"city", "skyline"})
_BRIGHT_TOWNS = frozenset({"tokyo", "hong_kong"})
_COMBINED = (
    (frozenset({"floating_islands"}), "floating_islands"),
    (frozenset({"park", "skyline"}), "park"),
    (frozenset({"treehouse", "village"}), "tree_village"),
    *(
        (frozenset({town, air}), "floating_islands")
        for town in ("city", "village")
        for air in ("sky", "clouds")
    ),
    (frozenset({"castle", "sky"}), "cloud_castle"),
    (frozenset({"castle", "clouds"}), "cloud_castle"),
    *(
        (frozenset({cafe, shore}), "seaside_cafe")
        for cafe in ("storefront", "restaurant", "bar")
        for shore in _SHORES
    ),
    *((frozenset({"krakow", square}), "krakow_square") for square in ("town_square", "market")),
    (frozenset({"kyoto", "japanese_garden"}), "japanese_garden"),
    (frozenset({"hospital", "corridor"}), "hospital_corridor"),
    (frozenset({"classroom", "corridor"}), "school_corridor"),
    (frozenset({"porch", "storefront"}), "storefront"),
    (frozenset({"hearth", "cabin"}), "cabin_interior"),
    (frozenset({"storm_sea", "lighthouse"}), "lighthouse"),
    (frozenset({"castle", "courtyard"}), "castle_courtyard"),
    *((frozenset({"tenement_yard", yard}), "tenement_yard") for yard in ("courtyard", "garden")),
    (frozenset({"tuscany", "vineyard"}), "vineyard"),
    *((frozenset({"castle", shore}), "castle_headland") for shore in ("sea", "storm_sea", "cliff")),
    (frozenset({"lighthouse", "cliff"}), "lighthouse"),
    *((frozenset({beside, "harbour"}), "harbour") for beside in ("mudflat", "fjord", "village")),
    (frozenset({"cliff_town", "village"}), "cliff_town"),
    (frozenset({"lake", "village"}), "lake"),
    *((frozenset({land, "village"}), "village") for land in _AROUND_VILLAGES),
    (frozenset({"medina", "market"}), "market"),
    *((frozenset({"desert", shore}), "dune_coast") for shore in ("sea", "beach", "harbour")),
    (frozenset({"jungle", "ruins"}), "angkor"),
    (frozenset({"flower_field", "windmill_field"}), "windmill_field"),
    *((frozenset({wood, "ruins"}), "ruins") for wood in _WOODS),
    *((frozenset({wood, "river"}), "river") for wood in _WOODS),
    *((frozenset({wood, pool}), pool) for wood in _WOODS for pool in ("pond", "lake")),
    *((frozenset({wood, "snowfield"}), "lake") for wood in _WOODS),  # a frozen one
    *((frozenset({"church_interior", height}), "church") for height in _HEIGHTS),
    *((frozenset({height, "lake"}), "lake") for height in ("snowy_mountains", "alps", "valley")),
    (frozenset({"sea", "lighthouse"}), "lighthouse"),
    (frozenset({"rooftop", "birthday_party"}), "rooftop_terrace"),
    (frozenset({"rooftop", "restaurant"}), "rooftop_terrace"),
    (frozenset({"rooftop", "bar"}), "rooftop_terrace"),
    (frozenset({"tropical_island", "lighthouse"}), "lighthouse"),
    (frozenset({"living_room", "christmas"}), "christmas"),
    (frozenset({"hearth", "christmas"}), "christmas"),
    *((frozenset({"storefront", room}), "cafe_interior") for room in ("library", "hearth", "living_room")),
)
"""Places that mean a third one when named together."""


_ROADS = frozenset({"road", "street", "city"})
"""What is crossed on a zebra."""
INDOORS = frozenset(
    {
        "room", "living_room", "bedroom", "kitchen", "bathroom", "library", "office", "classroom", "attic",
        "storefront", "cafe_interior", "restaurant", "bar", "shop_interior", "laboratory", "gym", "nursery",
        "hospital", "barber_shop", "laundromat", "hearth", "window_view", "art_studio", "museum",
        "waiting_room", "warehouse", "bookshop", "tavern", "diner", "server_room", "dormitory", "corridor",
        "sauna", "sports_hall", "bowling_alley", "arcade", "casino", "courtroom", "fire_station", "canteen",
        "dance_studio", "recording_studio", "tv_studio", "pottery_studio", "sewing_room", "brewery",
        "elevator", "pantry", "closet", "prison_cell", "bus_interior", "plane_cabin", "airport_hall",
        "ice_rink", "locker_room", "chicken_coop", "police_station", "hospital_corridor", "school_corridor",
    }
)  # fmt: skip


_TOWNS = frozenset(
    {
        "paris", "london", "rome", "florence", "warsaw", "prague", "vienna", "budapest", "kyiv", "berlin",
        "munich", "barcelona", "pisa", "cologne", "lviv", "madrid", "new_york", "krakow", "eiffel_tower",
        "big_ben", "colosseum", "brandenburg_gate", "sagrada_familia",
    }
)  # fmt: skip


_OF_STREETS = frozenset(
    {"taxi", "tram", "bus", "double-decker", "motor-scooter", "auto-rickshaw", "police-car", "food-truck"}
)
"""What drives through a town, not before its sights."""


def _is_street_of_town(spec: PictureSpec) -> bool:
    """`a street in Paris` shows the street, with the tower at its end."""
    is_town_first = bool(spec.settings) and spec.settings[0] in _TOWNS
    is_street = "street" in spec.settings or any(one.concept in _OF_STREETS for one in spec.subjects)
    return is_town_first and is_street


_STREAMS = frozenset({"river", "stream"})
_KEPT_FIRST = frozenset({"bridge"})
"""What is seen of several places, whatever it leads over."""


def _leads(spec: PictureSpec, names: frozenset[str], name: str) -> bool:
    """Whether a forest's ruins are asked for, not an abandoned factory among trees."""
    return name not in _AMONG_TREES or spec.settings[0] in names


def _is_outlook(spec: PictureSpec, names: frozenset[str]) -> bool:
    """Whether they are only what a room looks out on."""
    return spec.settings[0] in INDOORS and INDOORS.isdisjoint(names)


def place_meant_together(spec: PictureSpec) -> str | None:
    """Name of the place that those named mean together, or with what happens there."""
    named = set(spec.settings)
    standing = standing_for(spec.settings[:1])
    if any(subject.pose == "crossing" for subject in spec.subjects) and _ROADS & named:
        return "road_crossing"
    if "bridge" in named and any(subject.concept in _TRAINS for subject in spec.subjects):
        return "viaduct"
    apart = named_places(spec.settings)
    if (
        not _TOWERS.isdisjoint(apart)
        and not _WATERSIDE.isdisjoint(apart)
        and apart[0] in _TOWERS | _WATERSIDE
    ):
        return "waterfront"
    is_night_street = spec.time_of_day is TimeOfDay.NIGHT and "street" in named
    is_neon = spec.time_of_day is TimeOfDay.NEON or is_night_street
    if is_neon and not _BRIGHT_TOWNS.isdisjoint(spec.settings[:1]):
        return "cyberpunk_city"
    combined = next(
        (
            name
            for names, name in _COMBINED
            if names <= named
            and not names <= standing
            and not _KEPT_FIRST.issuperset(spec.settings[:1] or (name,))
            and _leads(spec, names, name)
            and not _is_outlook(spec, names)
        ),
        None,
    )
    if combined in _STREAMS and "bridge" in apart:
        return "bridge"
    return combined or ("city_street" if _is_street_of_town(spec) else None)
