"""Pieces in one colour on another, `an icon, white on teal`, or in two that nobody named."""

from typing import Final, NamedTuple

from cavendish_illustrator.understanding.limited_palette import named_color
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import fold

_ON: Final = frozenset({"on", "auf", "sobre", "na", "sur", "su", "op", "на", "over", "against", "em", "vor"})
_BACKGROUNDS: Final = frozenset({"background", "plain", "studio"})
_TWO_UNNAMED: Final = (
    *("two colo", "two-colo", "2 colo", "2-colo", "dwa kolory", "dwoch kolor", "dwukolor", "zwei farben"),
    *(
        "zweifarb",
        "dos color",
        "dos tintas",
        "deux couleur",
        "bicolor",
        "due color",
        "duas cor",
        "twee kleur",
    ),
    *("tweekleur", "два кольор", "двоколір", "двох кольор", "dve barv", "dvou barv", "dvoubarev"),
)
TWO_INKS: Final = ("#1f2a44", "#e2574c")
"""What is printed in two colours that nobody named."""


class InkOnGround(NamedTuple):
    """The colour of what is shown, that of its ground, and the matches that say so."""

    ink: str
    ground: str
    taken: frozenset[int]


def find_ink_on_ground(reading: Reading) -> InkOnGround | None:
    """The first colour that an `on` joins to another one, where neither is that of a thing."""
    for index, match in enumerate(reading.matches):
        ink = named_color(reading, index)
        if ink is None or index + 2 >= len(reading.matches):
            continue
        joint = reading.matches[index + 1]
        place = index + 2
        while place < len(reading.matches) - 1 and _is_little(reading.matches[place]):
            place += 1
        ground = named_color(reading, place)
        is_joined = joint.start == match.end and reading.tokens[joint.start].plain in _ON
        if is_joined and ground is not None and ground != ink and _ends(reading, place + 1):
            return InkOnGround(ink, ground, frozenset(range(index, place + 1)))
    return None


def _is_little(match: Match) -> bool:
    return match.topic == "word" and match.value == "stop"


def _ends(reading: Reading, place: int) -> bool:
    """Whether no thing follows that has the colour."""
    if place >= len(reading.matches):
        return True
    following = reading.matches[place]
    is_ground = following.value in _BACKGROUNDS
    return is_ground or reading.tokens[following.start].is_after_break or following.topic == "word"


def wants_two_inks(body: str) -> bool:
    """Whether two colours are asked for and not said which."""
    words = fold(body)
    return any(stem in words for stem in _TWO_UNNAMED)
