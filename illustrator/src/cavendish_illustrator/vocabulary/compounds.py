"""Parts unknown German and Dutch compounds in two words that both are known: a `Bergziege` is a goat."""

import functools
from collections.abc import Iterator
from typing import Final, NamedTuple

from cavendish_illustrator.vocabulary.keyword_index import keyword_index
from cavendish_illustrator.vocabulary.lexicon import language_lexicon, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

_LINKS: Final = ("", "s", "es", "n", "en", "er", "e", "ns")
"""What joins the parts of a compound: `Gebirgsbach`, `Blumenladen`."""
_LEAST: Final = 3
_SURE: Final = 6
"""A last part so long is no chance, whatever stands before it: `Opernsängerin`."""
_NAMES: Final = frozenset({"subject", "role", "setting"})
_FIRST_PARTS: Final = frozenset(
    {"subject", "role", "setting", "material", "season", "time", "weather", "color", "size"}
)
_OF_YEAR: Final = frozenset({"season", "time", "weather"})
_MANY: Final = {
    "de": ("herde", "herden", "schwarm", "schwärme", "rudel", "schar"),
    "nl": ("kudde", "zwerm", "roedel", "troep"),
}


class Parts(NamedTuple):
    """The word that says what a compound is, and whether it is many of them."""

    head: str
    is_many: bool


def parts_of(word: str, language: str) -> Parts | None:
    """The head of a compound; of a `Schafherde` the sheep."""
    for crowd in _MANY.get(language, ()):
        first = word.removesuffix(crowd)
        if first != word and (stem := next(_named(first, language, frozenset({"subject"})), None)):
            return Parts(stem, is_many=True)
    for at in range(_LEAST, len(word) - _LEAST + 1):
        head = word[at:]
        is_head = _topic(head, language) in _NAMES
        if is_head and (len(head) >= _SURE or _is_first(word[:at], language)):
            return Parts(head, is_many=False)
    return None


def head_after_season(word: str, language: str) -> str | None:
    """The thing that a word names which begins with a time of the year or the day: `Wintermantel`."""
    for at in range(_LEAST, len(word) - _LEAST + 1):
        first = word[:at]
        stems = (first, first.removesuffix("s"))
        is_time = any(_topic(stem, language) in _OF_YEAR for stem in stems)
        if is_time and _topic(word[at:], language) == "subject" and word[at:] not in _aloft(language):
            return word[at:]
    return None


def _is_first(part: str, language: str) -> bool:
    return part in _bound(language) or next(_named(part, language, _FIRST_PARTS), None) is not None


def _named(part: str, language: str, topics: frozenset[str]) -> Iterator[str]:
    """The first part without what links it, as the listed words that it may be."""
    for link in _LINKS:
        stem = part.removesuffix(link)
        if (link and stem == part) or len(stem) < _LEAST - 1:
            continue
        for one in (stem, f"{stem}e"):
            if _topic(one, language) in topics:
                yield one


def _topic(word: str, language: str) -> str:
    """What a single listed word means; empty for one that is not listed so."""
    lexicon = language_lexicon(language)
    found = (e for e in lexicon.exact[fold(word)] if len(e.words) == 1 and e.raw_first == word)
    begun = (e for e in lexicon.prefixed[fold(word)[:3]] if e.words == (f"{fold(word)}*",))
    listed = next((entry.topic for entry in (*found, *begun)), "")
    return listed or ("subject" if fold(word) in keyword_index(language).labels else "")


@functools.cache
def _bound(language: str) -> frozenset[str]:
    """First parts that are no words for things: `Polarfuchs`, `Wildpferd`."""
    return frozenset(split_phrases(read_topic("compound_heads")["firsts"].get(language, "")))


@functools.cache
def _aloft(language: str) -> frozenset[str]:
    """What a time of the day belongs to: an evening sun is no sun by day."""
    return frozenset(split_phrases(read_topic("compound_heads")["aloft"].get(language, "")))
