"""The drawing style that a clause wants a photograph repainted in."""

from collections.abc import Iterator

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import Look, Restyle
from cavendish_illustrator.understanding.reading.named_styles import meant_style

_OLD = frozenset({Style.VINTAGE_PRINT})


def restyled(clause: Clause) -> Iterator[Restyle]:
    """The drawing style a clause asks for; an old photograph is still a photograph."""
    is_poster = clause.has("kind", "poster")
    is_old = clause.has("look", Look.VINTAGE, Look.SEPIA) and not is_poster
    if is_poster and clause.has("look", Look.VINTAGE) and not clause.values("style"):
        yield Restyle(style=Style.VINTAGE_PRINT)
        return
    named = (Style(value) for value in clause.values("style"))
    style = meant_style(one for one in named if one is not Style.PHOTO and not (is_old and one in _OLD))
    if style is not None:
        yield Restyle(style=style)
        return
    if clause.verbs("painting") and not clause.verbs("add", "put", "remove"):
        yield Restyle(style=Style.PAINTERLY)
