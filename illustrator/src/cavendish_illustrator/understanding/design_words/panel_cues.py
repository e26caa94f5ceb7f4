"""Finds the words by which a prompt asks for several pictures in one: `split into four panels`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, TypeAlias

from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import Token, fold

FEWEST, MOST = 2, 9
_STRIP_COUNT: Final = 3
_MOST_BETWEEN: Final = 2
"""Words that may stand between the number and its noun: `four equal panels`."""
_SINGLE: Final = frozenset(
    {"das", "dem", "der", "den", "die", "ein", "eine", "einem", "einen", "the", "a", "het", "een"}
)
"""A noun of its own begins with it: `mit zwei Pferden das Feld`."""
_FIXED: Final = {"fixed_2": 2, "fixed_3": 3, "fixed_4": 4}
_ONE_OF_STRIP: Final = (
    "kadr", "panel", "okenk", "кадр", "панел", "styl", "stil", "estil", "stijl", "стил", "vignett", "case",
    "vinet", "vinhet", "frame", "raster", "rastr", "растр", "retin", "reticul", "trame", "tram",
)  # fmt: skip
Phrase: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelCue:
    """How many pictures there shall be, and the tokens that say so."""

    count: int
    tokens: frozenset[int]
    is_strip: bool = False
    is_count_sure: bool = True


@cache
def _phrases(table: str) -> tuple[Phrase, ...]:
    line = read_topic("panels")[table]["any"]
    return tuple(
        tuple(fold(word) for word in phrase.replace("'", " ").split()) for phrase in split_phrases(line)
    )


@cache
def _by_first_word(table: str) -> tuple[dict[str, list[Phrase]], list[Phrase]]:
    """The phrases a word begins, and those whose first word is a stem; nearly every word begins none."""
    whole: dict[str, list[Phrase]] = {}
    stems: list[Phrase] = []
    for phrase in _phrases(table):
        (stems if phrase[0].endswith("*") else whole.setdefault(phrase[0], [])).append(phrase)
    return whole, stems


def _matches(said: str, word: str) -> bool:
    return word.startswith(said[:-1]) if said.endswith("*") else word == said


def _length_at(tokens: Sequence[Token], start: int, table: str) -> int:
    """How many tokens the longest phrase of a table takes here; 0 for none."""
    best = 0
    whole, stems = _by_first_word(table)
    for words in (*whole.get(tokens[start].plain, ()), *stems):
        part = tokens[start : start + len(words)]
        if len(part) == len(words) > best and all(
            _matches(word, token.plain) for token, word in zip(part, words, strict=True)
        ):
            best = len(words)
    return best


def number_at(tokens: Sequence[Token], index: int) -> int:
    """The number a token names, 0 for none or one beyond what a sheet can hold."""
    plain = tokens[index].plain
    if plain.isdecimal():
        return int(plain) if len(plain) == 1 and FEWEST <= int(plain) <= MOST else 0
    return next((n for n in range(FEWEST, MOST + 1) if (plain,) in _phrases(str(n))), 0)


def find_panel_cue(tokens: Sequence[Token]) -> PanelCue | None:
    """The division a prompt asks for, None for a single picture."""
    cue = _first_cue(tokens)
    if cue is None:
        return None
    said = [_taken(tokens, table) for table in ("divide", *_FIXED)]
    return replace(cue, tokens=cue.tokens.union(*said))


def _taken(tokens: Sequence[Token], table: str) -> frozenset[int]:
    """All tokens that a phrase of a table covers."""
    spans = ((start, _length_at(tokens, start, table)) for start in range(len(tokens)))
    return frozenset(index for start, length in spans for index in range(start, start + length))


def _first_cue(tokens: Sequence[Token]) -> PanelCue | None:
    numbered = _numbered(tokens)
    strip = _strip(tokens, is_numbered=numbered is not None)
    if numbered is not None:
        extra = strip.tokens if strip is not None else frozenset()
        return PanelCue(numbered.count, numbered.tokens | extra, is_strip=strip is not None)
    for table, count in _FIXED.items():
        for start in range(len(tokens)):
            if length := _length_at(tokens, start, table):
                return PanelCue(count, frozenset(range(start, start + length)))
    return strip


def _strip(tokens: Sequence[Token], *, is_numbered: bool) -> PanelCue | None:
    """The words for a strip; beside a number of panels they never mean one picture of it."""
    for start in range(len(tokens)):
        length = _length_at(tokens, start, "strip")
        is_one = not is_numbered and _is_of_one(tokens, start, length)
        if length and not (is_one or _is_manner(tokens, start, length)):
            taken = frozenset(range(start, start + length))
            return PanelCue(_STRIP_COUNT, taken, is_strip=True, is_count_sure=False)
    return None


def _is_of_one(tokens: Sequence[Token], start: int, length: int) -> bool:
    """`kadr z komiksu`, `komiksový panel`: one picture out of a strip, or in the manner of one."""
    around = [*tokens[max(0, start - 2) : start], *tokens[start + length : start + length + 2]]
    return any(token.plain.startswith(_ONE_OF_STRIP) for token in around)


def _is_manner(tokens: Sequence[Token], start: int, length: int) -> bool:
    """`…, комікс`: one word after all the rest says how it is drawn."""
    return length == 1 and 0 < start == len(tokens) - 1 and tokens[start].is_after_break


def _numbered(tokens: Sequence[Token]) -> PanelCue | None:
    is_divided = any(_length_at(tokens, start, "divide") for start in range(len(tokens)))
    for index in range(len(tokens)):
        if crossed := _crossed(tokens[index].plain):
            return PanelCue(crossed, frozenset({index}))
        count = number_at(tokens, index)
        if not count:
            continue
        for noun in range(index + 1, min(len(tokens), index + 2 + _MOST_BETWEEN)):
            if tokens[noun].is_after_break or tokens[noun].plain in _SINGLE:
                break
            if _length_at(tokens, noun, "noun") or (is_divided and _length_at(tokens, noun, "part")):
                return PanelCue(count, frozenset(range(index, noun + 1)))
    return None


def _crossed(word: str) -> int:
    """`2x2` and `3×3` are rows by columns; 0 for any other word."""
    sides = word.replace("×", "x").split("x")
    if len(sides) != 2 or not all(len(side) == 1 and side.isdecimal() for side in sides):
        return 0
    count = int(sides[0]) * int(sides[1])
    return count if FEWEST <= count <= MOST else 0


def is_before_after(tokens: Sequence[Token]) -> bool:
    """Whether the two halves are one thing earlier and later, or a split screen."""
    return any(_length_at(tokens, start, "before_after") for start in range(len(tokens)))
