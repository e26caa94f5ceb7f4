"""Reads a text as one who knows the tricks: odd letters, digits for letters, spaced and stretched words.

Everything is linear in the text's length. What it cannot see is said in docs/moderation.md.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import Final

_SIGNS: Final = "@$€£+!|"
_WORD: Final = re.compile(rf"[@$€£]?[^\W_]+(?:[{re.escape(_SIGNS)}]+[^\W_]+)*[@$€£]?")
_SIGN: Final = re.compile(rf"[{re.escape(_SIGNS)}]+")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_INVISIBLE_CATEGORIES: Final = frozenset({"Mn", "Me", "Cf"})
_INVISIBLE_LETTERS: Final = frozenset("\u115f\u1160\u3164\u2800")
_SPELLED_OUT: Final = 3
"""So many single letters in a row are one spelled-out text."""
_ENCLOSED_ALPHABETS: Final = (0x1F150, 0x1F170, 0x1F1E6)
"""White-on-black circles and squares, and flag letters: 26 letters from each, which NFKC leaves alone."""


def _load_lookalikes() -> tuple[dict[int, str], dict[int, str]]:
    text = resources.files(__package__).joinpath("lookalikes.toml").read_text(encoding="utf-8")
    tables = {
        name: {ord(pair[0]): pair[1] for pair in pairs.split()} for name, pairs in tomllib.loads(text).items()
    }
    leet = tables.pop("leet")
    letters = {code: letter for table in tables.values() for code, letter in table.items()}
    for first in _ENCLOSED_ALPHABETS:
        letters.update({first + index: chr(ord("a") + index) for index in range(26)})
    return letters, leet


_LOOKALIKES, _LEET_AS_I = _load_lookalikes()
_LEET_AS_L: Final = {**_LEET_AS_I, ord("1"): "l", ord("!"): "l", ord("|"): "l"}


@dataclass(frozen=True, slots=True)
class FoldedWord:
    """One word of a text in all readings it has; the first is the plainest."""

    readings: tuple[str, ...]


def fold(text: str) -> str:
    """The text in lower-case letters without marks, look-alikes made Latin; words stay where they are."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    table: dict[int, str | None] = {
        ord(letter): None
        for letter in set(text)
        if letter in _INVISIBLE_LETTERS or unicodedata.category(letter) in _INVISIBLE_CATEGORIES
    }
    return text.translate({**_LOOKALIKES, **table})


def read_words(text: str, *, find_known: Callable[[str], list[str]]) -> list[FoldedWord]:
    """The words of a text in order.

    `find_known` gives the known words inside letters that came without gaps ("nudechild"), perhaps none.
    """
    words: list[FoldedWord] = []
    spelled: list[str] = []
    for word in _WORD.findall(fold(text)):
        if len(word) == 1:
            spelled.append(word)
            continue
        words += _end_spelling(spelled, find_known)
        words.append(FoldedWord(_readings(word)))
    return words + _end_spelling(spelled, find_known)


def _end_spelling(spelled: list[str], find_known: Callable[[str], list[str]]) -> list[FoldedWord]:
    """What single letters in a row spell; empties the list."""
    letters = "".join(spelled)
    spelled.clear()
    if len(letters) < _SPELLED_OUT or letters.isdigit():
        return [FoldedWord((letter,)) for letter in letters]
    found = dict.fromkeys(
        known
        for reading in (letters, letters.translate(_LEET_AS_I), letters.translate(_LEET_AS_L))
        for known in find_known(_STRETCHED.sub(r"\1", reading))
    )
    return [FoldedWord((word,)) for word in found] or [FoldedWord((letters,))]


def _readings(word: str) -> tuple[str, ...]:
    if word.isalpha():
        readings = [word]
    elif word.isdigit():
        return (word,)
    else:
        parts = [] if word.isalnum() else [part for part in _SIGN.split(word) if part]
        readings = [word, word.translate(_LEET_AS_I), word.translate(_LEET_AS_L), *parts]
    if _STRETCHED.search(word) is None:
        return tuple(dict.fromkeys(readings))
    shorter = [_STRETCHED.sub(short, reading) for reading in readings for short in (r"\1", r"\1\1")]
    return tuple(dict.fromkeys(readings + shorter))
