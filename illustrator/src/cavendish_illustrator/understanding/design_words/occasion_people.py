"""Leaves out who a card's occasion is about: the mother of `a Mother's Day card` is nobody to draw."""

from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import Token, fold

_THINGS: Final = frozenset({"subject", "role"})
_FOR_SOMEBODY: Final = frozenset({Kind.POSTER, Kind.MENU, Kind.BOOK_COVER})
"""Their `for` tells the audience: a dance for seniors; who is named without it is shown."""
_ANYBODY: Final = frozenset(
    {
        "person", "girl", "boy", "child", "woman", "man", "old-man", "old-woman", "old-couple", "baby",
        "couple", "teenager", "student", "pupil",
    }
)  # fmt: skip
_FARTHEST: Final = 4
"""Words that may stand between `for` and whom it is for: `for a 5 year old boy`."""
_WITH: Final = frozenset({"and", "with", "on", "in", "und", "i", "y", "et", "e", "en", "a", "і", "та"})
_OF: Final = frozenset({"of", "de", "d", "von", "di", "van"})
_ONE: Final = frozenset({"a", "an", "un", "una", "une", "uno", "um", "uma", "ein", "einem", "einer", "een"})
_OCCASIONS: Final = frozenset(
    {"okazji", "okazja", "powodu", "нагоди", "podziekowaniem", "zyczeniami", "подякою"}
)
"""After a `with` they tell what a card is for."""
_THEMES: Final = frozenset(
    {
        "theme", "themed", "motyw", "motywem", "motywie", "temat", "thema", "motto", "tematica", "tema",
        "тема", "тематика", "stylu", "motiv", "motivem",
    }
)  # fmt: skip
"""Beside one of these somebody is what a card shows."""
_PLAYED: Final = "playing-cards"


@cache
def _words(name: str, language: str) -> frozenset[str]:
    row = read_topic("title_words")[name]
    return frozenset(fold(phrase) for key in ("en", language) for phrase in split_phrases(row.get(key, "")))


def without_occasion_people(reading: Reading) -> Reading:
    """The reading of a card without those it is for or its occasion honours; whoever it shows stays.

    Of posters, menus and covers only somebody of no trade goes, after a `for` or before an event's name.
    """
    kind = next((m for m in reading.matches if m.topic == "kind"), None)
    if kind is None or Kind(kind.value) not in _FOR_SOMEBODY | {Kind.CARD}:
        return reading
    gone = _honoured if Kind(kind.value) is Kind.CARD else _is_audience
    kept = [match for match in reading.matches if not gone(reading, kind, match)]
    return replace(reading, matches=kept) if len(kept) < len(reading.matches) else reading


def _honoured(reading: Reading, kind: Match, match: Match) -> bool:
    if match.topic not in _THINGS:
        return False
    if match.value == _PLAYED and match.start in range(kind.start, kind.end):
        return True
    is_one = match.topic == "role" or is_person(match.value)
    return is_one and (_is_in_purpose(reading, kind, match) or _is_after_for(reading, match))


def _is_audience(reading: Reading, kind: Match, match: Match) -> bool:
    if match.topic not in _THINGS or match.value not in _ANYBODY:
        return False
    between = {token.plain for token in reading.tokens[match.end : kind.start]}
    is_attribute = bool(between) and not between & _WITH and _is_in_purpose(reading, kind, match)
    return is_attribute or (match.start >= kind.end and _is_after_for(reading, match))


def _is_in_purpose(reading: Reading, kind: Match, match: Match) -> bool:
    """Whether it stands with the kind before anything that is shown: `card for the bride`, no `with`."""
    tokens = reading.tokens
    first, last = min(kind.start, match.start), max(kind.end, match.end)
    if any(token.is_after_break for token in tokens[first + 1 : last]):
        return False
    between = tokens[min(kind.end, match.end) : max(kind.start, match.start)]
    if any(_turns(reading, token) for token in between):
        return False
    near = {token.plain for token in tokens[max(0, match.start - 2) : match.end + 2]}
    is_theme = not near.isdisjoint(_THEMES)
    return not (is_theme or (match.start >= kind.end and _is_shown(reading, kind, match)))


def _turns(reading: Reading, token: Token) -> bool:
    """Whether what is shown begins there; `z okazji` still tells the occasion."""
    if token.plain not in _words("turns", reading.language):
        return False
    after = next((one.plain for one in reading.tokens if one.start > token.start), "")
    return after not in _OCCASIONS


def _is_shown(reading: Reading, kind: Match, match: Match) -> bool:
    """`a card of a girl`: straight after the kind somebody who is not yet known is what it shows."""
    first = [token.plain for token in reading.tokens[kind.end : kind.end + 2]]
    return len(first) == 2 and first[0] in _OF and first[1] in _ONE and match.start - kind.end <= _FARTHEST


def _is_after_for(reading: Reading, match: Match) -> bool:
    """Whether a `for` stands shortly before it, in its clause."""
    tokens, words = reading.tokens, _words("for", reading.language)
    for index in range(match.start - 1, max(-1, match.start - 1 - _FARTHEST), -1):
        if tokens[index + 1].is_after_break or _turns(reading, tokens[index]):
            return False
        if tokens[index].plain in words:
            return True
    return False
