"""Orders the places of a prompt: what the picture shows first, each followed by what may stand for it."""

from collections.abc import Iterable, Sequence
from typing import Final

from cavendish_illustrator.picture_spec import Season, TimeOfDay, Weather
from cavendish_illustrator.vocabulary.lexicon import read_topic

_ROOMS: Final = frozenset(
    {
        "attic", "living_room", "bedroom", "kitchen", "bathroom", "hearth", "windowsill", "laundromat",
        "barber_shop", "gym", "hospital", "laboratory", "nursery",
    }
)  # fmt: skip
"""`a loft in Brooklyn` is the loft."""
_FIREPLACE: Final = {"hearth": -2}
"""`a living room with a fireplace` shows the fireplace."""
_SEASONAL_FOREST: Final = {Season.AUTUMN: "autumn_forest", Season.WINTER: "winter_forest"}
_IN_TOWN: Final = frozenset(
    {
        "market", "night_market", "christmas_market", "train_station", "subway", "cafe_interior",
        "restaurant", "bar", "storefront", "alley", "rooftop", "rooftop_terrace", "library", "museum",
        "gallery", "workshop", "classroom", "office", "supermarket", "airport", "train_interior",
        "swimming_pool", "playground",
    }
)  # fmt: skip
"""`a night market in Taipei` shows the market, not the town's sights."""
_HEIGHTS: Final = frozenset({"alps", "snowy_mountains", "fjord", "highlands"})
"""What a lake lies in, and its picture shows."""
_OUTLOOK: Final = "window_outlook"
_WINDOWS: Final = frozenset({_OUTLOOK, "window"})
_INDOORS: Final = frozenset(
    {*_ROOMS, "window_view", "room", "table_top", "cabin_interior", "plain", "sky", "clouds"}
)
"""With these alone a window is one in a wall; with another place it is what that place is seen through."""
_PARTS: Final = frozenset({"balcony", "porch", "rooftop"})
_BUILT_UP: Final = frozenset(
    {
        "alley",
        "street",
        "old_town",
        "town_square",
        "village",
        "city",
        "market",
        "christmas_market",
        "cliff_town",
    }
)
"""Where `geraniums on the balconies` and `snow on the roofs` are parts of the houses."""
_WINTRY: Final = frozenset({"forest", "mountains", "park", "castle", "lake", "harbour", "train_station"})
"""Where Christmas is out of doors."""
_HARBOUR_TOWNS: Final = frozenset({"gdansk", "hamburg", "canal_town", "sydney"})
_LANDFORMS: Final = frozenset({"lake", "cliff"})
_FESTIVE_GROUNDS: Final = frozenset(
    {
        "beach", "park", "garden", "meadow", "village", "town_square", "wheat_field", "forest", "castle",
        "market", "farm", "stage", "river", "lake", "alley", "hill_street", "vineyard", "christmas_market",
    }
)  # fmt: skip
"""Where a festival is held under strings of flags."""
_PARTLY, _BEFORE_TOWN = 3.5, -0.5
_FESTIVAL: Final = "carnival"
_AFTER_PLACE, _AFTER_LAKE = 1.5, 2.5
_BEHIND_LAND, _AIR = 2.8, 3.0
"""Before the ranks of the air and the weather, which are no land that anything could be behind."""


def ordered_places(
    names: Sequence[str],
    season: Season | None,
    weather: Weather | None,
    time: TimeOfDay | None,
    far: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """The settings, the most particular first, each followed by its parents; what is far comes after land."""
    tables = read_topic("settings")
    named = frozenset(names)
    has_near = any(name not in far and _rank(name, named) < _AIR for name in named)
    behind = far if has_near else frozenset()
    ordered = sorted(
        dict.fromkeys(names), key=lambda name: _BEHIND_LAND if name in behind else _rank(name, named)
    )
    if not named.isdisjoint(_WINDOWS) and not named <= _WINDOWS | _INDOORS:
        ordered = [
            *(name for name in ordered if name not in _WINDOWS),
            *(n for n in ordered if n == _OUTLOOK),
        ]
    found: dict[str, None] = {"christmas_village": None} if named >= {"christmas", "village"} else {}
    for name in ordered:
        for special in (_special(name, season, weather, time), name):
            if special is not None:
                found[special] = None
                found.update(dict.fromkeys(_parents(tables[special].get("parents", ""))))
    return tuple(found)


def named_places(settings: Iterable[str]) -> tuple[str, ...]:
    """Those of the ordered places that do not only stand for another."""
    ordered = tuple(settings)
    standing = standing_for(ordered)
    return tuple(name for name in ordered if name not in standing)


def standing_for(names: Iterable[str]) -> frozenset[str]:
    """The places that only stand for these."""
    tables = read_topic("settings")
    return frozenset(
        parent for name in names if name in tables for parent in _parents(tables[name].get("parents", ""))
    )


def _parents(line: str) -> Iterable[str]:
    return filter(None, (parent.strip() for parent in line.split(",")))


def _rank(name: str, named: frozenset[str]) -> float:
    rank = _FIREPLACE.get(name, -1) if name in _ROOMS else float(read_topic("settings")[name].get("rank", 1))
    ranks = (
        (_PARTLY, name in _PARTS and not named.isdisjoint(_BUILT_UP)),
        (_PARTLY, name == "christmas" and not named.isdisjoint(_BUILT_UP | _WINTRY)),
        (_PARTLY, name in _HARBOUR_TOWNS and not named.isdisjoint({"street", "alley", "old_town"})),
        (_AFTER_PLACE, rank == 0 and _is_in_town(name, named)),
        (_AFTER_LAKE, name in _HEIGHTS and not named.isdisjoint(_LANDFORMS)),
        (_PARTLY, name == _FESTIVAL and not named.isdisjoint(_FESTIVE_GROUNDS)),
        (_BEFORE_TOWN, name == _FESTIVAL),
    )
    return next((special for special, is_meant in ranks if is_meant), rank)


def _is_in_town(name: str, named: frozenset[str]) -> bool:
    """Whether a place of a town is named besides the town."""
    return bool(named & _IN_TOWN - frozenset(_parents(read_topic("settings")[name].get("parents", ""))))


def _special(name: str, season: Season | None, weather: Weather | None, time: TimeOfDay | None) -> str | None:
    """The particular form that season, weather or light give to a general place."""
    is_snowy = weather is Weather.SNOW or season is Season.WINTER
    match name:
        case "forest":
            return "winter_forest" if is_snowy else _SEASONAL_FOREST.get(season) if season else None
        case "mountains":
            return "snowy_mountains" if is_snowy else None
        case "city" | "street":
            return "cyberpunk_city" if time is TimeOfDay.NEON else None
        case "sea":
            return "storm_sea" if weather is Weather.STORM or time is TimeOfDay.STORM else None
        case _:
            return None
