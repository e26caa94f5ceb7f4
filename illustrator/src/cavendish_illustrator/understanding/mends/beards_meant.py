"""How long a beard is that somebody was said to have."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.reading.hair_words import hair_in
from cavendish_illustrator.vocabulary.tokens import Token, tokenise

_BEARD: Final = "beard-worn"
_BEARDS: Final = (
    "beard",
    "brod",
    "bart",
    "vollbart",
    "rauschebart",
    "barb",
    "baard",
    "бород",
    "борід",
    "vous",
    "plnovous",
)
_LONG: Final = (
    "long", "dlug", "lang", "larg", "lungh", "compr", "довг", "dlouh", "flowing", "bushy", "rausche",
    "poblad", "foltissim", "bujn", "huge", "enorm", "riesig",
)  # fmt: skip
_NEAR: Final = 3
"""How many words from a beard its length may be said."""


def with_beards_meant(spec: PictureSpec) -> PictureSpec:
    """Return the picture with its beards as told: `a long white beard` hangs down, a red one is no paint."""
    index = spec.index_of(_BEARD)
    if index is None:
        return spec
    beard = spec.subjects[index]
    color = hair_in(beard.color) if beard.color else None
    size = "big" if _is_long(tokenise(spec.prompt)) else beard.size
    return spec.with_subject(index, replace(beard, color=color, size=size))


def _is_long(tokens: Sequence[Token]) -> bool:
    words = [token.plain for token in tokens]
    return any(
        any(near.startswith(_LONG) for near in _around(words, at))
        for at, word in enumerate(words)
        if word.startswith(_BEARDS)
    )


def _around(words: Sequence[str], at: int) -> Sequence[str]:
    return words[max(0, at - _NEAR) : at + _NEAR]
