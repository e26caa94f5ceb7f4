"""What kinds of things concepts are: who can wear, hold and ride, and what can be worn, held and ridden."""

import functools
from collections.abc import Iterable
from typing import Final

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.lexicon import TOPIC_FILES, read_topic

_WHOLE_FILES: Final = {"wearable": "clothes_further"}
_ANIMAL_SUBGROUPS: Final = frozenset(range(34, 40))
_FOOD_SUBGROUPS: Final = frozenset(range(42, 48))
_FLOWERS: Final = 40
_GROWN_SUBGROUPS: Final = frozenset({40, 41, 42, 43, 44, 46})
_PEOPLE_SUBGROUPS: Final = frozenset(range(23, 32))


@functools.cache
def concept_class(name: str) -> frozenset[str]:
    """The concepts of one set of `classes.toml`, with those of the files that are all of it."""
    further = read_topic(_WHOLE_FILES[name]) if name in _WHOLE_FILES else ()
    return frozenset((*read_topic("classes")[name]["concepts"], *further))


@functools.cache
def roles() -> frozenset[str]:
    """Every role a person can have."""
    files = (file_name for file_name, topic in TOPIC_FILES.items() if topic == "role")
    return frozenset(role for file_name in files for role in read_topic(file_name))


def _subgroup(concept: str) -> int:
    facts = find_icon(concept)
    return -1 if facts is None else facts.subgroup


def is_person(concept: str) -> bool:
    return concept in concept_class("people") or concept in roles() or _subgroup(concept) in _PEOPLE_SUBGROUPS


def is_animal(concept: str) -> bool:
    return _subgroup(concept) in _ANIMAL_SUBGROUPS and concept not in concept_class("lifeless")


def is_animate(concept: str) -> bool:
    """Whether it can wear, hold and ride things."""
    return is_person(concept) or is_animal(concept) or concept in concept_class("animate")


def any_animate(subjects: Iterable[Subject]) -> bool:
    """Whether somebody is among them, person or animal."""
    return any(is_animate(one.concept) for one in subjects)


def is_food(concept: str) -> bool:
    return _subgroup(concept) in _FOOD_SUBGROUPS


def is_grown(concept: str) -> bool:
    """Whether it is a fruit, a vegetable, a sweet, a mushroom or another plant."""
    return _subgroup(concept) in _GROWN_SUBGROUPS


def is_flower(concept: str) -> bool:
    return _subgroup(concept) == _FLOWERS


def is_in(concept: str, class_name: str) -> bool:
    return concept in concept_class(class_name)


def can_act(concept: str) -> bool:
    """Whether it is somebody, or a thing that comes alive in pictures for children, such as a tooth."""
    return is_animate(concept) or is_food(concept) or is_grown(concept) or is_in(concept, "comes_alive")
