"""Finds the plain forms of words of endearment: `barquinho` is a `barco`, `robottino` a `robot`."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases

_SHORTEST_REST: Final = 3
"""Before the ending stands at least so much of a word."""
_NO_ENDING: Final = "-"
_HARD: Final = {
    "it": (("ch", "c"), ("gh", "g")),
    "es": (("qu", "c"), ("gu", "g"), ("c", "z")),
    "pt": (("qu", "c"), ("gu", "g")),
}
"""What stands before an ending in `e` or `i`, and what it was before: `barquinho`, `barco`."""


@dataclass(frozen=True, slots=True)
class PlainForm:
    """A word without its ending of endearment or number."""

    word: str
    is_plural: bool


def plain_forms(word: str, language: str) -> Iterator[PlainForm]:
    """Words that `word` may be a small, a big or several ones of, the likeliest first; most do not exist."""
    for ending, plain in _endings(language):
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < _SHORTEST_REST:
            continue
        is_plural = ending.endswith(("s", "i")) or (language == "it" and ending.endswith("e"))
        for stem in _stems(rest, language):
            yield from (PlainForm(stem + ("" if end == _NO_ENDING else end), is_plural) for end in plain)


def _stems(rest: str, language: str) -> Iterator[str]:
    for written, plain in _HARD.get(language, ()):
        if rest.endswith(written):
            yield rest.removesuffix(written) + plain
    yield rest
    if len(rest) > _SHORTEST_REST and rest[-1] == rest[-2]:
        yield rest[:-1]  # `robottino`


@functools.cache
def _endings(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The endings, the longest first, each with what may stand in its place."""
    row = read_table("vocabulary/lexicon/word_forms.toml")["endearment"].get(language, "")
    pairs = (part.partition(":") for part in row.split("|") if part.strip())
    found = ((ending.strip(), tuple(split_phrases(plain))) for ending, _, plain in pairs)
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))
