"""Whom a clause wants somebody photographed to be dressed up as: `make the cat a pirate`."""

from collections.abc import Iterator

from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import DressUp
from cavendish_illustrator.vocabulary.concept_classes import is_animate, roles
from cavendish_illustrator.vocabulary.lexicon import Match


def costumes(clause: Clause) -> Iterator[DressUp]:
    """The part that somebody plays: they stay who they are."""
    nouns = clause.nouns()
    if not nouns or clause.verbs("remove", "write", "put") or clause.values("style"):
        return
    new, old = nouns[-1], nouns[0] if len(nouns) > 1 else None
    if new.value not in roles() or clause.is_definite(new) or not _is_somebody(old):
        return
    is_told = clause.has("word", "dress", "costume")
    if is_told or (clause.verbs("change", "replace") and not clause.values("color")):
        yield DressUp(role=new.value, word=clause.words(new))


def _is_somebody(old: Match | None) -> bool:
    return old is None or is_animate(old.value)
