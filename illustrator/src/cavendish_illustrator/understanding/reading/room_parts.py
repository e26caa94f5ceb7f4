"""Walls, floors and ceilings: nouns that no drawing stands for, since the painter of the place shows them."""

from functools import cache

from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    lines = read_topic("parts_of_rooms")["parts"].values()
    words = [fold(word) for line in lines for word in split_phrases(str(line))]
    return (
        frozenset(word for word in words if not word.endswith("*")),
        tuple(word[:-1] for word in words if word.endswith("*")),
    )


def is_room_part(plain: str) -> bool:
    """Whether a folded word names what a room or a house is built of."""
    whole, beginnings = _words()
    return plain in whole or plain.startswith(beginnings)
