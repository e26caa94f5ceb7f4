"""Leads Slavic nouns back from their cases to how they are listed: `свічці` is `свічка`, `ogórkami` `ogórek`.

Stemmers cut endings, but keep what a case changes before them, and need long words: `ryb`, `rąk` and `сиру`
have no stem in common with `ryba`, `ręka` and `сир`.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.vocabulary.tokens import fold

_NOTHING: Final = "-"
_SHORTEST: Final = 3
_SHORTEST_REST: Final = 2
_TELLING: Final = 3
"""A nominative of so many letters of its own says enough beside a shorter rest."""
_ENDED: Final = ("ów", "ami", "ach", "ích", "ách", "ів", "їв", "ами", "ями", "ах", "ях")
"""Endings by which a word is in its case already: `ogórków` is of `ogórek`, not of `ogórkowa`."""
_VOWEL: Final = re.compile("[aeiouyąęóáéěíúůýаеєиіїоуюя]")


@dataclass(frozen=True, slots=True)
class ListedForm:
    """How a noun may be listed whose case was read."""

    word: str
    is_plural: bool


@dataclass(frozen=True, slots=True)
class _Ending:
    """The ending of a case, and what the noun ends in where it is listed."""

    written: str
    nominative: str
    is_plural: bool


def listed_forms(word: str, language: str) -> list[ListedForm]:
    """What a word with its accents may be listed as, first what is all in it: `vlků` is no `vlek`."""
    found = list(_bent_back(word, language)) if len(word) >= _SHORTEST else []
    return sorted(found, key=lambda form: not word.startswith(form.word[:-1]))


def _bent_back(word: str, language: str) -> Iterator[ListedForm]:
    for ending in _endings(language, is_plain=word == fold(word)):
        if not word.endswith(ending.written) or (not ending.written and word.endswith(_ENDED)):
            continue
        rest = word.removesuffix(ending.written)
        least = _SHORTEST_REST if len(ending.nominative) < _TELLING else 0
        if len(rest) >= least:
            for stem in _stems(rest, ending, language):
                yield ListedForm(stem + ending.nominative, ending.is_plural)


def _stems(rest: str, ending: _Ending, language: str) -> Iterator[str]:
    """The rest, and as it is where its last syllable opens or closes: `stołu`, `stół`; `rąk`, `ręka`."""
    yield rest
    is_closed, was_closed = not _VOWEL.search(ending.nominative), not _VOWEL.search(ending.written)
    if is_closed == was_closed:
        return
    for closed, opened in _vowels(language):
        before, after = (opened, closed) if is_closed else (closed, opened)
        head, found, tail = rest.rpartition(before)
        if found and not _VOWEL.search(tail):
            yield head + after + tail


@functools.cache
def _vowels(language: str) -> tuple[tuple[str, str], ...]:
    """Vowels of a closed syllable, and what each is in an open one."""
    row = read_table("vocabulary/lexicon/word_forms.toml")["vowels"].get(language, "")
    pairs = (part.partition(":") for part in row.split())
    return tuple((closed, opened) for closed, _, opened in pairs)


@functools.cache
def _endings(language: str, *, is_plain: bool) -> tuple[_Ending, ...]:
    """The endings, the longer ones first; without accents where the word bears none."""
    row = read_table("vocabulary/lexicon/word_forms.toml")["cases"].get(language, "")
    found: dict[tuple[str, str], bool] = {}
    for part in row.split("|") if row else ():
        nominative, _, cases = part.strip().partition(":")
        one, _, many = cases.partition("/")
        for is_plural, written in ((False, one), (True, many)):
            for ending in written.split():
                plain = fold(ending) if is_plain else ending
                found.setdefault((plain.strip(_NOTHING), nominative.strip(_NOTHING)), is_plural)
    endings = (_Ending(written, nominative, many) for (written, nominative), many in found.items())
    return tuple(sorted(endings, key=lambda ending: -len(ending.written)))
