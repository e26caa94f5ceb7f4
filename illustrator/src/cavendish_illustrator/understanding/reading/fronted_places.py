"""Sentences that begin with a place: `auf dem Teppich schläft ein Hund` is a dog who sleeps on the rug."""

from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.understanding.reading.clauses import NOUNS, QUALITIES, Clause, is_somebody
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN

_BEING: Final = (
    ("il", "y", "a"), ("es", "gibt"), ("gibt", "es"), ("there", "is"), ("there", "are"), ("is", "er"),
    ("zijn", "er"), ("befindet", "sich"), ("befinden", "sich"), ("se", "trouve"), ("se", "trouvent"),
    ("is",), ("are",), ("ist",), ("sind",), ("est",), ("sont",), ("zijn",),
)  # fmt: skip
"""Verbs that only say that something is there."""
_ONE: Final = frozenset({"a", "an", "ein", "eine", "een", "two", "three", "zwei", "drei", "twee", "drie"})
_OBJECTS: Final = frozenset({"einen", "den", "seinen", "ihren", "meinen"})
"""German articles of what is done something to."""
_ADJECTIVES_AFTER: Final = frozenset({"fr", "es", "it", "pt"})
_VERB_SECOND: Final = frozenset({"de", "nl", "en"})


def in_usual_order(clause: Clause) -> Sequence[Match] | None:
    """The meanings of a clause with its doer first, what is done, and then where; None if it begins so."""
    verb = _end_of_places(clause)
    if verb is None:
        return None
    start = _end_of_verb(clause, verb)
    end = None if start is None else _end_of_doers(clause, start)
    if start is None or end is None or not _does(clause, verb, start, end):
        return None
    said = clause.matches
    object_end = _end_of_object(clause, verb, end)
    is_being = start - verb > 1 or clause.is_stop(said[verb])
    done = () if is_being else said[verb:start]
    return (*said[start:end], *done, *said[end:object_end], *said[:verb], *said[object_end:])


def _end_of_places(clause: Clause) -> int | None:
    """Where the places end that a clause begins with: every noun is led by a word that places it."""
    said, at, is_led, is_place = clause.matches, 0, False, False
    while at < len(said):
        one = said[at]
        if one.topic == "setting" or (one.topic in NOUNS and is_led):
            is_led, is_place = False, True
        elif clause.is_preposition(one):
            if is_place and one.topic == "word" and one.value == "with":
                return None
            is_led = True
        elif is_place and _is_verb_here(clause, at):
            return at
        elif not (clause.is_stop(one) or one.topic in QUALITIES):
            return None
        at += 1
    return None


def _is_verb_here(clause: Clause, at: int) -> bool:
    """Whether a verb stands right behind the places, one that nobody knows before `ein` or `a`."""
    match = clause.matches[at]
    if _length_of_being(clause, at):
        return True
    if match.topic == UNKNOWN and at + 1 < len(clause.matches) and match.language in _VERB_SECOND:
        return clause.word(clause.matches[at + 1]) in _ONE
    is_foreign = match.topic == "relation" and match.language not in {"de", "nl"}
    return clause.is_verb(match) and not is_foreign


def _length_of_being(clause: Clause, at: int) -> int:
    """How many meanings from there on only say that something is there."""
    words = [clause.word(one) for one in clause.matches[at : at + 3]]
    return next((len(being) for being in _BEING if tuple(words[: len(being)]) == being), 0)


def _end_of_verb(clause: Clause, verb: int) -> int | None:
    end = verb + max(1, _length_of_being(clause, verb))
    is_object = end < len(clause.matches) and clause.word(clause.matches[end]) in _OBJECTS
    return None if is_object or end >= len(clause.matches) else end


def _end_of_doers(clause: Clause, start: int) -> int | None:
    """Where the doers end, with those joined to them: `ein Hund und eine Katze`."""
    end = clause.noun_phrase(start)
    if end is None:
        return None
    said = clause.matches
    while clause.reading.language in _ADJECTIVES_AFTER and end < len(said) and said[end].topic in QUALITIES:
        end += 1
    is_more = end < len(said) and said[end].topic == "word" and said[end].value == "and"
    further = clause.noun_phrase(end + 1) if is_more else None
    return end if further is None else further


def _does(clause: Clause, verb: int, start: int, end: int) -> bool:
    doer = next(one for one in clause.matches[start:end] if one.topic in NOUNS)
    said = clause.matches[verb]
    if clause.word(said).endswith("ing"):
        return is_somebody(doer)
    return bool(_length_of_being(clause, verb)) or said.topic == UNKNOWN or clause.may_do(said, doer)


def _end_of_object(clause: Clause, verb: int, end: int) -> int:
    """Where the thing ends that is done something to and that stands behind the doer."""
    is_done_to = clause.is_verb(clause.matches[verb]) and clause.needs_doer(clause.matches[verb])
    found = clause.noun_phrase(end) if is_done_to else None
    return end if found is None else found
