"""What words mean in another language than the prompt's, by the exact phrases of all ten languages."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from cavendish_illustrator.vocabulary.entries import Entry
from cavendish_illustrator.vocabulary.lexicon import (
    EXACT_TOPICS,
    LANGUAGES,
    PREFIX_KEY,
    STEM_SAFE,
    TOPIC_FILES,
    LanguageLexicon,
    LexiconBuilder,
    make_entry,
    raw_words_of,
    read_as,
    read_topic,
)
from cavendish_illustrator.vocabulary.multimap import Multimap
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

_SAFE_PREFIX: Final = 7
"""Six letters and the star: shorter beginnings match words of other languages."""
_FEW: Final = 512


@functools.lru_cache(maxsize=_FEW)
def foreign_phrases(first: str) -> LanguageLexicon:
    """What all languages have that may begin with a word, which is folded.

    Without stems, and made when it is asked for: entries of all ten would take a second and 20 MB.
    """
    index = _index()
    begun = (index.beginnings[first[:size]] for size in range(1, PREFIX_KEY + 1))
    builder = LexiconBuilder("")
    for line in sorted({*index.words[first], *(line for lines in begun for line in lines)}):
        for entry in index.entries(line):
            builder.add(entry)
    return builder.lexicon()


class _Value(NamedTuple):
    topic: str
    value: str
    table: Mapping[str, Any]


class _Index(NamedTuple):
    """Lines by what their phrases begin with; a line is the number of its value and that of its language."""

    values: list[_Value]
    words: Multimap[int]
    """By the first word, folded."""
    beginnings: Multimap[int]
    """By the first letters of a first word with a star."""

    def entries(self, line: int) -> Iterator[Entry]:
        number, language_number = divmod(line, len(LANGUAGES))
        topic, value, table = self.values[number]
        language = LANGUAGES[language_number]
        for phrase in split_phrases(table[language]):
            if _is_safe(phrase, fold(raw_words_of(phrase, language)[0])):
                yield make_entry(topic, value, language, phrase, may_stem=False)


@functools.cache
def _index() -> _Index:
    index = _Index([], Multimap(), Multimap())
    for file_name, topic in TOPIC_FILES.items():
        if topic in EXACT_TOPICS or topic == "number":
            continue
        for value, table in read_topic(file_name).items():
            for language_number, language in enumerate(LANGUAGES):
                line = len(index.values) * len(LANGUAGES) + language_number
                for phrase in split_phrases(table.get(language, "")):
                    _note(index, line, phrase, language)
            index.values.append(_Value(topic, read_as(value), table))
    return index


def _note(index: _Index, line: int, phrase: str, language: str) -> None:
    first = fold(raw_words_of(phrase, language)[0])
    if not _is_safe(phrase, first):
        return
    table, key = index.words, first
    if first.endswith("*"):
        table, key = index.beginnings, first[:-1][:PREFIX_KEY]
    if table[key][-1:] != (line,):
        table.add(key, line)


def _is_safe(phrase: str, first: str) -> bool:
    """Short words mean something else in every language."""
    return len(first) >= (_SAFE_PREFIX if "*" in phrase else STEM_SAFE)
