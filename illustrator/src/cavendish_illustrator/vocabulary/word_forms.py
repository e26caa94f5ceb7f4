"""Tells whether a word is a form of a listed one, or only shares its stem: `Wände` are no `Wanderer`."""

import functools
from collections.abc import Mapping
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.vocabulary.tokens import fold

_NO_ENDING: Final = "-"
_LEAST_ALIKE: Final = 2
_CASES: Final = frozenset({"pl", "uk", "cs"})
"""Languages whose endings may each stand for any other."""
_ACCENTS_TELL: Final = {"pl": frozenset("ąćęłńśźż"), "cs": frozenset("áéíýúůěščřžďťň")}
"""Polish `siostra` has the genitive `sióstr`: that accent tells nothing."""
_LONG_ENDINGS: Final = ("ách", "ích", "ých", "ími", "ými", "ého", "ému", "iów")
_OF_MANY: Final = "ów"
"""Polish `ogórków` are no `ogórkowa`, which is a soup."""
_VOWELS: Final = frozenset("aeiouyаеєиіїоуюя")
Endings = Mapping[str, frozenset[str]]


def is_form_of(written: str, listed: str, language: str, *, has_gender: bool) -> bool:
    """Whether a word bends `listed`, which is folded; `has_gender` where it may change its gender, too."""
    word = fold(written)
    if language not in _tables()["number"] or word == listed:
        return True
    if written in words_apart(language) or (written.endswith(_OF_MANY) and listed.startswith(word)):
        return False
    if language == "nl":
        word, listed = undoubled(word), undoubled(listed)
    alike = next(
        (at for at, (a, b) in enumerate(zip(word, listed, strict=False)) if a != b),
        min(len(word), len(listed)),
    )
    if alike < _LEAST_ALIKE:
        return False
    if language in _CASES:
        cuts = range(alike, max(_LEAST_ALIKE, alike - 2) - 1, -1)
        return any(_bends(word, listed, cut, language, has_gender=has_gender) for cut in cuts)
    tables = ("number", "gender") if has_gender else ("number",)
    return any(_pairs(word, listed, alike, _endings(name, language)) for name in tables)


def has_other_accents(written: str, listed: str, language: str, *, ending: int = 0) -> bool:
    """Whether a word bears an accent that the listed one has not: `másle` (butter) is no `mašle` (bow).

    `ending` is how many of its last letters do not count. Only where accents tell words apart; a word
    written without any may always be the listed one.
    """
    accents = _ACCENTS_TELL.get(language)
    if accents is None or written.isascii():
        return False
    if ending and written.endswith(_LONG_ENDINGS):
        ending += 1
    pairs = zip(written[: len(written) - ending], listed, strict=False)
    return any(a != b and a in accents and fold(a) == fold(b) for a, b in pairs)


def _pairs(word: str, listed: str, alike: int, endings: Endings) -> bool:
    """Whether one ending of the list, taken off, makes room for one that it may become."""
    for cut in range(alike, max(_LEAST_ALIKE, alike - 3) - 1, -1):
        allowed = endings.get(listed[cut:] or _NO_ENDING, frozenset())
        if (word[cut:] or _NO_ENDING) in allowed:
            return True
    return False


def _bends(word: str, listed: str, alike: int, language: str, *, has_gender: bool) -> bool:
    """Whether both end in a case, after the same consonants or such as stand for one another."""
    endings = _endings("number", language)[""]
    if has_gender:
        endings |= _endings("gender", language).get("", frozenset())
    listed_rest, word_rest = _without_fleeting(listed[alike:], word[alike:])
    (listed_sound, listed_end), (word_sound, word_end) = _parted(listed_rest), _parted(word_rest)
    if not {listed_end or _NO_ENDING, word_end or _NO_ENDING} <= endings:
        return _both_in(endings, listed[alike:], word[alike:])
    if not (listed_sound and word_sound):
        return listed_sound == word_sound or _both_in(endings, listed[alike:], word[alike:])
    return any({listed_sound, word_sound} <= sounds for sounds in _alternations(language))


def _both_in(endings: frozenset[str], *rests: str) -> bool:
    return all((rest or _NO_ENDING) in endings for rest in rests)


def _without_fleeting(listed: str, word: str) -> tuple[str, str]:
    """`kubek`, `kubka`: the vowel before the last consonant is only there where nothing follows."""
    for longer, shorter, is_listed in ((listed, word, True), (word, listed, False)):
        tail = longer.lstrip("".join(_VOWELS))
        is_fleeting = 0 < len(longer) - len(tail) <= _LEAST_ALIKE and tail and _VOWELS.isdisjoint(tail)
        if is_fleeting and shorter.startswith(tail):
            rest = shorter[len(tail) :]
            return ("", rest) if is_listed else (rest, "")
    return listed, word


def _parted(rest: str) -> tuple[str, str]:
    """The consonants that a rest begins with, and what follows."""
    at = next((i for i, letter in enumerate(rest) if letter in _VOWELS), len(rest))
    return rest[:at], rest[at:]


@functools.lru_cache(maxsize=4096)
def undoubled(word: str) -> str:
    """A Dutch word with every doubled letter single, and `z`, `v` as they are at an end: `huizen`, `huis`."""
    single = "".join(a for a, b in zip(word, f"{word[1:]} ", strict=True) if a != b)
    for voiced, voiceless in (("z", "s"), ("v", "f")):
        for ending in ("e", "en"):
            if single.endswith(voiced + ending):
                single = single.removesuffix(voiced + ending) + voiceless + ending
    return single


@functools.cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return read_table("vocabulary/lexicon/word_forms.toml")


@functools.cache
def _endings(table: str, language: str) -> Endings:
    """For each ending of a listed word those of its forms; one set for all in languages of cases."""
    row = _tables()[table].get(language, "")
    if language in _CASES:
        return {"": _split(row)}
    found: dict[str, frozenset[str]] = {}
    for part in row.split("|") if row else ():
        listed, _, forms = part.partition(":")
        for ending in _split(listed):
            found[ending] = found.get(ending, frozenset()) | _split(forms)
    return found


@functools.cache
def _alternations(language: str) -> tuple[frozenset[str], ...]:
    row = _tables()["alternations"].get(language, "")
    return tuple(frozenset(sounds.split()) for sounds in row.split(","))


@functools.cache
def words_apart(language: str) -> frozenset[str]:
    """Words that only look like forms of a listed one: `Laub` is none of `Laube`."""
    return _split(_tables()["apart"].get(language, ""))


def _split(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())
