"""Parts German and Dutch names of designed pieces: `Katzenaufkleber` are stickers, and of cats.

What a piece is for parts from it as well: `Namenstagskarte`.
"""

import re
from functools import cache
from typing import Final

from cavendish_illustrator.understanding.design_words.design_topics import find_topic
from cavendish_illustrator.vocabulary.keyword_index import keyword_index
from cavendish_illustrator.vocabulary.lexicon import language_lexicon, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST_REST: Final = 3
_LINKS: Final = ("", "s", "n", "en", "es", "er")
"""What joins the parts; the first is none."""
_WHOLE: Final = frozenset({"kind", "subject"})
"""Who names a map's kind, as in `Schatzkarte`, means no card."""
_NAMED: Final = frozenset({"subject", "role", "setting", "season", "pattern", "color"})


@cache
def _pieces() -> dict[str, tuple[str, ...]]:
    """The names of pieces by language, the longer ones first."""
    row = read_topic("compound_heads")["pieces"]
    return {
        language: tuple(sorted(split_phrases(names), key=len, reverse=True))
        for language, names in row.items()
    }


def parted_pieces(text: str) -> str:
    """The text with a blank before the piece in every compound that names a thing and a piece."""
    return _WORD.sub(lambda match: _parted(match.group()), text)


def _parted(word: str) -> str:
    lower = word.lower()
    for language, pieces in _pieces().items():
        piece = next((one for one in pieces if lower.endswith(one)), "")
        rest = len(lower) - len(piece)
        if not piece or rest < _SHORTEST_REST or _is_known(lower, language):
            continue
        if _is_occasion(lower[:rest], language) or any(
            _is_thing(lower[:rest].removesuffix(link), language) for link in _LINKS
        ):
            return f"{word[:rest]} {word[rest:]}"
    return word


def _is_known(word: str, language: str) -> bool:
    entry = language_lexicon(language).find(tokenise(word), 0)
    return entry is not None and entry.topic in _WHOLE


def _is_occasion(word: str, language: str) -> bool:
    """Whether a topic of designed pieces begins so: `Namenstags` of `Namenstagskarte`."""
    return find_topic(tokenise(word), language) is not None


def _is_thing(word: str, language: str) -> bool:
    tokens = tokenise(word)
    if len(word) < _SHORTEST_REST or not tokens:
        return False
    entry = language_lexicon(language).find(tokens, 0)
    if entry is not None:
        return entry.topic in _NAMED
    return keyword_index(language).find_label(tokens, 0) is not None
