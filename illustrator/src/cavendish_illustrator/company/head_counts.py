"""How many people a word for several stands for."""

from typing import Final

from cavendish_illustrator.picture_spec import Subject

SEVERAL: Final = {
    "couple": 2,
    "old-couple": 2,
    "newlyweds": 2,
    "family": 4,
    "friends": 2,
    "parents": 2,
    "children": 3,
    "people": 3,
    "team": 4,
    "band": 3,
    "orchestra": 4,
    "choir": 5,
    "crowd": 9,
}


def heads_of(subject: Subject) -> int:
    """How many there are of a subject."""
    return SEVERAL.get(subject.concept, subject.count)
