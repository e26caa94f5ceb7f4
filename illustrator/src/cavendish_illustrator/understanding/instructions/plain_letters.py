"""Words without accents, as the word lists for all languages in one hold them."""

import functools
import unicodedata
from typing import Final

_FEW: Final = 2048


@functools.lru_cache(maxsize=_FEW)
def without_accents(word: str) -> str:
    """The letters of a word without accents; Cyrillic ones keep theirs, as й is no и."""
    return "".join(map(_plain, word.casefold().replace("ł", "l")))


def _plain(letter: str) -> str:
    if letter.isascii() or unicodedata.name(letter, "").startswith("CYRILLIC"):
        return letter
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in decomposed if not unicodedata.combining(part))
