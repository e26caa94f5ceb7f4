"""Tells by its name which drawing of its own a species has: a goldfinch is read as a robin, and is none."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Protocol

from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, raw_words_of, read_as, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

_CUT_SHORT = frozenset({"pl", "uk", "cs"})
"""Languages whose nouns have other ends in other cases."""
_SURE, _CUT = 3, 2
"""How many letters of a word stay as they are in all cases at least, and how many at its end may not."""
_WORDS_KEPT = 512


@cache
def _names() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The drawings of the species that are read as each concept, and their names."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for key, table in read_topic("species").items():
        names = {_begun(name, language) for language in LANGUAGES for name in split_phrases(table[language])}
        pattern = re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})")
        found.setdefault(read_as(key), []).append((key.partition(":")[2], pattern))
    return {concept: tuple(rows) for concept, rows in found.items()}


def _begun(name: str, language: str) -> str:
    """The pattern of a name, each of whose words may have another end."""
    words: Iterable[str] = map(fold, raw_words_of(name, language))
    if language in _CUT_SHORT:
        words = (word[: max(_SURE, len(word) - _CUT)] for word in words)
    return r"\w*\W+".join(map(re.escape, words))


@lru_cache(_WORDS_KEPT)
def _sort(concept: str, word: str) -> str | None:
    found = (
        (match.group(), name) for name, names in _names().get(concept, ()) if (match := names.search(word))
    )
    return max(found, key=lambda one: len(one[0]), default=("", None))[1]


def sort_of(subject: Subject) -> str | None:
    """The drawing that shows this species, where its next of kin has another."""
    return kind_of(subject.concept, subject.word)


def kind_of(concept: str, word: str) -> str | None:
    """The drawing of the species that a word names, which is read as a concept."""
    return _sort(concept, fold(word))


@cache
def _kin() -> Mapping[str, str]:
    return {key.partition(":")[2]: read_as(key) for key in read_topic("species")}


def next_of_kin(drawing: str) -> str:
    """What a species' drawing is read as; any other is itself."""
    return _kin().get(drawing, drawing)


class Named(Protocol):
    """What was read as a concept from a word."""

    concept: str
    word: str


def is_another_kind(before: Named, new: Named, *, is_joined: bool) -> bool:
    """`A goldfinch and a bullfinch` are two, though both are robins; `the dog` is the rottweiler."""
    kind = kind_of(new.concept, new.word)
    return kind != kind_of(before.concept, before.word) and (kind is not None or is_joined)
