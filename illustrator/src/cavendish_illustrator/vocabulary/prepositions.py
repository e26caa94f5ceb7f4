"""Words before a noun by which an ending that looks like a plural is only a case of the singular."""

from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.vocabulary.tokens import Token

_PREPOSITIONS: Final = frozenset(
    {
        "na", "w", "we", "z", "ze", "do", "od", "o", "po", "przy", "pod", "nad", "dla", "v", "ve", "s",
        "se", "k", "u", "у", "в", "з", "із", "зі", "під", "над", "за", "біля", "до", "для", "на", "по",
        "при",
    }
)  # fmt: skip
_NO_PLURAL_AFTER: Final = {
    "de": frozenset({"ein", "eine", "einen", "einem", "einer", "eines", "der", "dem", "den", "des"}),
    "nl": frozenset({"een"}),
    "pl": _PREPOSITIONS,
    "uk": _PREPOSITIONS,
    "cs": _PREPOSITIONS,
}
"""Words after which a plural-looking ending is only a case of the singular."""


_OF_MANY_CZECH: Final = {
    "y": frozenset({"s", "se", "na", "nad", "pod", "pred", "mezi", "za"}),
    "i": frozenset({"s", "se", "nad", "pod", "pred", "mezi"}),
}
"""Czech prepositions after which no single noun ends so: `s deštníky`, `s koni`, but `u školy`."""
_AS_ADJECTIVE: Final = ("mi", "é", "í", "e", "a", "dva", "dvě", "tři", "čtyři")


def is_after_preposition(tokens: Sequence[Token], start: int, language: str) -> bool:
    """Whether an ending may be a case of the singular: `gra na akordeonie`."""
    first = start
    while first > max(0, start - 2) and not tokens[first].is_after_break:
        first -= 1
    before = {token.plain for token in tokens[first:start]}
    if language == "cs" and _is_of_many(tokens[first:start], tokens[start].raw):
        return False
    return not _NO_PLURAL_AFTER.get(language, frozenset()).isdisjoint(before)


def _is_of_many(before: Sequence[Token], noun: str) -> bool:
    """Whether nothing but an adjective stands between such a preposition and a Czech noun."""
    prepositions = _OF_MANY_CZECH.get(noun[-1:], frozenset())
    at = next((i for i, token in enumerate(before) if token.plain in prepositions), None)
    return at is not None and all(token.raw.endswith(_AS_ADJECTIVE) for token in before[at + 1 :])
