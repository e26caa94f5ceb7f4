"""Pieces in one colour on another, `an icon, white on teal`, or in two that nobody named."""

from typing import Final, NamedTuple

from cavendish_illustrator.understanding.design_words.ground_color import color_by_word, is_background
from cavendish_illustrator.understanding.design_words.limited_palette import named_color
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import fold

_ON: Final = frozenset({"on", "auf", "sobre", "na", "sur", "su", "op", "на", "over", "against", "em", "vor"})
_ON_IN: Final = {"pt": frozenset({"no", "num"}), "it": frozenset({"sul", "sulla", "sullo"})}
"""Further ones of one language."""
_REACH: Final = 3
"""Words on, as far as the ground's colour may stand from the `on`."""
_METALS: Final = {
    "#d9b34a": {
        "en": ("gold",),
        "pl": ("zloto",),
        "de": ("gold",),
        "es": ("oro",),
        "fr": ("or",),
        "it": ("oro",),
        "pt": ("ouro",),
        "nl": ("goud",),
        "uk": ("золото",),
        "cs": ("zlato",),
    },
    "#c4c9d1": {
        "en": ("silver",),
        "pl": ("srebro",),
        "de": ("silber",),
        "es": ("plata",),
        "fr": ("argent",),
        "it": ("argento",),
        "pt": ("prata",),
        "nl": ("zilver",),
        "uk": ("срібло",),
        "cs": ("stribro",),
    },
}
_BACKGROUNDS: Final = frozenset({"background", "plain", "studio"})
_TWO_UNNAMED: Final = (
    "two colo", "two-colo", "2 colo", "2-colo", "dwa kolory", "dwoch kolor", "dwukolor", "zwei farben",
    "zweifarb", "dos color", "dos tintas", "deux couleur", "bicolor", "due color", "duas cor", "twee kleur",
    "tweekleur", "два кольор", "двоколір", "двох кольор", "dve barv", "dvou barv", "dvoubarev",
)  # fmt: skip
TWO_INKS: Final = ("#1f2a44", "#e2574c")
"""What is printed in two colours that nobody named."""


class InkOnGround(NamedTuple):
    """The colour of what is shown, that of its ground, and the matches that say so."""

    ink: str
    ground: str
    taken: frozenset[int]


def find_ink_on_ground(reading: Reading) -> InkOnGround | None:
    """The first colour that an `on` joins to another one, where neither is that of a thing."""
    tokens = reading.tokens
    for place in range(1, len(tokens) - 1):
        if not _joins(reading, place):
            continue
        ink = _color_at(reading, place - 1)
        ground, end = _ground_from(reading, place + 1)
        if ink is None or ground is None or ground.color == ink.color or not _ends(reading, end):
            continue
        taken = {k for k, m in enumerate(reading.matches) if ink.start <= m.start and m.end <= end}
        return InkOnGround(ink.color, ground.color, frozenset(taken))
    return None


class _Named(NamedTuple):
    color: str
    start: int
    end: int


def _joins(reading: Reading, place: int) -> bool:
    word = reading.tokens[place].plain
    is_on = word in _ON or word in _ON_IN.get(reading.language, ())
    return is_on and not reading.tokens[place].is_after_break


def _color_at(reading: Reading, place: int) -> _Named | None:
    """The colour whose name has its part at this place."""
    for index, match in enumerate(reading.matches):
        if match.start <= place < match.end and (color := named_color(reading, index)) is not None:
            return _Named(color, match.start, match.end)
    word = reading.tokens[place].plain
    color = _metal(word, reading.language) or color_by_word(word)
    return None if color is None else _Named(color, place, place + 1)


def _ground_from(reading: Reading, start: int) -> tuple[_Named | None, int]:
    """The colour said of the ground a few words on, and where its words end."""
    tokens = reading.tokens
    for place in range(start, min(len(tokens), start + _REACH)):
        if tokens[place].is_after_break:
            break
        found = _color_at(reading, place)
        if found is not None:
            end = found.end
            while end < len(tokens) and is_background(tokens[end].plain) and not tokens[end].is_after_break:
                end += 1
            return found, end
        if not (is_background(tokens[place].plain) or _is_stop(reading, place)):
            break
    return None, start


def _is_stop(reading: Reading, place: int) -> bool:
    return any(m.start <= place < m.end and (m.topic, m.value) == ("word", "stop") for m in reading.matches)


def _metal(word: str, language: str) -> str | None:
    """Gold or silver by its noun, which is a thing elsewhere."""
    return next((color for color, names in _METALS.items() if word in names.get(language, ())), None)


def _ends(reading: Reading, end: int) -> bool:
    """Whether no thing follows that has the colour."""
    following = next((match for match in reading.matches if match.start >= end), None)
    if following is None or reading.tokens[following.start].is_after_break:
        return True
    return following.value in _BACKGROUNDS or following.topic == "word"


def wants_two_inks(body: str) -> bool:
    """Whether two colours are asked for and not said which."""
    words = fold(body)
    return any(stem in words for stem in _TWO_UNNAMED)
