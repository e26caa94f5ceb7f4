"""Leaves out places that are named and not seen: `on the way to school`, `a letter from Paris`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading
from cavendish_illustrator.vocabulary.tokens import Token

_SETTING: Final = "setting"
_STREET, _ROAD = "street", "road"
_CLASSROOM, _SCHOOL = "classroom", "school"
"""The school is seen at the end of its way."""
_WAYS: Final = frozenset({"lane", "road"})
_DRY: Final = frozenset({"desert", "beach", "savanna"})
_SNOW: Final = "snow"
_PICTURES: Final = frozenset({"kind", "style", "framing"})
_SHOWN: Final = frozenset({"subject", "role"})
_ARTICLES: Final = 3
"""So many words may stand between a phrase and the place it leads to."""
_MODIFIERS: Final = frozenset({"subject", "role", UNKNOWN})
_PHRASE: Final = 6
"""Words of the longest phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    ways: frozenset[tuple[str, ...]]
    drives: frozenset[tuple[str, ...]]
    sent: tuple[str, ...]
    between: frozenset[tuple[str, ...]]
    thoughts: frozenset[tuple[str, ...]]
    outside: frozenset[tuple[str, ...]]
    sites: frozenset[str]
    rooms: frozenset[str]
    shores: Mapping[str, str]


@cache
def _table() -> _Table:
    rows = read_table("understanding/reading/figurative_places.toml")
    return _Table(
        ways=_phrases(rows["ways"]),
        drives=_phrases(rows["drives"]),
        sent=tuple(" ".join(words) for words in _phrases(rows["sent"])),
        between=_phrases(rows["from"]),
        thoughts=_phrases(rows["thoughts"]),
        outside=_phrases(rows["outside"]),
        sites=frozenset(rows["sites"]),
        rooms=frozenset(rows["rooms"]),
        shores=rows["shores"],
    )


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(part.split()) for part in text.split(",") if part.strip())


def without_figurative_places(reading: Reading) -> Reading:
    """The reading with the places on the way to which somebody is, and without those only thought of."""
    matches = list(reading.matches)
    for at, match in enumerate(matches):
        if match.topic == _SETTING:
            matches[at] = _seen_instead(reading, at, match)
            if matches[at].value != match.value:
                _forget_way(reading, matches, at)
    if matches == reading.matches:
        return reading
    return replace(reading, matches=matches)


def _seen_instead(reading: Reading, at: int, match: Match) -> Match:
    """The place that is seen where this one is named; the word alone where none is."""
    before = _words_before(reading.tokens, match.start)
    left_out = replace(match, topic="word", value="stop")
    if _ends_with(before, _table().drives):
        return replace(match, value=_table().shores.get(match.value, _ROAD))
    is_site, is_room = match.value in _table().sites, match.value in _table().rooms
    if is_site and match.value == _CLASSROOM and _ends_with(before, _table().ways):
        return replace(match, topic="subject", value=_SCHOOL)
    if (is_site and _ends_with(before, _table().ways)) or (is_room and _stands_outside(before)):
        return replace(match, value=_STREET)
    if _is_sent_from(before) and not _is_piece_itself(reading, at):
        return left_out
    has_other = _is_placed_elsewhere(reading, at)
    if has_other and (_ends_with(before, _table().thoughts) or _modifies_next(reading, at)):
        return left_out
    return match


def _forget_way(reading: Reading, matches: list[Match], at: int) -> None:
    """The `way` of `on the way to` is no lane of its own."""
    for before in range(at - 1, max(-1, at - _PHRASE), -1):
        if matches[before].topic == _SETTING and matches[before].value in _WAYS:
            matches[before] = replace(matches[before], topic="word", value="stop")
        if reading.tokens[matches[before].start].is_after_break:
            return


def _words_before(tokens: Sequence[Token], start: int) -> list[str]:
    """The words of the same clause before one, the nearest last."""
    first = start
    while first > max(0, start - _PHRASE - _ARTICLES) and not tokens[first].is_after_break:
        first -= 1
    return [token.plain for token in tokens[first:start]]


def _ends_with(words: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether a phrase stands right before, or an article and a word before that."""
    for end in range(len(words), max(-1, len(words) - _ARTICLES), -1):
        for size in range(1, min(_PHRASE, end) + 1):
            if tuple(words[end - size : end]) in phrases:
                return True
    return False


def _stands_outside(words: Sequence[str]) -> bool:
    """Whether right before the place stands that one is behind or in front of it."""
    return any(tuple(words[-size:]) in _table().outside for size in range(1, 5) if len(words) >= size)


def _is_piece_itself(reading: Reading, at: int) -> bool:
    """`a postcard from Lisbon with a tram`, `photo of a forest`: what is asked for itself shows the place."""
    said = {match.topic for match in reading.matches[:at]}
    return not said.isdisjoint(_PICTURES) and said.isdisjoint(_SHOWN)


def _is_sent_from(words: Sequence[str]) -> bool:
    """`a postcard from`, `eine Postkarte aus`: what comes from there is elsewhere now."""
    for end in range(len(words), max(0, len(words) - 2), -1):
        for size in (1, 2):
            if end > size and tuple(words[end - size : end]) in _table().between:
                return _is_thing(words[: end - size])
    return False


def _is_thing(words: Sequence[str]) -> bool:
    last = {" ".join(words[-size:]) for size in (1, 2)}
    return any(
        word.startswith(one[:-1]) if one.endswith("*") else word == one
        for one in _table().sent
        for word in last
    )


def _is_placed_elsewhere(reading: Reading, at: int) -> bool:
    """Whether the prompt names another place, or snow to be in."""
    others = [one for index, one in enumerate(reading.matches) if index != at]
    if reading.matches[at].value in _DRY and any(one.value == _SNOW for one in others):
        return True
    return any(one.topic == _SETTING and one.value not in {"plain", "sky"} for one in others)


def _modifies_next(reading: Reading, at: int) -> bool:
    """`a city girl in the forest`: the place only says what kind of thing the next word is."""
    match = reading.matches[at]
    following = reading.matches[at + 1] if at + 1 < len(reading.matches) else None
    if following is None or match.language != "en" or match.end - match.start > 1:
        return False
    is_next = following.start == match.end and not reading.tokens[following.start].is_after_break
    is_first = not _is_in_place(reading.tokens, match.start)
    return is_next and is_first and following.topic in _MODIFIERS


def _is_in_place(tokens: Sequence[Token], start: int) -> bool:
    """`on a park bench`: there the park is where the bench is."""
    return any(token.plain in {"in", "on", "at", "under"} for token in tokens[max(0, start - 2) : start])
