"""Leads Slavic nouns whose last consonant a case changes back to how they are listed: `свічці` is `свічка`.

Stemmers cut endings, but leave the changed consonant: `filiżance` and `filiżanka` have no stem in common.
"""

import functools
from collections.abc import Iterator
from typing import Final

from cavendish_illustrator.data_tables import read_table

_SHORTEST_STEM: Final = 2


@functools.cache
def _changes(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Endings, the longer ones first, and what each may have been."""
    row = read_table("vocabulary/lexicon/word_forms.toml")["changed"].get(language, "")
    pairs = (part.split(":") for part in row.split("|") if part)
    found = ((ending.strip(), tuple(forms.split())) for ending, forms in pairs)
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def listed_forms(word: str, language: str) -> Iterator[str]:
    """What a word with its accents may be listed as; nothing where its ending changes no consonant."""
    for ending, forms in _changes(language):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            yield from (word.removesuffix(ending) + form for form in forms)
