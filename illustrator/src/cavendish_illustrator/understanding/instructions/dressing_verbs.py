"""Verbs that dress somebody: `let the dog wear glasses`, `zieh ihm eine Fliege an`, `fais porter au chat`."""

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Final

from cavendish_illustrator.understanding.instructions.clause import is_after_article
from cavendish_illustrator.understanding.instructions.edit_instruction import Place
from cavendish_illustrator.understanding.instructions.picture_parts import part_named
from cavendish_illustrator.understanding.instructions.plain_letters import without_accents
from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

_SPOKEN: Final = frozenset({"edit", "word", UNKNOWN})
_WORN_HOMONYMS: Final = {"fly": "bow-tie", "butterfly": "bow-tie"}
"""Animals whose names in some languages are also what is worn."""
_HAVING: Final = ("pl", "cs", "uk")
"""Where who has a hat wears it."""
_GARMENT: Final = "garment"


def with_dressing_verbs(reading: Reading) -> Reading:
    """The reading, a verb that dresses somebody being one that adds, and what it puts on being clothes."""
    matches = list(reading.matches)
    for first, last in _stretches(reading):
        matches[first:last] = _dressed(reading, matches[first:last])
    return Reading(reading.language, reading.tokens, _without_space_of_suits(reading, matches))


def says(reading: Reading, match: Match, kind: str) -> bool:
    """Whether a word is of that kind of dressing_verbs.toml: `wearing`, `letting`, `being` and others."""
    patterns = read_topic("dressing_verbs")[kind]
    words = [without_accents(token.plain) for token in reading.tokens[match.start : match.end]]
    return match.topic != "color" and any(fnmatchcase(word, name) for word in words for name in patterns)


def _stretches(reading: Reading) -> list[tuple[int, int]]:
    """Where each part of the instruction begins and ends: at a break or an `and`."""
    starts = [0]
    for index, match in enumerate(reading.matches):
        is_and = match.topic == "word" and match.value == "and"
        if index and (is_and or reading.tokens[match.start].is_after_break):
            starts.append(index)
    return list(zip(starts, [*starts[1:], len(reading.matches)], strict=True))


def _dressed(reading: Reading, matches: Sequence[Match]) -> list[Match]:
    if any(match.topic == "edit" and match.value in ("remove", "write", "keep") for match in matches):
        return list(matches)
    verb = _dressing_verb(reading, matches)
    is_at_neck = any(match.topic == "place" and match.value == Place.NECK for match in matches)
    told = list(matches)
    if verb is not None or is_at_neck:
        told = [_as_worn(match) for match in told]
    worn = [index for index, match in enumerate(told) if _is_worn(match)]
    if not worn:
        return list(matches)
    if verb is not None and any(index != verb for index in worn):
        told[verb] = replace(told[verb], topic="edit", value="add")
        told = [_as_little(match) if _says_wearing(reading, match) else match for match in told]
    return [_as_head(match) if index > worn[0] else match for index, match in enumerate(told)]


def _dressing_verb(reading: Reading, matches: Sequence[Match]) -> int | None:
    """The place of the verb that puts something on, or of the one that lets somebody wear it."""
    lets = None
    for index, match in enumerate(matches):
        is_first = not any(item.topic in ("edit", "subject", "role") for item in matches[:index])
        if is_first and says(reading, match, "putting_on") and _may_be_verb(match):
            return index
        if lets is None and match.topic in _SPOKEN and says(reading, match, "letting"):
            lets = index
        elif lets is not None and _says_wearing(reading, match) and _has_new_clothes(reading, matches, index):
            return lets
    return None


def _says_wearing(reading: Reading, match: Match) -> bool:
    is_having = reading.language in _HAVING and says(reading, match, "having")
    is_verb = match.topic in (*_SPOKEN, "setting")  # `porti` are harbours as well
    return is_verb and (is_having or says(reading, match, "wearing"))


def _has_new_clothes(reading: Reading, matches: Sequence[Match], wearing: int) -> bool:
    """Not `make the hat that he wears red`; `porti gli occhiali` has its article for any glasses."""
    later = matches[wearing + 1 :]
    is_coloured = any(match.topic == "color" for match in matches)
    is_new = any(_is_worn(match) and not is_after_article(reading, match) for match in matches)
    return is_new or (not is_coloured and any(map(_is_worn, later)))


def _may_be_verb(match: Match) -> bool:
    """`Dress him in a scarf`: the word that the lexicon takes for a garment begins the instruction."""
    return match.topic in _SPOKEN or (match.topic in ("subject", "look") and match.start == 0)


def _as_worn(match: Match) -> Match:
    is_homonym = match.topic == "subject" and match.value in _WORN_HOMONYMS
    return replace(match, value=_WORN_HOMONYMS[match.value]) if is_homonym else match


def _as_little(match: Match) -> Match:
    is_other = match.topic in ("word", "setting", UNKNOWN)
    return replace(match, topic="word", value="stop") if is_other else match


def _as_head(match: Match) -> Match:
    """`Auf den Kopf` turns a picture over, but a hat goes there."""
    is_turned = match.topic == "edit" and match.value == "rotate"
    return replace(match, topic="place", value=Place.ON_HEAD.value) if is_turned else match


def _is_worn(match: Match) -> bool:
    return match.topic == "subject" and is_in(match.value, "wearable")


def _without_space_of_suits(reading: Reading, matches: Sequence[Match]) -> list[Match]:
    """`Traje espacial`, `tuta spaziale`: a suit, and no trip to space."""
    told: list[Match] = []
    for match in matches:
        is_space = match.topic == "setting" and match.value == "space" and bool(told)
        if is_space and told[-1].end == match.start and part_named(reading.words(told[-1])) == _GARMENT:
            match = replace(match, topic="word", value="stop")  # noqa: PLW2901
        told.append(match)
    return told
