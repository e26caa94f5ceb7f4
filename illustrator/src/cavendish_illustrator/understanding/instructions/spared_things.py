"""What keeps its colours in a grey picture, or is all that stays: `black and white except the tie`."""

from collections.abc import Sequence
from dataclasses import replace

from cavendish_illustrator.understanding.instructions.edit_instruction import (
    CutOut,
    EditOperation,
    Look,
    Relight,
    RemoveObject,
)
from cavendish_illustrator.understanding.instructions.picture_parts import OBJECT, part_named
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

_NAMES = frozenset({"subject", "role", "setting", UNKNOWN})


def with_spared_things(
    operations: Sequence[EditOperation], clauses: Sequence[Sequence[Match]], reading: Reading
) -> list[EditOperation]:
    """The operations, a grey look leaving out what is kept; what takes away all else is a cut-out."""
    spared = _spared(clauses, reading)
    if spared is None:
        return list(operations)
    words, concept = spared
    changed: list[EditOperation] = []
    for operation in operations:
        if isinstance(operation, Relight) and operation.look is Look.BLACK_AND_WHITE:
            changed.append(replace(operation, spared=words, spared_concept=concept))
        else:
            changed.append(operation)
    # `Remove everything except the cup`: what shall go has no name of its own.
    named = [item for item in changed if not (isinstance(item, RemoveObject) and item.concept is None)]
    takes_away = any(_is(match, "remove") for clause in clauses for match in clause)
    if takes_away and not any(isinstance(item, RemoveObject | CutOut) for item in named):
        return [*named, CutOut()]
    return changed


def _is(match: Match, verb: str) -> bool:
    return match.topic == "edit" and match.value == verb


def _spared(clauses: Sequence[Sequence[Match]], reading: Reading) -> tuple[str, str | None] | None:
    """The words and the concept of the first thing that is kept."""
    for clause in clauses:
        if not clause or not _is(clause[0], "keep"):
            continue
        for match in clause[1:]:
            words = reading.words(match)
            concept = match.value if match.topic == "subject" else None
            if match.topic in _NAMES or part_named(words, concept) != OBJECT:
                return words, concept
    return None
