"""Reads what furnishes a room as things: in a kitchen a table is no place, and a mirror may be round."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_person
from cavendish_illustrator.vocabulary.lexicon import (
    LanguageLexicon,
    LexiconBuilder,
    Match,
    make_entry,
    read_topic,
)
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import SURELY_PLURAL, UNKNOWN, Reading
from cavendish_illustrator.vocabulary.stemming import is_plural
from cavendish_illustrator.vocabulary.tokens import Token, fold

_FILE: Final = "furnishings"
_REPLACED: Final = frozenset({"setting", "subject", "word", "kind", "style", "time", "role", UNKNOWN})
"""What a word for a furnishing may have meant."""
_SAID: Final = frozenset({"word", UNKNOWN})
_KEPT_WORDS: Final = frozenset({"with", "and", "in", "negation", "another"})
_HEAD_FIRST: Final = frozenset({"es", "fr", "it", "pt"})
_TOYS: Final = frozenset(
    {"teddy-bear", "rocking-horse", "rag-doll", "toy-train", "rubber-duck", "statue_bust"}
)
_REACH: Final = 2


def with_furnishings(reading: Reading) -> Reading:
    """The reading in which tables, beds and windows of a named room are things of their shape."""
    room = next((one for one in reading.matches if one.topic == "setting" and one.value in _rooms()), None)
    if room is not None:
        reading = _without_its_people(reading, room)
        things = _lexicon(reading.language, is_peopled=False)
        is_peopled = any(
            _is_somebody(one) and things.find(reading.tokens, one.start) is None for one in reading.matches
        )
        reading = _read_again(reading, room, _lexicon(reading.language, is_peopled=is_peopled))
    return _shaped(_tiles_of_towns(reading))


def _tiles_of_towns(reading: Reading) -> Reading:
    """`rua de Lisboa com elétrico e azulejos` lists what is seen there."""
    kept = [
        replace(match, topic="word", value="unseen") if _is_listed_tile(reading, at, match) else match
        for at, match in enumerate(reading.matches)
    ]
    return replace(reading, matches=kept)


_JOINTS: Final = frozenset({"and", "with"})


def _is_listed_tile(reading: Reading, at: int, match: Match) -> bool:
    if match.topic != "style" or match.value != Style.TILE or reading.language not in {"pt", "es"}:
        return False
    before = reading.matches[:at]
    is_joined = reading.tokens[match.start].is_after_break or (bool(before) and before[-1].value in _JOINTS)
    return is_joined and any(one.topic == "setting" for one in before)


def _is_somebody(match: Match) -> bool:
    is_alive = match.topic == "subject" and is_animate(match.value) and match.value not in _TOYS
    return match.topic == "role" or is_alive


def _without_its_people(reading: Reading, room: Match) -> Reading:
    """`a student's desk`, `taller de carpintero`: whose room it is, where nobody is said to do anything."""
    if any(one.topic == "pose" for one in reading.matches):
        return reading
    at = next(k for k, one in enumerate(reading.matches) if one is room)
    gone = {k for k in (at - 2, at - 1, at + 1, at + 2) if _is_of_room(reading, room, k, at)}
    matches = [
        replace(one, topic="word", value="stop") if k in gone else one
        for k, one in enumerate(reading.matches)
    ]
    return replace(reading, matches=matches)


def _is_of_room(reading: Reading, room: Match, at: int, place: int) -> bool:
    if not 0 <= at < len(reading.matches) or not _is_somebody(reading.matches[at]):
        return False
    one = reading.matches[at]
    first, last = sorted((one, room), key=lambda match: match.start)
    between = [token.plain for token in reading.tokens[first.end : last.start]]
    is_broken = any(token.is_after_break for token in reading.tokens[first.end : last.end])
    if is_broken or (one.topic == "subject" and not is_person(one.value)):
        return False
    if at < place:
        is_named = reading.tokens[room.start].plain not in _LEADING
        return is_named and between in ([], ["s"]) and reading.language in _POSSESSIVE
    following = reading.matches[at + 1] if at + 1 < len(reading.matches) else None
    ends = following is None or reading.tokens[following.start].is_after_break or following.value == "with"
    is_first = all(
        m.topic not in {"relation", "subject", "role"} and m.value != "in" for m in reading.matches[:place]
    )
    return is_first and ends and (bool(between) or reading.language in _SLAVIC) and set(between) <= _OF


_LEADING: Final = frozenset({"in", "inside", "on", "at", "by", "beside", "near", "bij", "aan", "op"})
_POSSESSIVE: Final = frozenset({"en", "nl"})
_OF: Final = frozenset(
    {
        "de",
        "del",
        "di",
        "do",
        "da",
        "du",
        "des",
        "dei",
        "eines",
        "einer",
        "van",
        "of",
        "un",
        "una",
        "um",
        "uma",
        "la",
        "el",
    }
)


def _read_again(reading: Reading, room: Match, lexicon: LanguageLexicon) -> Reading:
    """The matches after and before the one that names the room, each as a furnishing where it is one."""
    matches: list[Match] = []
    end = 0
    for match in reading.matches:
        if match.start < end:
            continue
        if match.start > room.start and (said := _said_of_part(reading, match, matches)) is not None:
            matches.append(said)
            end = match.end
            continue
        found = None if match is room else _furnishing(reading, match, room, lexicon)
        matches.append(found or match)
        end = matches[-1].end
    return replace(reading, matches=matches)


def _said_of_part(reading: Reading, match: Match, before: Sequence[Match]) -> Match | None:
    """What is said of a part of the room and of no picture: `azulejos verdes`, `black and white tiles`."""
    following = reading.tokens[match.end] if match.end < len(reading.tokens) else None
    is_followed = following is not None and not following.is_after_break
    is_tiled = match.topic == "style" and match.value == Style.TILE
    if is_tiled or (match.value == "monochrome" and is_followed):
        return replace(match, topic="word", value="unseen" if is_tiled else "stop")
    is_checked = reading.tokens[match.start].plain == _CHECKED_PT and bool(before)
    if is_checked and before[-1].topic == "subject" and before[-1].end == match.start:
        return replace(match, topic="pattern", value="checked")
    return None


_CHECKED_PT: Final = "xadrez"


def _furnishing(reading: Reading, match: Match, room: Match, lexicon: LanguageLexicon) -> Match | None:
    if match.topic not in _REPLACED or (match.topic == "word" and match.value in _KEPT_WORDS):
        return None
    entry = lexicon.find(reading.tokens, match.start)
    if entry is None:
        return None
    end = match.start + len(entry.words)
    is_of_room = match.start < room.end and end > room.start
    covered = [one for one in reading.matches if match.start <= one.start < end]
    is_known_longer = any(one.end > end for one in covered)
    is_before = match.start <= room.end and match.topic in {"kind", "style"}
    is_plain_window = entry.value == _WINDOW and not _is_shaped(reading, match.start, end)
    is_hearth = entry.value == _FIREPLACE and room.value in _WITH_HEARTH
    if is_of_room or is_known_longer or is_before or is_plain_window or is_hearth:
        return None
    head = reading.tokens[match.start if entry.language in _HEAD_FIRST else end - 1]
    return Match(
        "subject", entry.value, match.start, end, reading.language,
        is_plural=entry.value not in _ONE
        and (
            _is_many(head.plain, entry.base, reading.language)
            or (len(entry.words) > 1 and reading.tokens[match.start].plain.endswith(_OF_SEVERAL))
        ),
    )  # fmt: skip


_OF_SEVERAL: Final = (
    "ings",
    "ures",
    "rames",
    "bilder",
    "bildern",
    "obrazy",
    "obrazami",
    "dros",
    "aux",
    "adri",
    "ijen",
)
"""How pictures on a wall end where they are several."""


def _is_shaped(reading: Reading, start: int, end: int) -> bool:
    """Whether a word beside these says what shape it has."""
    near = reading.tokens[max(0, start - _REACH) : end + _REACH]
    return any(_shape_of(token, reading.language) for token in near)


_WINDOW: Final = "window"
_FIREPLACE: Final = "fireplace"
_WITH_HEARTH: Final = frozenset({"room", "living_room", "cabin_interior"})
"""A fire makes these a room of their own, which is all about it."""


def _is_many(head: str, base: str, language: str) -> bool:
    return is_plural(head, base, language) or (language in _SLAVIC and head.endswith(SURELY_PLURAL))


_SLAVIC: Final = frozenset({"pl", "uk", "cs"})


_ONE: Final = frozenset({"curtain", "window", "door", "pan-rail", "shower", "bathtub_drawn", "rug-oval"})


@cache
def _rooms() -> frozenset[str]:
    return frozenset(read_topic(_FILE)["rooms"]["names"].split())


@cache
def _lexicon(language: str, *, is_peopled: bool) -> LanguageLexicon:
    builder = LexiconBuilder(language)
    for part in ("parts",) if is_peopled else ("parts", "things"):
        for concept, line in read_topic(_FILE)[part].items():
            phrases = list(split_phrases(_line(line, language)))
            for phrase in phrases:
                builder.add(make_entry("subject", concept, language, phrase, base=phrases[0]))
    return builder.lexicon()


_ORDER: Final = ("en", "pl", "de", "es", "fr", "it", "pt", "nl", "uk", "cs")


def _line(row: str, language: str) -> str:
    return row.split("|")[_ORDER.index(language)].strip()


def _shaped(reading: Reading) -> Reading:
    """Things with the shape that stands beside their name."""
    matches = list(reading.matches)
    gone: set[int] = set()
    for at, match in enumerate(matches):
        if match.topic != "subject" or match.value not in _shapeable():
            continue
        for near in _beside(matches, at, reading.tokens):
            shape = _shape_of(reading.tokens[matches[near].start], reading.language)
            concept = read_topic(_FILE)["shaped"].get(f"{match.value} {shape}")
            if concept is not None:
                matches[at] = replace(match, value=str(concept))
                gone |= {near} if matches[near].topic in _SAID else set()
    return replace(reading, matches=[one for k, one in enumerate(matches) if k not in gone])


def _beside(matches: Sequence[Match], at: int, tokens: Sequence[Token]) -> Iterator[int]:
    """The places of the words around a noun, in its own phrase."""
    for step in (-1, 1):
        for distance in range(1, _REACH + 1):
            near = at + step * distance
            if not 0 <= near < len(matches):
                break
            if (
                tokens[matches[max(near, near - step)].start].is_after_break
                or matches[near].topic == "subject"
            ):
                break
            yield near


def _shape_of(token: Token, language: str) -> str:
    for shape, begun, whole in _shapes(language):
        if token.plain in whole or (begun and token.plain.startswith(begun)):
            return shape
    return ""


@cache
def _shapeable() -> frozenset[str]:
    return frozenset(key.split()[0] for key in read_topic(_FILE)["shaped"])


@cache
def _shapes(language: str) -> tuple[tuple[str, tuple[str, ...], frozenset[str]], ...]:
    found = []
    for shape, line in read_topic(_FILE)["shapes"].items():
        words = [fold(word) for word in split_phrases(_line(line, language))]
        begun = tuple(word[:-1] for word in words if word.endswith("*"))
        found.append((shape, begun, frozenset(word for word in words if not word.endswith("*"))))
    return tuple(found)
