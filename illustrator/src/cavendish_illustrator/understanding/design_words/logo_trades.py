"""The trade that a logo writes small under its name: `a bakery called Golden Crust`."""

from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import fold

_NEAR: Final = 3
_MOST_WORDS: Final = 3
_SLAVIC: Final = frozenset({"pl", "uk", "cs"})
"""Their trades stand in a case that no sign has."""


@cache
def _words(name: str, language: str) -> frozenset[str]:
    row = read_topic("title_words")[name]
    return frozenset(fold(phrase) for key in ("en", language) for phrase in split_phrases(row.get(key, "")))


def find_trade(source: str, reading: Reading, *, is_quoted: bool) -> str:
    """The words between `for` and the name, up to three; empty where there are more, or none."""
    language, tokens = reading.language, reading.tokens
    logo = next((m for m in reading.matches if m.topic == "kind" and m.value == Kind.LOGO), None)
    if logo is None or language in _SLAVIC:
        return ""
    near = range(logo.end, min(len(tokens), logo.end + _NEAR))
    start = next((i + 1 for i in near if tokens[i].plain in _words("for", language)), len(tokens))
    while start < len(tokens) and tokens[start].plain in _words("determiners", language):
        start += 1
    end = start
    turns, called = _words("turns", language), _words("called", language)
    while end < len(tokens) and not (end > start and tokens[end].is_after_break):
        if tokens[end].plain in turns | called:
            break
        end += 1
    is_named = is_quoted or (end < len(tokens) and tokens[end].plain in called)
    if not is_named or not start < end <= start + _MOST_WORDS:
        return ""
    return source[tokens[start].start : tokens[end - 1].end]
