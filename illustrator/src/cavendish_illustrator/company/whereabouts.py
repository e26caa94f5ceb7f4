"""Where the subjects of a picture are that only a town's, a country's or an unknown name places."""

from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.reading.unknown_places import OPEN_LAND

_STREET: Final = "street"
_ANYWHERE: Final = frozenset({"meadow", "park", "garden", "hills", "forest", "valley"})
_STORIED: Final = frozenset(
    {
        "beach", "castle", "farm", "mountains", "cave", "cemetery", "church", "lighthouse", "egypt",
        "autumn_forest", "japanese_garden", "alien_planet", "circus", "boxing_ring",
    }
)  # fmt: skip
"""Places with a character of their own, that a picture gets from its subject alone."""
_WATERSIDE: Final = frozenset({"lake", "pier", "harbour", "river", "pond"})
"""Where somebody is who fishes or rows, whatever the land is called."""
_WATERY: Final = frozenset({"fjord", "lake", "tropical_island"})
_ROADS: Final = frozenset({"road", "street", "old_town", "city", "town_square"})
_WILD: Final = frozenset({"savanna", "jungle", "desert"})
"""Where animals are at home, who may be shown in a country but walk no street."""
_OPEN: Final = _ANYWHERE | _STORIED | _WILD


def placed_by_name(spec: PictureSpec, places: tuple[str, ...]) -> tuple[str, ...]:
    """The named whereabouts where the subjects' own place is no more than a habit; rooms and waters stay."""
    named, own = spec.whereabouts, places[0]
    if not named:
        return places
    if named == OPEN_LAND:
        return places if _STORIED.isdisjoint(places) else OPEN_LAND
    if named[0] == _STREET:
        return named if own in _OPEN | _ROADS else places
    is_wet = own in _WATERSIDE and named[0] in _WATERY
    return named if own in _OPEN or is_wet else places
