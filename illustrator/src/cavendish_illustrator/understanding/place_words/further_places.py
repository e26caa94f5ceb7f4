"""Turns the second place of a prompt into a thing that stands in the first: a cabin by a lake."""

from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.picture_spec import Spot
from cavendish_illustrator.understanding.place_words.side_landmarks import word_for
from cavendish_illustrator.understanding.place_words.stated_places import StatedPlaces
from cavendish_illustrator.understanding.reading.prompt_reader import PromptReader
from cavendish_illustrator.understanding.reading.scene_draft import Attributes, DraftSubject
from cavendish_illustrator.vocabulary.lexicon import read_topic

_THINGS: Final = {
    "lighthouse": "lighthouse",
    "castle": "castle",
    "church": "church",
    "mosque": "mosque",
    "barn": "barn",
    "cabin": "cottage",
    "windmill_field": "windmill",
    "temple": "pagoda",
    "camp_site": "tent",
    "wizard_tower": "wizard-tower",
    "igloo": "igloo",
}
"""Places that one building is enough for."""
_PAINTED_FAR: Final = frozenset({"castle"})
"""What is painted on the horizon behind another place."""
_WATERS: Final = frozenset({"lake", "river", "stream", "pond", "waterfall", "harbour", "pier"})
_TOWNS: Final = frozenset(
    {"village", "old_town", "town_square", "street", "city", "market", "christmas_market", "krakow_square"}
)
_HEIGHTS: Final = frozenset({"mountains", "snowy_mountains", "alps", "valley", "highlands"})
_FIELDS: Final = frozenset(
    {
        "farm", "vineyard", "wheat_field", "lavender_field", "sunflower_field", "flower_field", "meadow",
        "rice_terraces", "garden", "park", "desert", "floating_islands", "tropical_island", "beach",
    }
)  # fmt: skip
_STANDS_IN: Final = {
    "cabin": _WATERS | _HEIGHTS | _FIELDS | {"hills"},
    "church": _WATERS | _TOWNS | _FIELDS,
    "castle": _TOWNS | _WATERS | _FIELDS,
    "lighthouse": frozenset({"harbour", "pier", "beach", "village"}),
    "windmill_field": _WATERS | _TOWNS | _FIELDS - {"flower_field"} | {"hills"},
    "temple": _WATERS
    | _HEIGHTS
    | {"bamboo_forest", "rice_terraces", "jungle", "floating_islands", "mount_fuji"},
    "camp_site": _WATERS | _HEIGHTS | {"desert", "beach", "meadow", "snowfield", "moon_surface", "mars"},
    "barn": _FIELDS - {"farm"} | _WATERS | {"hills"},
    "mosque": _TOWNS | {"desert", "river", "medina", "beach"},
    "wizard_tower": _WATERS | _TOWNS | _HEIGHTS | {"forest", "enchanted_forest"},
    "igloo": frozenset({"arctic", "snowfield", "iceberg", "snowy_mountains"}),
}
"""Where each is a part of the view instead of the view."""
_NOT_OUTSIDE: Final = frozenset({"window_outlook", "window_view", "windowsill"})
_SIDES: Final = ("left", "right")
_ALWAYS_THINGS: Final = {"farm": "barn"}
"""What a place is known by on a small piece of land seen from above."""


def settle_further_places(reader: PromptReader, places: StatedPlaces) -> None:
    """Let what stands in another place of the prompt be a thing there, behind the others."""
    named = list(dict.fromkeys(reader.seen.settings))
    if not _NOT_OUTSIDE.isdisjoint(named):
        return
    if "isometric" in reader.seen.framings:
        _build_all(reader, named)
        return
    for name in named:
        grounds = [one for one in named if one not in _THINGS or one != name]
        if name in _THINGS and _is_part(name, grounds, places):
            if name in _PAINTED_FAR and not any(map(_is_room, grounds)):
                places.settings[name] = Spot(depth="back")
                continue
            if all(one.concept != _THINGS[name] for one in reader.nouns.draft.subjects):
                _add(reader, name, _THINGS[name])
            reader.seen.settings = [one for one in reader.seen.settings if one != name]


def _is_part(name: str, others: Sequence[str], places: StatedPlaces) -> bool:
    if not _STANDS_IN[name].isdisjoint(others):
        return True
    spot = places.settings.get(name)
    is_far = spot is not None and spot.depth == "back"
    return is_far and any(one not in _THINGS and _is_land(one) for one in others)


def _is_land(name: str) -> bool:
    """Whether a place is more than the air above one."""
    return int(read_topic("settings")[name].get("rank", 1)) < 3


def _is_room(name: str) -> bool:
    return "room" in (name, *str(read_topic("settings")[name].get("parents", "")).split(", "))


def _build_all(reader: PromptReader, named: Sequence[str]) -> None:
    """On a tile of land every building is a thing."""
    concepts = {subject.concept for subject in reader.nouns.draft.subjects}
    for name in named:
        concept = _THINGS.get(name) or _ALWAYS_THINGS.get(name)
        if concept is not None and concept not in concepts:
            _add(reader, name, concept)
            concepts.add(concept)


def _add(reader: PromptReader, name: str, concept: str) -> None:
    draft = reader.nouns.draft
    others = sum(one.spot is not None and one.spot.depth == "back" for one in draft.subjects)
    spot = Spot(depth="back", across=_SIDES[others % 2])
    draft.add(DraftSubject(concept, word_for(reader, name), Attributes(), spot=spot))
