"""Turns a relation around at a relative pronoun: in `ławka, na której siedzi para` the couple is on it."""

from typing import Final

from cavendish_illustrator.understanding.reading.noun_placer import NounPlacer
from cavendish_illustrator.understanding.reading.scene_draft import IN
from cavendish_illustrator.vocabulary.concept_classes import is_in

_WHICH: Final = ("któr", "ktor", "kter", "котр", "яком", "якій", "яких", "quale", "quali", "cui")
_PLACING: Final = frozenset({"on", "under", "beside", "behind", "in_front", "inside", "over", IN})


def hang_on_last(nouns: NounPlacer, word: str) -> None:
    """Let the relation that waits be of what comes to the thing named last, where the word is a pronoun."""
    last = len(nouns.draft.subjects) - 1
    if nouns.relation not in _PLACING or last < 0 or not word.startswith(_WHICH):
        return
    holds = is_in(nouns.draft.subjects[last].concept, "container")
    where = ("inside" if holds else "on") if nouns.relation == IN else str(nouns.relation)
    nouns.dangling.append((where, last))
    nouns.relation, nouns.draft.head, nouns.together = None, None, []
