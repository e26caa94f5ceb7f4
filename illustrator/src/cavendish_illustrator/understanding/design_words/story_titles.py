"""Titles that are a sentence: `a book about a dragon who was afraid of fire`, `how coffee gets to a cup`."""

from functools import cache
from typing import Final

from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import fold

_MOST_WORDS: Final = 10
_NEAR: Final = 5
"""Words between the article and what tells more of its noun."""
_SMALL: Final = frozenset({"a", "an", "the", "of", "to", "in", "on", "at", "and", "or", "for", "by", "with"})
"""What an English title writes small."""


@cache
def _words(name: str, language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in split_phrases(read_topic("title_words")[name].get(language, "")))


@cache
def _definite(language: str) -> dict[str, str]:
    pairs = split_phrases(read_topic("title_words")["definite"].get(language, ""))
    return dict(pair.split() for pair in pairs)


def find_story_title(source: str, reading: Reading, start: int) -> str:
    """The sentence after the first word for `about` from a token on; empty where none tells a story."""
    tokens, language = reading.tokens, reading.language
    for index in range(start, len(tokens) - 1):
        if tokens[index].plain in _words("about_inside", language):
            return _sentence(source, reading, index)
        if tokens[index].plain in _words("asking", language) and not tokens[index].is_after_break:
            return _sentence(source, reading, index - 1)
    return ""


def _sentence(source: str, reading: Reading, about: int) -> str:
    tokens, language = reading.tokens, reading.language
    first = about + 1
    if tokens[first].plain in _words("asking", language):
        return source[tokens[first].start : tokens[_end(reading, first) - 1].end]
    telling = _words("telling", language)
    reach = range(first + 1, min(len(tokens), first + 1 + _NEAR))
    turn = next((i for i in reach if tokens[i].plain in telling), None)
    if turn is None or any(tokens[i].is_after_break for i in range(first, turn)):
        return ""
    text = source[tokens[first].start : tokens[_end(reading, turn) - 1].end]
    if tokens[about].plain in _words("kept", language):
        return f"{tokens[about].raw} {text}"
    article, _, rest = text.partition(" ")
    text = (
        f"{_definite(language)[article.lower()]} {rest}" if article.lower() in _definite(language) else text
    )
    return _in_capitals(text) if language == "en" else text


def _end(reading: Reading, start: int) -> int:
    """The end of the sentence: at the next break, or after its tenth word."""
    tokens = reading.tokens
    last = min(len(tokens), start + _MOST_WORDS)
    return next((i for i in range(start + 1, last) if tokens[i].is_after_break), last)


def _in_capitals(text: str) -> str:
    words = text.split()
    return " ".join(w if k and w.lower() in _SMALL else w[:1].upper() + w[1:] for k, w in enumerate(words))
