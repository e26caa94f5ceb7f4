"""Tells by its name which drawing of its own a species has: a goldfinch is read as a robin, and is none."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_as, read_topic, split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

_CUT_SHORT = frozenset({"pl", "uk", "cs"})
"""Languages whose nouns have other ends in other cases."""
_ENDS = re.compile(r"(?<=\w{3})[aeiouyаеиіоуьюя]+$")
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
    words: Iterable[str] = re.findall(r"\w+", fold(name))
    if language in _CUT_SHORT:
        words = (_ENDS.sub("", word) for word in words)
    return r"\w*\W+".join(map(re.escape, words))


@lru_cache(_WORDS_KEPT)
def _sort(concept: str, word: str) -> str | None:
    found = (
        (match.group(), name) for name, names in _names().get(concept, ()) if (match := names.search(word))
    )
    return max(found, key=lambda one: len(one[0]), default=("", None))[1]


def sort_of(subject: Subject) -> str | None:
    """The drawing that shows this species, where its next of kin has another."""
    return _sort(subject.concept, fold(subject.word))
