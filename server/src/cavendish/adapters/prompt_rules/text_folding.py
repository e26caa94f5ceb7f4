"""Reads a text as one who knows the tricks: odd letters, digits for letters, spaced and stretched words.

Everything is linear in the text's length. What it cannot see is said in docs/moderation.md.
"""

import html
import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from itertools import product
from typing import Final

_SIGNS: Final = "@$€£+!|"
_WORD: Final = re.compile(rf"[@$€£]?[^\W_]+(?:[{re.escape(_SIGNS)}]+[^\W_]+)*[@$€£]?")
_SIGN: Final = re.compile(rf"[{re.escape(_SIGNS)}]+")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_INVISIBLE_CATEGORIES: Final = frozenset({"Mn", "Me", "Cf"})
_INVISIBLE_LETTERS: Final = frozenset("\u115f\u1160\u3164\u2800")
_SPELLED_OUT: Final = 3
"""So many single letters in a row are one spelled-out text."""
_TURNED_ROUND: Final = re.compile("[\u202e\u2067]([^\u202c\u2069\n]+)")
"""What stands after "show from right to left", up to its end."""
_LUNATE: Final = dict.fromkeys((0x3F2, 0x3F9), "c")
"""A sigma that looks like a c, which NFKC makes a common sigma."""
_TAGS: Final = range(0xE0020, 0xE007F)
"""ASCII once more, invisible: a reader sees nothing, a model reads it."""
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
_I_OR_L: Final = "1!|"
_MOST_I_OR_L: Final = 3
_LEET: Final = {code: letter for code, letter in _LEET_AS_I.items() if chr(code) not in _I_OR_L}
_AS_I: Final = dict.fromkeys(map(ord, _I_OR_L), "i")
_AS_L: Final = dict.fromkeys(map(ord, _I_OR_L), "l")
_LEET_AS_L: Final = {**_LEET, **_AS_L}


@dataclass(frozen=True, slots=True)
class FoldedWord:
    """One word of a text in all readings it has; the first is the plainest."""

    readings: tuple[str, ...]


def fold(text: str) -> str:
    """The text in lower-case letters without marks, look-alikes made Latin; words stay where they are."""
    if "&#" in text:
        text = html.unescape(text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text.translate(_LUNATE)).casefold())
    table: dict[int, str | None] = {
        ord(letter): None
        for letter in set(text)
        if letter in _INVISIBLE_LETTERS or unicodedata.category(letter) in _INVISIBLE_CATEGORIES
    }
    return text.translate({**_LOOKALIKES, **table})


def hidden_text(text: str) -> str:
    """What a text shows or says beside its letters in order: turned-round passages, invisible tag letters."""
    turned = [passage[::-1] for passage in _TURNED_ROUND.findall(text)]
    tagged = "".join(chr(ord(letter) - _TAGS.start) for letter in text if ord(letter) in _TAGS)
    return " ".join((*turned, tagged))


def read_words(text: str, *, find_known: Callable[[str], list[str]]) -> list[FoldedWord]:
    """The words of a text in order.

    `find_known` gives the known words inside letters that came without gaps ("nudechild"), perhaps none.
    """
    words: list[FoldedWord] = []
    spelled: list[str] = []
    folded = fold(text) if text.isascii() else f"{fold(text)} {fold(hidden_text(text))}"
    for word in _WORD.findall(folded):
        if len(word) == 1:
            spelled.append(word)
            continue
        if spelled:
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


def _as_letters(word: str) -> list[str]:
    """Letters for its digits and signs; those that may be i or l in every way, if they are few."""
    plain = word.translate(_LEET)
    if not 2 <= sum(plain.count(sign) for sign in _I_OR_L) <= _MOST_I_OR_L:
        return [plain.translate(_AS_I), plain.translate(_AS_L)]
    choices = ("il" if letter in _I_OR_L else letter for letter in plain)
    return ["".join(letters) for letters in product(*choices)]


def _readings(word: str) -> tuple[str, ...]:
    if word.isalpha():
        readings = [word]
    elif word.isdigit():
        return (word,)
    else:
        parts = [] if word.isalnum() else [part for part in _SIGN.split(word) if part]
        spelled = ["".join(parts)] if len(parts) >= _SPELLED_OUT and max(map(len, parts)) == 1 else []
        readings = [word, *_as_letters(word), *parts, *spelled]
    if _STRETCHED.search(word) is None:
        return tuple(dict.fromkeys(readings))
    shorter = [_STRETCHED.sub(short, reading) for reading in readings for short in (r"\1", r"\1\1")]
    return tuple(dict.fromkeys(readings + shorter))
