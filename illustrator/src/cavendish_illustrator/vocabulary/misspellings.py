"""Corrects a slip of the keyboard in a word that no list knows: `carying`, `umbrela`, `Schmeterling`."""

import functools
from collections.abc import Callable, Iterator
from typing import Final

from cavendish_illustrator.vocabulary.keyword_index import keyword_index
from cavendish_illustrator.vocabulary.lexicon import language_lexicon, read_topic
from cavendish_illustrator.vocabulary.tokens import fold

_SHORTEST, _LONG_ENOUGH = 5, 6
_LONG_ABROAD: Final = 7
"""In other languages than English a shorter word that nobody knows rather is another word: `volets`."""
_OF_VERBS: Final = ("ing", "ed")
_VOWELS: Final = "aeiouy"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ENDING: Final = 2
"""The last letters are rather another form of the word than a slip."""


@functools.lru_cache(maxsize=512)
def corrected(word: str, language: str) -> str | None:
    """The listed word that was meant; None where none or several are as near.

    A word with another vowel is in most languages another form: `flechtet`, `flüchtet`.
    """
    plain = fold(word)
    if len(plain) < _SHORTEST or not plain.isascii() or not plain.isalpha():
        return None
    if plain.startswith(_hair_tones()):
        return None
    for slips in _kinds(plain, language):
        found = {one for one in slips(plain) if _is_listed(one, language)}
        if found:
            return found.pop() if len(found) == 1 else None
        if len(plain) < (_LONG_ENOUGH if language == "en" else _LONG_ABROAD):
            return None
    return None


def _kinds(plain: str, language: str) -> tuple[Callable[[str], Iterator[str]], ...]:
    """What may have slipped; an unknown `sanding` is rather a verb than a `standing`."""
    if language != "en":
        return _swapped_or_doubled, _left_out_or_added
    if plain.endswith(_OF_VERBS):
        return (_swapped_or_doubled,)
    return _swapped_or_doubled, _left_out_or_added, _other_vowel


@functools.cache
def _hair_tones() -> tuple[str, ...]:
    """How words for hair begin, which are read elsewhere: `blonde`."""
    return tuple(word.removesuffix("*") for words in read_topic("hair_colors").values() for word in words)


def _swapped_or_doubled(word: str) -> Iterator[str]:
    """`hosre`, `sunglases`, `ballloon`: two letters in the other order, one for two, or two for one."""
    for at in range(len(word) - 1):
        if word[at] == word[at + 1]:
            yield word[:at] + word[at + 1 :]
        else:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at] + word[at:]


def _left_out_or_added(word: str) -> Iterator[str]:
    for at in range(1, len(word) - _ENDING + 1):
        yield from (word[:at] + letter + word[at:] for letter in _LETTERS)
        yield word[:at] + word[at + 1 :]


def _other_vowel(word: str) -> Iterator[str]:
    for at in range(1, len(word) - _ENDING):
        if word[at] in _VOWELS:
            yield from (word[:at] + letter + word[at + 1 :] for letter in _VOWELS if letter != word[at])


def _is_listed(word: str, language: str) -> bool:
    listed = language_lexicon(language).exact[word]
    return any(len(entry.words) == 1 for entry in listed) or word in keyword_index(language).labels
