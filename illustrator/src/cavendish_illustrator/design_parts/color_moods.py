"""What a prompt says of a piece's colours as a whole: `cheerful colours`, `kolory pastelowe`."""

from functools import cache
from typing import Final, NamedTuple

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.tokens import tokenise

_MOODS: Final = ("bright", "soft")
_REACH: Final = 2
"""So many words may stand between the mood and the word for colours."""


class MoodLook(NamedTuple):
    """A ground, a little lighter rays on it and a disc."""

    ground: str
    rays: str
    disc: str


@cache
def _stems(name: str) -> tuple[str, ...]:
    return tuple(str(read_table("design_parts/color_moods.toml")[name]["words"]).split())


@cache
def _looks(mood: str) -> tuple[MoodLook, ...]:
    return tuple(MoodLook(*look) for look in read_table("design_parts/color_moods.toml")[mood]["looks"])


def color_mood(prompt: str) -> str:
    """The mood said of the colours, or nothing."""
    words = [token.plain for token in tokenise(prompt)]
    for at, word in enumerate(words):
        if word.startswith(_stems("colors")):
            near = words[max(0, at - _REACH) : at + _REACH + 1]
            found = [mood for mood in _MOODS if any(one.startswith(_stems(mood)) for one in near)]
            if found:
                return found[0]
    return ""


def mood_look(spec: PictureSpec, seed: int) -> MoodLook | None:
    """The look of a piece whose colours have a mood and no names."""
    mood = color_mood(spec.prompt) if not spec.palette and spec.ground is None else ""
    return _looks(mood)[seed % len(_looks(mood))] if mood else None
