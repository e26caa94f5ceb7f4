"""Colours that a product picture tells without a noun: `a wallet on white`, `with a blue glaze`."""

from typing import Final

from cavendish_illustrator.understanding.design_words.ground_color import color_by_word
from cavendish_illustrator.understanding.design_words.limited_palette import named_color
from cavendish_illustrator.vocabulary.phrase_matcher import Reading, read_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise

_ON: Final = frozenset({"on", "auf", "sobre", "na", "sur", "su", "op", "на", "over", "against", "em", "vor"})
_GLAZES: Final = (
    "glaz", "glasur", "glasier", "szkliw", "esmalt", "email", "smalt", "vidriad", "глазур", "polev",
)  # fmt: skip


def find_bare_ground(prompt: str) -> str | None:
    """The colour that an `on` leads to where nothing follows it in its clause; None where none does."""
    reading = read_phrases(tokenise(prompt))
    for place in range(len(reading.tokens) - 1):
        if reading.tokens[place].plain not in _ON or reading.tokens[place + 1].is_after_break:
            continue
        color, end = _color_from(reading, place + 1)
        if color is not None and (end >= len(reading.tokens) or reading.tokens[end].is_after_break):
            return color
    return None


def find_glaze(prompt: str) -> str | None:
    """The colour of the glaze that is spoken of."""
    reading = read_phrases(tokenise(prompt))
    for place, token in enumerate(reading.tokens):
        if token.plain.startswith(_GLAZES):
            near = (place - 1, place + 1)
            colors = (_color_from(reading, at)[0] for at in near if 0 <= at < len(reading.tokens))
            return next((color for color in colors if color is not None), None)
    return None


def _color_from(reading: Reading, place: int) -> tuple[str | None, int]:
    """The colour whose name has a part at this place, and where the name ends."""
    for index, match in enumerate(reading.matches):
        if match.start <= place < match.end and (color := named_color(reading, index)) is not None:
            return color, match.end
    return color_by_word(reading.tokens[place].plain), place + 1
