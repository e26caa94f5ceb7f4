"""Windows, doors and roofs that belong to houses, so that no place is chosen by them."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.vocabulary.concept_classes import any_animate

HOUSES: Final = frozenset(
    {
        *("house", "cottage", "thatched-cottage", "barn", "shed", "office-building", "church"),
        "derelict-house",
    }
)
_WITH_WINDOWS: Final = frozenset({"automobile", "bus", "locomotive", "taxi", "van", "airplane", "camper-van"})
_BUILT_UP: Final = frozenset(
    {
        "village",
        "street",
        "alley",
        "old_town",
        "town_square",
        "santorini",
        "cliff_town",
        "castle",
        "cabin",
        "storefront",
    }
)
_ROOM_WINDOWS: Final = frozenset({"window", "window_view", "room"})
_ROOF: Final = "rooftop"
_MERE_SKY: Final = frozenset({"sky", "clouds"})


def _has(spec: PictureSpec, concepts: frozenset[str]) -> bool:
    return any(one.concept in concepts for one in spec.subjects)


def doors_belong_to_houses(spec: PictureSpec) -> PictureSpec:
    """The doors of a village are on its houses, not before them."""
    door = next((i for i, one in enumerate(spec.subjects) if one.concept == "door"), None)
    has_houses = not _BUILT_UP.isdisjoint(spec.settings[:2]) or _has(spec, HOUSES)
    if door is None or not has_houses or any_animate(spec.subjects[:door]):
        return spec
    return without_subject(spec, door)


def cars_stay_outdoors(spec: PictureSpec) -> PictureSpec:
    """The window of a car or a house is no view out of a room."""
    if not _has(spec, _WITH_WINDOWS | HOUSES) or "window" not in spec.settings:
        return spec
    return replace(spec, settings=tuple(s for s in spec.settings if s not in _ROOM_WINDOWS))


def roofs_belong_to_houses(spec: PictureSpec) -> PictureSpec:
    """`a house with a red roof` is not seen from the roof."""
    if _ROOF not in spec.settings or not any(one.concept in HOUSES for one in spec.subjects):
        return spec
    rest = tuple(name for name in spec.settings if name != _ROOF)
    return replace(spec, settings=rest if set(rest) - _MERE_SKY else ("meadow", *rest))


_BLOCKS: Final = frozenset({"skyscraper", "tower-block"})
_FLATS: Final = frozenset({"living_room", "bedroom", "kitchen", "bathroom", "window", "window_view", "room"})
_HOME: Final = frozenset({"radiator", "sofa", "armchair", "bookshelf", "wall-shelf", "television", "bed"})


def flats_are_seen_within(spec: PictureSpec) -> PictureSpec:
    """`on a radiator in a flat in an apartment block` is in its living room: the block is around it."""
    block = next((i for i, one in enumerate(spec.subjects) if one.concept in _BLOCKS), None)
    is_within = not _FLATS.isdisjoint(spec.settings[:1]) or (not spec.settings and _has(spec, _HOME))
    is_inside = any(r.target == block and r.kind in _IN_IT for r in spec.relations)
    is_of_flat = bool(spec.settings) and spec.settings[0] != "window"
    if block is None or not is_within or not (is_inside or is_of_flat):
        return spec
    spec = without_subject(spec, block)
    return spec if spec.settings else replace(spec, settings=("living_room", "room"))


_IN_IT: Final = frozenset({RelationKind.INSIDE, RelationKind.BESIDE})
