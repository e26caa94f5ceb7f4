"""Puts a title copied from a language that inflects into the nominative: `Festiwalu jazzowego` no more."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases

INFLECTING: Final = ("pl", "uk", "cs")
_FARTHEST: Final = 2
"""Adjectives that may stand before the name of the event."""
_LONGEST_ENDING: Final = 4
_SOFT: Final = ("k", "g", "к", "г")
"""After these a Polish soft ending keeps its vowel: `polskiej` is `polska`."""


class _Head(NamedTuple):
    stem: str
    nominative: str
    gender: str


@cache
def _heads(language: str) -> tuple[_Head, ...]:
    """The names of events, the longer stems first."""
    rows: Mapping[str, str] = read_topic("event_heads").get(language, {})
    found = []
    for gender, line in rows.items():
        for phrase in split_phrases(line):
            stem, nominative = phrase.split()
            found.append(_Head(stem, nominative, gender))
    return tuple(sorted(found, key=lambda head: -len(head.stem)))


@cache
def _endings(language: str) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """The endings of adjectives with what each becomes by gender."""
    rows = (phrase.split() for phrase in split_phrases(str(read_topic("event_heads")["endings"][language])))
    return tuple((row[0], dict(part.split("=") for part in row[1:])) for row in rows)


def _head_of(word: str, language: str) -> _Head | None:
    lower = word.lower()
    return next(
        (
            head
            for head in _heads(language)
            if lower.startswith(head.stem) and len(lower) - len(head.stem) <= _LONGEST_ENDING
        ),
        None,
    )


def names_event(words: Sequence[str], language: str) -> bool:
    """Whether the phrase begins with the name of an event, after two adjectives at most."""
    return _find_head(words, language) is not None


def _find_head(words: Sequence[str], language: str) -> int | None:
    if language not in INFLECTING:
        return None
    return next((k for k, word in enumerate(words[: _FARTHEST + 1]) if _head_of(word, language)), None)


def in_nominative(title: str, language: str) -> str:
    """The title with its event and the adjectives beside it in the nominative; others stay as they are."""
    words = title.split()
    at = _find_head(words, language)
    if at is None:
        return title
    head = _head_of(words[at], language)
    if head is None:
        return title
    last = at + 1
    while last < len(words) and _adjective(words[last], head.gender, language) != words[last]:
        last += 1
    for k in (*range(at), *range(at + 1, last)):
        words[k] = _adjective(words[k], head.gender, language)
    words[at] = head.nominative
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _adjective(word: str, gender: str, language: str) -> str:
    """The adjective beside a noun of that gender; a word with another ending as it is."""
    for ending, by_gender in _endings(language):
        if word.endswith(ending) and gender in by_gender and len(word) > len(ending) + 2:
            stem, new = word[: -len(ending)], by_gender[gender]
            is_hard = stem.endswith(_SOFT) and len(new) > 1 and new[0] == "i"
            return stem + (new[1:] if is_hard and gender == "f" else new)
    return word
