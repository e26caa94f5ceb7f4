"""The drawing style that a clause wants a photograph repainted in."""

from collections.abc import Iterator

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import Look, Restyle


def restyled(clause: Clause) -> Iterator[Restyle]:
    """The drawing style a clause asks for; an old photograph is still a photograph."""
    for value in clause.values("style"):
        is_look = value == Style.VINTAGE_PRINT and clause.has("look", Look.VINTAGE, Look.SEPIA)
        if value != Style.PHOTO and not is_look:  # an old photograph is still a photograph
            yield Restyle(style=Style(value))
            return
    if clause.verbs("painting") and not clause.verbs("add", "put", "remove"):
        yield Restyle(style=Style.PAINTERLY)
