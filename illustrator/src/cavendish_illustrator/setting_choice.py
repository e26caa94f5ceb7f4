"""The place a picture gets when its prompt names none: one where its subjects belong."""

import tomllib
from functools import cache
from importlib import resources

from cavendish_illustrator import asset_pack
from cavendish_illustrator.picture_spec import PictureSpec

_ONLY_IN_SNOW = frozenset({"snowman", "snowman-without-snow"})
"""They decide the place whoever is named before them."""


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


def default_setting(spec: PictureSpec, seed: int) -> str:
    """Name of a place for the subjects; without subjects a mood-coloured abstract."""
    if not spec.subjects:
        return "abstract"
    winter = [s.concept for s in spec.subjects if s.concept in _ONLY_IN_SNOW]
    places = _places_of(winter[0] if winter else spec.subjects[0].concept)
    return places[seed % len(places)]
