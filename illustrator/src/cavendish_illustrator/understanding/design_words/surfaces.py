"""Finds what goods lie on: `on black velvet`, `auf weißem Marmor`, `sobre tabla de madera`."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from cavendish_illustrator.understanding.design_words.ground_color import dark_color
from cavendish_illustrator.understanding.design_words.limited_palette import named_color
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading
from cavendish_illustrator.vocabulary.tokens import tokenise

_CLOTHES: Final = "clothes"
"""They are no cloth."""
_LONGEST_NAME: Final = 6
_MOST_UNKNOWN: Final = 2
"""So many words nobody knows may stand before the name: `on wet crumpled linen`."""
_WHOLE_UP_TO: Final = 4
"""Words this short must match whole: `lin` does not begin `line`."""
_TOPS: Final = (
    "table", "tabletop", "countertop", "counter", "surface", "slab", "board", "plate", "background", "base",
    "tisch", "platte", "untergrund", "oberflache", "brett", "stol", "stole", "blat", "blacie", "powierzchn",
    "tle", "podloz", "mesa", "superficie", "encimera", "plancher", "tavol", "piano", "superfície", "tafel",
    "serwet", "obrus", "tischtuch", "tischdecke", "mantel", "nappe", "tovagli", "toalha", "tafelkleed",
    "скатерт", "серветк", "ubrus", "napkin", "servilleta", "serviette", "torchon", "towel", "lada",
    "ladzie", "theke", "toonbank", "comptoir", "bancone", "balcao", "tray", "tac", "tablett", "bandeja",
    "plateau", "vassoio", "tabuleiro", "dienblad", "piece", "kawal", "stuck", "pedazo", "morceau", "pezzo",
    "stuk", "blad", "oppervlak", "стол", "поверхн", "desk", "podklad", "stul", "fabric", "cloth", "cushion",
    "tischplatte", "tissu", "stoff", "materiale", "tkanin", "tela", "tessuto", "floor", "podlodze", "boden",
)  # fmt: skip
_ANYWHERE: Final = frozenset({"wood", "marble", "linen", "velvet", "silk", "slate", "concrete"})
_PATTERN: Final = "checked"
"""Said of a cloth, it is how the cloth looks."""
_NOUNS: Final = frozenset({"subject", "role", "setting"})
_OF_GLASS: Final = "mirror"
_MIRRORS: Final = frozenset({"mirror", "hand-mirror", "window"})
"""Things of glass that goods lie on; `szklanka` and `sklenice` are drunk from."""
_ENDS: Final = frozenset(
    {
        "with", "mit", "z", "ze", "con", "avec", "com", "met", "з", "із", "s", "se", "and", "und", "y", "i",
        "et", "e", "en", "in", "w", "im", "beside", "next", "under",
    }
)  # fmt: skip
"""Where the name of a surface ends."""


class Surface(NamedTuple):
    """What goods lie on, its colour where one was said, and the matches that say so."""

    name: str
    color: str | None
    taken: frozenset[int]


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    rows = read_topic("surfaces").items()
    return tuple((stem, name) for name, row in rows for stem in str(row["words"]).split())


def surface_color(name: str) -> str:
    """The colour a surface has where none was said."""
    return str(read_topic("surfaces")[name]["color"])


def named_surface(prompt: str) -> str:
    """The surface whose name stands anywhere in a prompt; only those no thing is likely to be made of."""
    found = surface_of_words([token.plain for token in tokenise(prompt)])
    return found if found in _ANYWHERE else ""


def find_surface(reading: Reading) -> Surface | None:
    """The first surface that an `on` or `above` leads to, or that is a phrase of its own: `, dark slate`."""
    for index, match in enumerate(reading.matches):
        if match.topic == "relation" and match.value in {"on", "over"}:
            found = _named_after(reading, index)
            if found is not None:
                return found
    for index, match in enumerate(reading.matches):
        if index and reading.tokens[match.start].is_after_break:
            found = _named_after(reading, index - 1)
            if found is not None and _is_phrase(reading, found.taken):
                return found
    return None


def _is_phrase(reading: Reading, taken: frozenset[int]) -> bool:
    """Whether these matches are a whole phrase after the first, and none of them names a thing or a style."""
    after = reading.matches[max(taken) + 1 : max(taken) + 2]
    is_whole = not after or reading.tokens[after[0].start].is_after_break
    is_later = any(match.topic in _NOUNS for match in reading.matches[: min(taken)])
    return (
        is_whole
        and is_later
        and all(reading.matches[index].topic not in {"subject", "role", "style"} for index in taken)
    )


def without_surface(reading: Reading, surface: Surface) -> Reading:
    """The reading without those words: the white of the marble is not the lavender's."""
    kept = [match for index, match in enumerate(reading.matches) if index not in surface.taken]
    return replace(reading, matches=kept)


def _named_after(reading: Reading, index: int) -> Surface | None:
    name, color, end, unknown = "", None, index + 1, 0
    for place in range(index + 1, min(len(reading.matches), index + 1 + _LONGEST_NAME)):
        match = reading.matches[place]
        words = [token.plain for token in reading.tokens[match.start : match.end]]
        if (place > index + 1 and reading.tokens[match.start].is_after_break) or words[0] in _ENDS:
            break
        said, seen = surface_of_words(words), _color(reading, place)
        if said == _OF_GLASS and match.topic in _NOUNS and match.value not in _MIRRORS:
            break
        is_little = match.topic in {"word", "state", "size"} or _is_top(words)
        if not (said or seen or is_little):
            if match.topic in _NOUNS:
                return None  # `on a stone wall`
            unknown += 1
            if name or match.topic != UNKNOWN or unknown > _MOST_UNKNOWN:
                break
        name, color, end = said if said == _PATTERN else name or said, color or seen, place + 1
    first = index if reading.matches[index].topic == "relation" else index + 1
    return Surface(name, color, frozenset(range(first, end))) if name else None


def surface_of_words(words: Sequence[str]) -> str:
    """The surface that one of these folded words names, or nothing."""
    for word in words:
        if word.startswith(_CLOTHES):
            continue
        for stem, name in _stems():
            if word == stem or (len(stem) > _WHOLE_UP_TO and word.startswith(stem)):
                return name
    return ""


def _is_top(words: Sequence[str]) -> bool:
    return any(word.startswith(_TOPS) for word in words)


def _color(reading: Reading, index: int) -> str | None:
    match = reading.matches[index]
    words = [token.plain for token in reading.tokens[match.start : match.end]]
    return named_color(reading, index) or dark_color(words[0])
