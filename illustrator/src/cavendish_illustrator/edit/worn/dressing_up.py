"""What somebody wears who is dressed up as somebody else."""

from collections.abc import Iterator, Sequence
from typing import Final

from cavendish_illustrator.figures.clothing.wearing import HATS, ROLE_HATS
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    DressUp,
    EditOperation,
)

_BESIDES: Final = {"pirate": ("eyepatch",)}


def with_costumes(operations: Sequence[EditOperation]) -> tuple[tuple[EditOperation, ...], list[str]]:
    """The operations with each costume as the things that are put on, and notes on parts without any."""
    notes: list[str] = []
    return tuple(part for one in operations for part in _worn(one, notes)), notes


def _worn(operation: EditOperation, notes: list[str]) -> Iterator[EditOperation]:
    if not isinstance(operation, DressUp):
        yield operation
    elif ROLE_HATS.get(operation.role) in HATS:
        for concept in (ROLE_HATS[operation.role], *_BESIDES.get(operation.role, ())):
            yield AddObject(concept=concept, word=f"{concept.replace('-', ' ')} of a {operation.word}")
    else:
        notes.append(f"no costume for {operation.word!r}: left them as they are")
