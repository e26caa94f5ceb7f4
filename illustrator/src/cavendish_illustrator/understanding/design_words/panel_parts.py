"""Cuts the words of a divided picture into one text for each of its panels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Season, TimeOfDay
from cavendish_illustrator.understanding.design_words.panel_cues import MOST, PanelCue, is_before_after
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_VARYING: Final = (frozenset({"season"}), frozenset({"time", "weather"}))
"""What may tell panels apart: the seasons, or the light and weather."""
_HALVES: Final = 2
_ALL_SEASONS: Final = tuple(Season)
_DAY: Final = (TimeOfDay.DAWN, TimeOfDay.DAY, TimeOfDay.SUNSET, TimeOfDay.NIGHT)
_SHOTS: Final = ("wide", "", "close_up", "full_body")
_LIST_MARK: Final = re.compile(
    r"(?:^|[\s,;.(])(?:\(?[1-9][.):]|(?:panel|kadr|frame|bild|feld|case|vignette|viñeta|riquadro|quadro)"
    r"\s*[1-9]\s*[:.\-–]?)\s*",
    re.IGNORECASE,
)
_EACH: Final = re.compile(
    r",?\s+(?:each|każdy|każda|każde|jede|jeder|jedes|cada|chaque|chacun|chacune|ciascun\w*|ognun\w*|elke?"
    r"|кожн\w*|každ\w*)\s+(?:one\s+|of them\s+)?(?:with|z|mit|con|avec|com|met|з|із|s|se)\s",
    re.IGNORECASE,
)
_THEN: Final = ("then", "dann", "luego", "puis", "poi", "potem")
_SPLITTERS: Final = (re.compile(r"\s*;\s*"), re.compile(r"\s*[,.]\s+|\s*[,.]$"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelParts:
    """The texts of the panels; else the seasons or lights that tell them apart."""

    frame: str
    """The words that hold for every panel."""
    texts: tuple[str, ...] = ()
    seasons: tuple[Season, ...] = ()
    times: tuple[TimeOfDay, ...] = ()
    shots: tuple[str, ...] = ()
    """How near each panel is seen."""
    is_list: bool = False
    """Each text tells a panel of its own, rather than the frame with one thing changed."""
    is_before_after: bool = False
    labels: tuple[str, ...] = ()
    """What tells each panel from the others."""


def cut_into_panels(reading: Reading, source: str, cue: PanelCue) -> PanelParts:
    """One text for each panel, in reading order."""
    bare = _without(reading, source, cue.tokens)
    if cue.count == _HALVES and (halves := _by_sides(reading, bare)):
        return halves
    listed = _listed(bare, reading, cue)
    if listed is not None:
        return listed
    for topics in _VARYING:
        varied = _varied(reading, bare, topics)
        if len(varied) >= 2:
            labels = tuple(_labels(reading, topics)[:MOST])
            return PanelParts(frame=bare, texts=tuple(varied[:MOST]), labels=labels)
    return _invented(bare, cue)


def _without(reading: Reading, source: str, dropped: frozenset[int]) -> str:
    """The source with blanks where the tokens stood, so that places in it stay the same."""
    letters = list(source)
    for index in dropped:
        token = reading.tokens[index]
        letters[token.start : token.end] = " " * (token.end - token.start)
    return "".join(letters)


def _span(reading: Reading, match: Match) -> tuple[int, int]:
    return reading.tokens[match.start].start, reading.tokens[match.end - 1].end


def split_shared_tail(tail: str) -> tuple[str, str]:
    """The list, and what `each with a person` adds to every member of it."""
    found = _EACH.search(tail)
    return (tail, "") if found is None else (tail[: found.start()], " " + tail[found.start() :].lstrip(" ,"))


def _listed(bare: str, reading: Reading, cue: PanelCue) -> PanelParts | None:
    """`: a cat sees a fish, the cat jumps, the cat sleeps`, or panels that are numbered."""
    marks = list(_LIST_MARK.finditer(bare))
    if len(marks) >= 2:
        ends = [mark.start() for mark in marks[1:]] + [len(bare)]
        texts = [bare[mark.end() : end].strip(" ,;.") for mark, end in zip(marks, ends, strict=True)]
        return _as_list(bare[: marks[0].start()], texts, cue, may_differ=True)
    colon = bare.find(":")
    if colon < 0:
        return None
    head = bare[:colon]
    tail, shared = split_shared_tail(bare[colon + 1 :])
    if _is_one_thing(reading, colon):
        return None
    cuts = [[part.strip() for part in one.split(tail) if part.strip()] for one in _SPLITTERS]
    joint = _joint(reading.language)
    finer = [[part.strip() for text in cut for part in joint.split(text) if part.strip()] for cut in cuts]
    for texts, may_differ in (*zip(cuts, (True, False), strict=True), *((cut, False) for cut in finer)):
        found = _as_list(head, texts, cue, may_differ=may_differ)
        if found is not None:
            return replace(found, texts=tuple(text + shared for text in found.texts), labels=found.texts)
    return None


@cache
def _joint(language: str) -> re.Pattern[str]:
    """The words for `and` and `then` of a language, between spaces."""
    words = [*split_phrases(read_topic("function_words")["and"].get(language, "and")), *_THEN]
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, words))})\s+", re.IGNORECASE)


def _is_one_thing(reading: Reading, colon: int) -> bool:
    """Whether what follows only lists seasons or lights: `: spring, summer, autumn and winter`."""
    after = [one for one in reading.matches if reading.tokens[one.start].start > colon]
    said = [one for one in after if one.topic not in {"word", "relation"}]
    things = [one for one in said if one.topic in {"subject", "role", "setting", "pose"}]
    varying = [one for one in said if any(one.topic in topics for topics in _VARYING)]
    return len(varying) >= 2 and len(things) < len(varying)


def _as_list(head: str, texts: Sequence[str], cue: PanelCue, *, may_differ: bool) -> PanelParts | None:
    """The list if it has as many members as there are panels, or any number where none was given."""
    is_fitting = len(texts) == cue.count or (
        (may_differ or not cue.is_count_sure) and 2 <= len(texts) <= MOST
    )
    if not is_fitting:
        return None
    return PanelParts(frame=head, texts=tuple(texts), is_list=True)


def _by_sides(reading: Reading, bare: str) -> PanelParts | None:
    """`on the left a messy room, on the right a tidy one`."""
    sides = {
        one.value: one for one in reading.matches if one.topic == "spot" and one.value in {"left", "right"}
    }
    if len(sides) < 2:
        return None
    first, second = sorted(sides.values(), key=lambda one: one.start)
    start, middle = _span(reading, first), _span(reading, second)
    texts = (bare[start[1] : middle[0]].strip(" ,;:"), bare[middle[1] :].strip(" ,;:"))
    if not all(texts):
        return None
    is_later = is_before_after(reading.tokens)
    return PanelParts(frame=bare[: start[0]], texts=texts, is_list=True, is_before_after=is_later)


def _first_of_each(reading: Reading, topics: frozenset[str]) -> list[Match]:
    """The first match of every season, light or weather that is named, in order."""
    found: dict[tuple[str, str], Match] = {}
    for one in reading.matches:
        if one.topic in topics:
            found.setdefault((one.topic, one.value), one)
    return sorted(found.values(), key=lambda one: one.start)


def _labels(reading: Reading, topics: frozenset[str]) -> list[str]:
    return [reading.words(one) for one in _first_of_each(reading, topics)]


def _varied(reading: Reading, bare: str, topics: frozenset[str]) -> list[str]:
    """The text once for each season, light or weather it names, without the others."""
    matches = [one for one in reading.matches if one.topic in topics]
    texts = []
    for kept in _first_of_each(reading, topics):
        letters = list(bare)
        for other in matches:
            if other is not kept:
                start, end = _span(reading, other)
                letters[start:end] = " " * (end - start)
        texts.append("".join(letters))
    return texts


def _invented(bare: str, cue: PanelCue) -> PanelParts:
    """Where nothing tells the panels apart: shots of a comic, four seasons, else times of the day."""
    if cue.is_strip:
        return PanelParts(
            frame=bare, shots=tuple(_SHOTS[number % len(_SHOTS)] for number in range(cue.count))
        )
    if cue.count == len(_ALL_SEASONS):
        return PanelParts(frame=bare, seasons=_ALL_SEASONS)
    return PanelParts(frame=bare, times=tuple(_DAY[number % len(_DAY)] for number in range(cue.count)))
