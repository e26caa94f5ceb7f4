"""What is in a cup: which words name a drink, and the colour that each has."""

import functools
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Final

from cavendish_illustrator.understanding.instructions.plain_letters import without_accents
from cavendish_illustrator.vocabulary.lexicon import read_topic

_FEW: Final = 512
"""Words whose kind is remembered: every rule asks for each of an instruction's."""
_WORDS_APART: Final = ("quality", "liquid")
_SHADES: Final[Mapping[str, str]] = {
    "#35a83a": "#a9a53a",
    "#e02b2b": "#8e1c2c",
    "#f2f2f0": "#f1e6cf",
    "#222428": "#24140c",
    "#f08a24": "#f0962a",
    "#f4c726": "#e8c548",
}
"""Paints that mean another shade where something is drunk: green tea, red wine."""


def is_drink(words: str) -> bool:
    """Whether these words name what is drunk, and not what it is drunk from or the table it stands on."""
    told = words.casefold().split()
    return bool(told) and all(_kind(word) is not None for word in told) and any(map(_named, told))


def color_of_drink(words: str, paint: str | None) -> str | None:
    """The colour of a drink in a cup, of the asked paint if there is one; None of an unnamed liquid."""
    if paint is not None:
        return _SHADES.get(paint, paint)
    kinds = [kind for kind in map(_kind, words.casefold().split()) if kind is not None]
    return next((kind for kind in kinds if kind.startswith("#")), None)


def _named(word: str) -> bool:
    return _kind(word) not in (None, "quality")


@functools.lru_cache(maxsize=_FEW)
def _kind(word: str) -> str | None:
    found = [
        kind
        for kind, patterns in read_topic("drinks").items()
        if any(_names(pattern, word) for pattern in patterns)
    ]
    # `té` and `de` are short: a word is a drink before it is a quality.
    return next((kind for kind in found if kind not in _WORDS_APART), found[0] if found else None)


def _names(pattern: str, word: str) -> bool:
    if pattern.startswith("="):
        return word == pattern[1:]
    return fnmatchcase(without_accents(word), without_accents(pattern))
