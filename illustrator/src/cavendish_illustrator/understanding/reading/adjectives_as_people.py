"""Tells adjectives from people: `un viejo con barba` is somebody, `biblioteca mágica` names no magician."""

from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import fold

_ADJECTIVE: Final = "adjective"
_YOUNG: Final = "young"
_ARTICLES: Final = {
    "fr": frozenset({"un", "une", "le", "la"}),
    "es": frozenset({"un", "una", "el", "la"}),
    "pt": frozenset({"um", "uma", "o", "a"}),
    "it": frozenset({"un", "una", "il", "la"}),
}
_GOES_ON: Final = frozenset(
    {
        "con", "avec", "com", "col", "que", "qui", "che", "sin", "sans", "senza", "sem", "y", "et", "e",
        "en", "dans", "sur", "devant", "su", "sul", "sulla", "nel", "nella", "davanti", "na", "no", "num",
        "numa", "em", "junto", "sobre", "al", "alla", "delante", "assis", "assise",
    }
)  # fmt: skip
"""Words after which somebody's own noun is not to come any more."""
_TELLING: Final = frozenset({"pose", "relation", "mood"})


def with_people_of_adjectives(reading: Reading) -> Reading:
    """The reading where adjectives without a noun are people, and people right after a thing adjectives."""
    if reading.language not in _ARTICLES:
        return reading
    people = _people(reading.language)
    matches = [_as_person(reading, at, people) for at in range(len(reading.matches))]
    return replace(reading, matches=matches)


def _as_adjective(reading: Reading, at: int) -> Match:
    """A word for somebody right after a place or a thing only says what that is like."""
    match, before = reading.matches[at], reading.matches[at - 1]
    is_thing = before.topic in {"setting", "unknown"} or (
        before.topic == "subject" and not is_animate(before.value)
    )
    is_close = before.end == match.start and not reading.tokens[match.start].is_after_break
    return replace(match, topic="word", value="stop") if at and is_close and is_thing else match


def _as_person(reading: Reading, at: int, people: dict[str, str]) -> Match:
    match, tokens = reading.matches[at], reading.tokens
    coat = _coat(reading, at)
    if coat is not None:
        return coat
    concept = people.get(tokens[match.start].plain) if match.end - match.start == 1 else None
    if concept == _ADJECTIVE:
        return _as_adjective(reading, at)
    if concept == _YOUNG:
        return _as_young(reading, at)
    if concept is None or match.topic in {"subject", "role"}:
        return match
    is_named = not match.start or tokens[match.start - 1].plain in _ARTICLES[reading.language]
    if not is_named or not _ends_there(reading, at):
        return match
    return replace(match, topic="subject", value=concept)


def _ends_there(reading: Reading, at: int) -> bool:
    """Whether what follows tells more of the person, instead of naming a thing."""
    if at + 1 == len(reading.matches):
        return False
    following = reading.matches[at + 1]
    token = reading.tokens[following.start]
    return not token.is_after_break and (following.topic in _TELLING or token.plain in _GOES_ON)


def _as_young(reading: Reading, at: int) -> Match:
    """`elefante bebê` is a small elephant."""
    match, before = reading.matches[at], reading.matches[at - 1]
    is_animal_next = at and before.end == match.start and before.topic == "subject"
    if not is_animal_next or not is_animal(before.value):
        return match
    return replace(match, topic="size", value="small", is_plural=False)


def _coat(reading: Reading, at: int) -> Match | None:
    """`un gato pelirrojo`, `un gatto vecchio`: right after an animal the word says what it is like."""
    match, before = reading.matches[at], reading.matches[at - 1]
    is_close = at > 0 and before.end == match.start and not reading.tokens[match.start].is_after_break
    if not is_close or before.topic != "subject" or not is_animal(before.value):
        return None
    word = reading.tokens[match.start].plain if match.end - match.start == 1 else ""
    rows = read_topic("adjectives_of_animals")
    for value, row in rows.items():
        if word and word in map(fold, split_phrases(row.get(reading.language, ""))):
            topic = "color" if value.startswith("#") else "word"
            return replace(match, topic=topic, value=value, is_plural=False)
    return None


@cache
def _people(language: str) -> dict[str, str]:
    return {
        fold(word): concept
        for concept, row in read_topic("adjectives_as_people").items()
        for word in split_phrases(row.get(language, ""))
    }
