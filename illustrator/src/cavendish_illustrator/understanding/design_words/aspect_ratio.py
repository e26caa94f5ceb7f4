"""Chooses a picture's shape from the words of its prompt."""

import functools
import re
from typing import Final

from cavendish_illustrator.painting.pixel_sizes import PIXEL_SIZES
from cavendish_illustrator.understanding.design_words.quoted_text import split_quoted
from cavendish_illustrator.vocabulary.language_guess import rank_languages
from cavendish_illustrator.vocabulary.lexicon import (
    LANGUAGES,
    LanguageLexicon,
    LexiconBuilder,
    make_entry,
    read_topic,
)
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise

DEFAULT_RATIO: Final = "1:1"
_CLOSE: Final = 0.6
"""Spanish and Portuguese prompts often tie; then both may name the shape."""
_LONGEST: Final = 5000
_WRITTEN: Final = re.compile(r"(?<![\d:])(\d{1,4})\s?(?::|[x×]|\bby\b)\s?(\d{1,4})(?![\d:])", re.IGNORECASE)


def suggest_aspect_ratio(prompt: str) -> str:
    """One of `PIXEL_SIZES`: a written ratio is honoured, else words such as poster or skyline decide."""
    body, _ = split_quoted(prompt[:_LONGEST])
    return _written_ratio(body) or _worded_ratio(body) or DEFAULT_RATIO


def _written_ratio(body: str) -> str | None:
    for match in _WRITTEN.finditer(body):
        width, height = int(match.group(1)), int(match.group(2))
        if f"{width}:{height}" in PIXEL_SIZES:
            return f"{width}:{height}"
        if min(width, height) >= 256:
            return nearest_ratio(width, height)
    return None


def nearest_ratio(width: int, height: int) -> str:
    """The ratio of the API that a picture of these pixels comes closest to."""
    asked = width / height

    def distance(ratio: str) -> float:
        across, down = (int(part) for part in ratio.split(":"))
        offered = across / down
        return max(asked, offered) / min(asked, offered)

    return min(PIXEL_SIZES, key=distance)


def _worded_ratio(body: str) -> str | None:
    tokens = tokenise(body)
    ranked = rank_languages(tokens)
    likely = [name for name, score in ranked if score >= ranked[0][1] * _CLOSE]
    languages = list(dict.fromkeys([*likely, "en"])) if likely else list(LANGUAGES)
    found: set[str] = set()
    for language in languages:
        lexicon = _ratio_lexicon(language)
        position = 0
        while position < len(tokens):
            entry = lexicon.find(tokens, position)
            if entry is not None:
                found.add(entry.value)
            position += len(entry.words) if entry is not None else 1
    return next((ratio for ratio in read_topic("ratios") if ratio in found), None)


@functools.cache
def _ratio_lexicon(language: str) -> LanguageLexicon:
    builder = LexiconBuilder(language)
    for ratio, table in read_topic("ratios").items():
        for phrase in split_phrases(table.get(language, "")):
            builder.add(make_entry("ratio", ratio, language, phrase))
    return builder.lexicon()
