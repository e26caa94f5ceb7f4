"""The place a picture gets when its prompt names none: one where its subjects belong."""

import tomllib
from functools import cache
from importlib import resources

from cavendish_illustrator import asset_pack
from cavendish_illustrator.picture_spec import PictureSpec, Weather

_ONLY_IN_SNOW = frozenset({"snowman", "snowman-without-snow"})
_ONLY_AFLOAT = frozenset({"sailboat", "ship", "speedboat", "motor-boat", "ferry", "passenger-ship"})
"""They decide the place whoever is named before them."""


_PREPARED = frozenset({44, 45, 46, 47, 48})
"""Subgroups of dishes, sweets, drinks and tableware; fruit may still hang on its tree."""


@cache
def _habitats() -> dict[str, dict[str, tuple[str, ...]]]:
    text = resources.files("cavendish_illustrator").joinpath("habitats.toml").read_text("utf-8")
    tables = tomllib.loads(text)
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


def default_setting(spec: PictureSpec, seed: int) -> str:
    """Name of a place for the subjects; without subjects the air asked for, else an abstract."""
    if not spec.subjects:
        if spec.season is not None or spec.weather not in (None, Weather.CLEAR):
            return "hills"
        has_light = spec.time_of_day is not None or spec.weather is not None
        return "sky" if has_light and not spec.texts else "abstract"
    winter = [s.concept for s in spec.subjects if s.concept in _ONLY_IN_SNOW]
    ships = [s.concept for s in spec.subjects if s.concept in _ONLY_AFLOAT]
    places = _places_of((winter or ships or [spec.subjects[0].concept])[0])
    return places[seed % len(places)]
