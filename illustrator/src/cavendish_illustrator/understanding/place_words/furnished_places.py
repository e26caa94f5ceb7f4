"""Gives a place what is done in it: a fire in the middle, a tree for the ladder, machines to a laundromat."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import any_animate, is_animate

_FIRE: Final = re.compile(
    r"\b(campfire|camp fire|bonfire|ognisk\w+|lagerfeuer|fogata|hoguera|feu de camp|falò|fogueira|kampvuur|"
    r"багатт\w+|ватр\w+|táborák\w*|ohn(ě|i|ěm))\b",
    re.IGNORECASE,
)
_CAMP, _CAMPFIRE, _LEAST_AROUND = "camp_site", "campfire", 3


_GROUPS: Final = frozenset({"friends", "family", "children", "people", "crowd", "team"})


def _number_of(subject: Subject) -> int:
    return _LEAST_AROUND if subject.concept in _GROUPS else subject.count


def _fires_are_sat_around(spec: PictureSpec) -> PictureSpec:
    """Several at a campfire have it in their middle."""
    alive = sum(_number_of(one) for one in spec.subjects if is_animate(one.concept))
    is_full = len(spec.subjects) >= MOST_SUBJECTS or spec.ring_center is not None
    if spec.settings[:1] != (_CAMP,) or is_full or alive < _LEAST_AROUND or not _FIRE.search(spec.prompt):
        return spec
    if any(one.concept in (_CAMPFIRE, "fire") for one in spec.subjects):
        return spec
    fire = Subject(concept=_CAMPFIRE, word=_CAMPFIRE)
    return replace(spec, subjects=(*spec.subjects, fire), ring_center=len(spec.subjects))


_LADDER, _APPLE_TREE = "ladder", "apple-tree"
_TREES: Final = frozenset({"deciduous-tree", "apple-tree", "evergreen-tree", "palm-tree", "autumn-tree"})


def _ladders_lean_on_trees(spec: PictureSpec) -> PictureSpec:
    """Who picks on a ladder picks from a tree."""
    ladder = spec.index_of(_LADDER)
    picks = any(one.pose == "picking" for one in spec.subjects)
    has_tree = any(one.concept in _TREES for one in spec.subjects)
    if ladder is None or not picks or has_tree or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    tie = Relation(kind=RelationKind.BESIDE, subject=ladder, target=len(spec.subjects))
    tree = Subject(concept=_APPLE_TREE, word=_APPLE_TREE)
    return replace(spec, subjects=(*spec.subjects, tree), relations=(*spec.relations, tie))


_WINDOWS: Final = frozenset({"window", "window_outlook", "window_view"})
_SILL: Final = "windowsill"


def _weather_is_seen_from_the_sill(spec: PictureSpec) -> PictureSpec:
    """`window, outside it snows` is about what is behind the panes: a window from near by."""
    is_window = spec.settings[:1] and spec.settings[0] in _WINDOWS
    is_alone = not spec.subjects and all(name in _WINDOWS | {"room"} for name in spec.settings)
    if not is_window or not is_alone or spec.weather is None:
        return spec
    return replace(spec, settings=(_SILL, *spec.settings))


_FURNITURE_OF: Final = {
    "server_room": "server-rack",
    "warehouse": "storage-rack",
    "waiting_room": "waiting-seats",
    "dormitory": "bunk-bed",
    "tavern": "barrel",
    "diner": "booth-seats",
    "bookshop": "bookshelf",
    "laundromat": "washing-machine",
    "gym": "dumbbell_rack",
    "arcade": "arcade-machine",
    "bakery_interior": "bread",
    "hospital": "hospital_bed",
    "barber_shop": "armchair",
    "workshop": "workbench",
    "garage": "workbench",
    "laboratory": "lab_bench",
    "supermarket": "goods_shelf",
    "subway": "bench",
    "recording_studio": "mixing-desk",
    "airport_hall": "seat-row",
    "locker_room": "lockers",
    "sauna": "sauna-bench",
    "canteen": "picnic-table",
}
"""What tells a room from others where it is only a floor and two walls."""


def _isometric_rooms_are_furnished(spec: PictureSpec) -> PictureSpec:
    concept = _FURNITURE_OF.get(spec.settings[0]) if spec.settings else None
    if spec.framing != "isometric" or concept is None or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    if any(one.concept == concept for one in spec.subjects):
        return spec
    count = _SEVERAL_OF.get(concept, 1) if not any_animate(spec.subjects) else 2
    return replace(spec, subjects=(*spec.subjects, Subject(concept=concept, word=concept, count=count)))


_SEVERAL_OF: Final = {
    "washing-machine": 4,
    "arcade-machine": 3,
    "server-rack": 3,
    "goods_shelf": 3,
    "lockers": 2,
}
"""What such a room has several of."""


def with_what_is_needed(spec: PictureSpec) -> PictureSpec:
    """The picture with the thing that everybody expects in its place."""
    for mend in _MENDS:
        spec = mend(spec)
    return spec


_MENDS: Final = (
    *(_fires_are_sat_around, _ladders_lean_on_trees, _weather_is_seen_from_the_sill),
    _isometric_rooms_are_furnished,
)
