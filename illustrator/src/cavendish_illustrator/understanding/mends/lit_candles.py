"""How many of several candles burn: `two of the four are lit`, `Adventskranz mit zwei brennenden Kerzen`."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.phrase_matcher import Reading, read_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise

_CANDLE: Final = "candle"
_OWN: Final = {"advent-wreath": 4}
"""What has candles of its own, and how many."""
_BURN: Final = (
    "burning", "lit", "alight", "burn", "glowing", "brenn", "angezund", "entzund", "pali", "pala", "plon",
    "zapalon", "encendid", "prendid", "ardiend", "arden", "allum", "brulent", "brulant", "acces", "acend",
    "arde", "brand", "aangestoken", "горят", "горить", "палаю", "запален", "hori", "zapalen",
)  # fmt: skip
_UNLIT: Final = ("not", "unlit", "nicht", "nie", "no", "non", "nao", "niet", "не", "nehori", "zgaszon")
_BEFORE, _AFTER = 6, 3
"""So many words may stand between the number and the word for burning."""


def with_lit_candles(spec: PictureSpec) -> PictureSpec:
    """The picture with only so many flames as were asked for; a wreath gets no further candles."""
    wreath = next((k for k, one in enumerate(spec.subjects) if one.concept in _OWN), None)
    candle = next((k for k, one in enumerate(spec.subjects) if one.concept == _CANDLE), None)
    place = wreath if wreath is not None else candle
    if place is None:
        return spec
    shown = spec.subjects[place]
    number = _number_lit(read_phrases(tokenise(spec.prompt)))
    if wreath is not None and candle is not None:
        number = number or spec.subjects[candle].count
        spec = spec.with_subjects([k for k in range(len(spec.subjects)) if k != candle])
        place = next(k for k, one in enumerate(spec.subjects) if one.concept in _OWN)
    total = _OWN.get(shown.concept, shown.count)
    if number is None or not 0 < number < total:
        return spec
    return spec.with_subject(place, replace(shown, lit=number))


def _number_lit(reading: Reading) -> int | None:
    """The number said of what burns: the last one before it, else the first after it."""
    numbers = {match.start: int(match.value) for match in reading.matches if match.topic == "number"}
    numbers |= {
        k: int(t.plain) for k, t in enumerate(reading.tokens) if t.plain.isdecimal() and len(t.plain) < 3
    }
    for index, token in enumerate(reading.tokens):
        if not token.plain.startswith(_BURN) or any(
            one.plain in _UNLIT for one in reading.tokens[max(0, index - 2) : index + 2]
        ):
            continue
        before = [numbers[k] for k in range(max(0, index - _BEFORE), index) if k in numbers]
        after = [numbers[k] for k in range(index, index + 1 + _AFTER) if k in numbers]
        if before or after:
            return min(before or after)
    return None
