"""Which building is shown cut open, and with which rooms."""

from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec

_BUILDINGS: Final = frozenset({"castle", "palace", "cabin", "village", "haunted_house", "wizard_tower"})
_BUILT: Final = frozenset(
    {
        "house",
        "cottage",
        "castle",
        "half-timbered-house",
        "thatched-cottage",
        "dollhouse",
        "house-with-garden",
    }
)
_STOREYS: Final = 3


@cache
def _words() -> dict[str, Any]:
    return read_table("understanding/place_words/cross_section_words.toml")


def section_named(spec: PictureSpec) -> str | None:
    """The setting of what the prompt wants cut open."""
    text = spec.prompt.lower()
    if not any(word in text for word in _words()["words"]):
        return None
    is_built = any(one.concept in _BUILT for one in spec.subjects)
    return "cut_building" if is_built or not _BUILDINGS.isdisjoint(spec.settings) else None


def rooms_for(spec: PictureSpec, *, is_castle: bool) -> list[list[str]]:
    """The rooms of each storey from the top; those that were named come first."""
    usual = list(_words()["castle" if is_castle else "house"])
    known = {*usual, "classroom", "office", "gym", "nursery"}
    named = [name for name in spec.settings if name in known]
    rooms = list(dict.fromkeys([*named, *usual]))[:7]
    ordered = sorted(rooms, key=lambda name: usual.index(name) if name in usual else len(usual) / 2)
    return [ordered[:2], ordered[2:4], ordered[4:]][:_STOREYS]
