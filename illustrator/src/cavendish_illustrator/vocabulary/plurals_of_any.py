"""Plurals of words that are listed once for all languages: `waiters`, `panaderos`, `policjanci`.

Those lists are read without stems, for a stem of one language is a word of another; their plurals are known
by rule, and where the rule could also make something else of a word, only for people.
"""

import functools
from collections.abc import Mapping
from typing import Final

from cavendish_illustrator.data_tables import read_table

_SHORTEST: Final = 4
_FOR_PEOPLE_ONLY: Final = frozenset({"de", "nl", "it", "pl", "uk", "cs"})
NOUNS: Final = frozenset({"subject", "role"})


def singulars(word: str, language: str) -> tuple[str, ...]:
    """What a folded word may be the plural of."""
    return tuple(
        singular
        for ending, whole in _rules().get(language, ())
        if word.endswith(ending) and len(singular := word.removesuffix(ending) + whole) >= _SHORTEST
    )


def may_be_many(topic: str, language: str) -> bool:
    """Whether the rules hold for words of a topic in a language."""
    return topic == "role" if language in _FOR_PEOPLE_ONLY else topic in NOUNS


@functools.cache
def _rules() -> Mapping[str, tuple[tuple[str, str], ...]]:
    rows = read_table("vocabulary/lexicon/word_forms.toml")["plurals_of_any"]
    return {
        language: tuple((ending, whole) for ending, _, whole in (rule.partition(":") for rule in row.split()))
        for language, row in rows.items()
    }
