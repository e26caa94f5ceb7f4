"""What is made of something unusual is a thing to look at: a castle of cheese, a chocolate rabbit."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.concept_classes import is_food, is_in
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_BUILDINGS: Final = {
    "castle": "castle",
    "lighthouse": "lighthouse",
    "windmill_field": "windmill",
    "windmill": "windmill",
    "church": "church",
    "cabin": "house",
    "bridge": "bridge-at-night",
    "pyramids": "pyramid",
}
"""Places that are one building, with the drawing of it."""
_UNUSUAL: Final = frozenset(
    {
        "cheese", "chocolate", "gingerbread", "candy", "ice", "glass", "gold", "paper", "wool", "flowers",
        "leaves", "jelly", "fire",
    }
)  # fmt: skip
_STUFFS: Final = {"chocolate-bar": "chocolate", "cheese-wedge": "cheese", "candy": "candy"}
"""Things by whose name English says what the next thing is made of."""
_EATEN: Final = {
    "cheese": "cheese-wedge",
    "candy": "candy",
    "chocolate": "chocolate-bar",
    "gingerbread": "cookie",
}
"""Stuffs that are eaten, as the things that a jar or a plate of them holds."""
_NEAR: Final = 2


def with_things_made_of(reading: Reading) -> Reading:
    """The reading with buildings of unusual stuff as things, and stuffs before things as materials."""
    matches = [_as_content(reading, index) or match for index, match in enumerate(reading.matches)]
    reading = replace(reading, matches=matches)
    matches = [_as_stuff(reading, index) or match for index, match in enumerate(reading.matches)]
    reading = replace(reading, matches=matches)
    matches = [_as_tree(reading, match) or match for match in reading.matches]
    reading = replace(reading, matches=matches)
    matches = [_as_building(reading, index) or match for index, match in enumerate(reading.matches)]
    return replace(reading, matches=matches)


def in_the_open(spec: PictureSpec) -> PictureSpec:
    """The picture with such a building on a meadow: among castles it would be one of them."""
    built = any(one.material in _UNUSUAL and one.concept in _BUILDINGS.values() for one in spec.subjects)
    return replace(spec, settings=("meadow",)) if built and not spec.settings else spec


def _as_content(reading: Reading, index: int) -> Match | None:
    """`un tarro de galletas`: what a vessel is said to be of is in it."""
    match, before = reading.matches[index], reading.matches[index - 1] if index else None
    if match.topic != "material" or match.value not in _EATEN or before is None:
        return None
    is_close = before.end == match.start and not reading.tokens[match.start].is_after_break
    is_vessel = before.topic == "subject" and is_in(before.value, "vessel")
    if not is_close or not is_vessel:
        return None
    is_many = match.value != "cheese" and not before.is_plural
    return replace(match, topic="subject", value=_EATEN[match.value], is_plural=is_many)


def _as_stuff(reading: Reading, index: int) -> Match | None:
    match = reading.matches[index]
    following = reading.matches[index + 1] if index + 1 < len(reading.matches) else None
    if match.value not in _STUFFS or match.is_plural or match.language != "en" or following is None:
        return None
    is_close = following.start == match.end and not reading.tokens[following.start].is_after_break
    is_thing = following.topic == "subject" and not is_food(following.value)
    is_building = following.topic == "setting" and following.value in _BUILDINGS
    if not is_close or not (is_thing or is_building):
        return None
    return replace(match, topic="material", value=_STUFFS[match.value])


_DOWN_FROM: Final = frozenset({"rescuing", "climbing", "falling", "jumping", "picking"})


def _as_tree(reading: Reading, match: Match) -> Match | None:
    """`рятує кошеня з дерева`: who is fetched from the tree is not made of wood."""
    is_from_wood = match.topic == "material" and match.value == "wood" and match.end - match.start > 1
    if not is_from_wood or all(one.value not in _DOWN_FROM for one in reading.matches[: match.start]):
        return None
    return replace(match, topic="subject", value="deciduous-tree")


def _as_building(reading: Reading, index: int) -> Match | None:
    match = reading.matches[index]
    if match.topic != "setting" or match.value not in _BUILDINGS:
        return None
    around = reading.matches[max(0, index - 1) : index + 1 + _NEAR]
    is_made = any(one.topic == "material" and one.value in _UNUSUAL for one in around)
    return replace(match, topic="subject", value=_BUILDINGS[match.value]) if is_made else None
