"""Which part of a photograph a word names: its sky, somebody's hair, a garment."""

from fnmatch import fnmatchcase
from typing import Final

from cavendish_illustrator.understanding.instructions.drinks import is_drink
from cavendish_illustrator.understanding.instructions.plain_letters import without_accents
from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.lexicon import read_topic

OBJECT: Final = "object"
DRINK: Final = "drink"
_HEADWEAR: Final = ("hat", "cap", "helm", "beanie", "beret", "sombrero", "crown", "tiara")
_FACIAL: Final = frozenset({"eyes", "mouth", "hair", "headwear", "garment", "tie"})


def part_named(words: str | None, concept: str | None = None) -> str:
    """`sky`, `background`, `hair`, `headwear`, `garment`, `tie`, `eyes`, `mouth`, `drink` or `object`.

    What is worn is known by its concept too, whatever it is called.
    """
    for word in without_accents(words or "").split():
        for part, patterns in read_topic("picture_parts").items():
            if any(fnmatchcase(word, pattern) for pattern in patterns):
                return part
    if is_drink(words or ""):
        return DRINK
    if concept is not None and is_in(concept, "wearable"):
        return "headwear" if any(name in concept for name in _HEADWEAR) else "garment"
    return OBJECT


def is_of_somebody(part: str) -> bool:
    """Whether a part belongs to a person or an animal, not to the whole picture."""
    return part in _FACIAL
