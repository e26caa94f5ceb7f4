"""Foods named only for their taste: a strawberry ice cream is no strawberry and an ice cream."""

from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.understanding.reading.scene_draft import DraftSubject
from cavendish_illustrator.vocabulary.concept_classes import is_food, is_in
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_OF: Final = frozenset({"de", "d", "di", "a", "al", "alla", "au", "aux", "la", "of", "del", "dello"})
_COMPOUNDING: Final = frozenset({"en", "nl"})
_TASTE_AFTER: Final = frozenset({"fr", "es", "it", "pt"})
"""Languages where a taste may follow without a word between: `glace vanille`."""


def flavoured(last: DraftSubject, new: Match, before: Sequence[Match], reading: Reading) -> bool:
    """Whether the new food is the taste of the last one, or the last one the taste of it; then made one."""
    if not all(is_food(concept) and not is_in(concept, "vessel") for concept in (last.concept, new.value)):
        return False
    if any(reading.tokens[index].is_after_break for index in range(before[-1].start + 1, new.start + 1)):
        return False
    if before[-1].topic == "subject" and new.language in _COMPOUNDING:
        _colour(last, last.concept, new.value)
        last.concept, last.is_plural = new.value, new.is_plural
        last.word = f"{last.word} {reading.words(new)}"
        return True
    if before[-1].topic == "subject" and new.language in _TASTE_AFTER:
        return _is_taste_of(last, new.value)
    between = [token.plain for token in reading.tokens[_end_of_last(before) : new.start]]
    if between and _OF.issuperset(between):
        _colour(last, new.value, last.concept)
        return True
    return False


def _is_taste_of(last: DraftSubject, taste: str) -> bool:
    if taste not in read_topic("flavours") or last.concept in read_topic("flavours"):
        return False
    _colour(last, taste, last.concept)
    return True


def _end_of_last(before: Sequence[Match]) -> int:
    """Where the words of the last thing end."""
    return next((match.end for match in reversed(before) if match.topic == "subject"), before[-1].end)


def _colour(last: DraftSubject, taste: str, food: str) -> None:
    color = read_topic("flavours").get(taste)
    if color is not None and last.attributes.color is None and is_in(food, "tinted_by_taste"):
        last.attributes.color = str(color)
