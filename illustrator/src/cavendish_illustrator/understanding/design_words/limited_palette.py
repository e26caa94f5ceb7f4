"""Finds the colours a whole picture is kept to: `only teal and coral`, `tylko granat i żółty`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import fold

MOST_COLORS: Final = 6
_CUE_TABLES: Final = ("only", "limited")
_GRADIENTS: Final = frozenset(
    {
        "gradient", "gradients", "farbverlauf", "verlauf", "gradientem", "gradiencie", "degradado",
        "degrade", "sfumatura", "sfumature", "verloop", "градієнт", "prechod", "scheme", "accents",
        "akcenty", "akzente",
    }
)  # fmt: skip
_MOST_AFTER_CUE: Final = 4
"""Words that may stand between `only` and the first colour: `only in the colours`."""


@dataclass(frozen=True, slots=True)
class LimitedPalette:
    """The colours in their order, and the matches that name them."""

    colors: tuple[str, ...]
    taken: frozenset[int]


@cache
def _words(table: str) -> frozenset[str]:
    lines = read_topic("palette_words")[table].values()
    return frozenset(fold(phrase) for line in lines for phrase in split_phrases(line))


@cache
def _named_colors() -> dict[str, str]:
    """Colours whose names are things elsewhere: coral, peach, mint."""
    tables = read_topic("palette_words")
    return {
        fold(phrase): color
        for color, table in tables.items()
        if color.startswith("#")
        for line in table.values()
        for phrase in split_phrases(line)
    }


def find_limited_palette(reading: Reading) -> LimitedPalette | None:
    """The colours the prompt allows, None where it sets no limit."""
    for index in range(len(reading.matches)):
        if _is_cue(reading, index):
            found = _run_from(reading, index + 1) or _run_before(reading, index)
            if found is not None:
                words = {index, *found.taken}
                return replace(found, taken=frozenset(range(min(words), max(words) + 1)))
    return None


def without_palette_words(reading: Reading, palette: LimitedPalette, source: str) -> str:
    """The source with blanks where the palette stood, so that places in it stay the same."""
    letters = list(source)
    for index in palette.taken:
        match = reading.matches[index]
        start, end = reading.tokens[match.start].start, reading.tokens[match.end - 1].end
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def without_palette(reading: Reading, palette: LimitedPalette) -> Reading:
    """The reading without the words for those colours, which belong to no thing."""
    kept = [match for index, match in enumerate(reading.matches) if index not in palette.taken]
    return replace(reading, matches=kept)


def _plain(reading: Reading, match: Match) -> list[str]:
    return [token.plain for token in reading.tokens[match.start : match.end]]


def _is_cue(reading: Reading, index: int) -> bool:
    words = _plain(reading, reading.matches[index])
    return any(not _words(table).isdisjoint(words) for table in _CUE_TABLES)


def named_color(reading: Reading, index: int) -> str | None:
    """The colour that a match names, also by a word such as `coral`; None where it names none."""
    return _color(reading, reading.matches[index])


def color_words() -> frozenset[str]:
    """Folded words such as `colours` or `tones`, by which a prompt announces its palette."""
    return (_words("color") | _GRADIENTS) - {"using", "use", "two", "three"}


def _color(reading: Reading, match: Match) -> str | None:
    if match.topic == "color":
        return match.value
    words = _plain(reading, match)
    return _named_colors().get(" ".join(words)) or (_named_colors().get(words[-1]) if words else None)


def _is_joint(match: Match) -> bool:
    return match.topic == "word" and match.value in {"stop", "and", "palette", "in", "with", "costume"}


def _run_from(reading: Reading, start: int) -> LimitedPalette | None:
    """The colours that follow a cue, parted by nothing but commas, `and` and little words."""
    colors: list[str] = []
    taken: list[int] = []
    gap = 0
    for index in range(start, len(reading.matches)):
        match = reading.matches[index]
        color = _color(reading, match)
        if color is not None:
            colors.append(color)
            taken.append(index)
            gap = 0
        elif _is_joint(match) or (not colors and gap < _MOST_AFTER_CUE and _is_color_word(reading, match)):
            gap += 1
        else:
            break
        if gap > _MOST_AFTER_CUE:
            break
    return _palette(reading, colors, taken)


def _run_before(reading: Reading, end: int) -> LimitedPalette | None:
    """`teal and coral only`: at the end of its clause, the cue looks back."""
    following = reading.matches[end + 1] if end + 1 < len(reading.matches) else None
    if following is not None and not reading.tokens[following.start].is_after_break:
        return None
    colors: list[str] = []
    taken: list[int] = []
    for index in range(end - 1, -1, -1):
        color = _color(reading, reading.matches[index])
        if color is not None:
            colors.insert(0, color)
            taken.append(index)
        elif not _is_joint(reading.matches[index]):
            break
    return _palette(reading, colors, taken)


def _is_color_word(reading: Reading, match: Match) -> bool:
    return match.topic == "number" or not _words("color").isdisjoint(_plain(reading, match))


def _palette(reading: Reading, colors: Sequence[str], taken: Sequence[int]) -> LimitedPalette | None:
    """A colour before a thing (`only one red apple`) is that thing's own."""
    if not colors:
        return None
    after = max(taken) + 1
    following = reading.matches[after] if after < len(reading.matches) else None
    is_adjective = (
        following is not None
        and following.topic in {"subject", "role", "setting"}
        and not reading.tokens[following.start].is_after_break
    )
    if is_adjective:
        return None
    return LimitedPalette(tuple(dict.fromkeys(colors))[:MOST_COLORS], frozenset(taken))
