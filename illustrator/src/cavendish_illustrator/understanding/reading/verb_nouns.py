"""English verbs that look like things: `a dog watches the rain` has no watches in it."""

from typing import Final

from cavendish_illustrator.understanding.reading.scene_draft import DraftSubject
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_YOUNG: Final = "baby"
_WHO: Final = frozenset({"that", "who", "which"})
TOOLS: Final = frozenset(
    {
        "carpentry-saw", "hammer", "shovel", "rake", "broom", "mop", "axe", "paintbrush", "pencil", "comb",
        "crayon", "drum", "power-drill", "vacuum-cleaner", "knife", "kitchen-knife", "sponge", "scissors",
    }
)  # fmt: skip
"""Who hammers or saws has the tool in hand."""


def is_verb(match: Match, before: Match | None, head: DraftSubject | None, reading: Reading) -> bool:
    """Whether what reads as several things says what one living being does."""
    if match.language != "en" or not match.is_plural or head is None or not is_animate(head.concept):
        return False
    if match.end - match.start != 1 or not match.start:
        return False
    if reading.tokens[match.start - 1].plain in _WHO:
        return True
    if before is not None and before.value == _YOUNG and is_animal(match.value):
        return False  # `five baby dragons`
    is_adjacent = before is not None and before.end == match.start
    if is_adjacent and before is not None and before.value == _YOUNG and is_animate(match.value):
        return False  # `a dragon and five baby dragons`
    return is_adjacent and before is not None and before.topic in {"subject", "role"} and not before.is_plural


_NOUN_INSTEAD: Final = {("de", "pflanzen"): "potted-plant"}
"""What German writes alike but for its capital."""


def noun_instead(match: Match, head: DraftSubject | None, reading: Reading) -> str | None:
    """The thing that a verb's word names where nobody is there to do it: `ein Café mit Pflanzen`."""
    if head is not None and is_animate(head.concept):
        return None
    return _NOUN_INSTEAD.get((match.language, reading.tokens[match.start].plain))
