"""The lines of the lexicon: phrases parted by commas, and which of them is the singular of which."""

from collections.abc import Iterator
from typing import Final

from cavendish_illustrator.vocabulary.tokens import fold

_ALIKE: Final = 3
_ALIKE_AT_MOST: Final = 5
_INFLECTED_PLURALS: Final = frozenset({"de", "nl", "it", "pl", "uk", "cs"})
OWN_PLURALS: Final = frozenset({"de", "nl", "it"})
"""Languages where each word of a line has a singular of its own."""
_LOCATIVES: Final = {"pl": ("e",), "uk": ("і",), "cs": ("e", "ě", "u")}
_SOFT: Final = ("ź", "ń", "ś", "ć", "ż", "sz", "cz", "rz", "j", "l", "ь")


def split_phrases(text: str) -> Iterator[str]:
    """The phrases of one lexicon line."""
    return (phrase.strip() for phrase in text.split(",") if phrase.strip())


def _first_alike(phrase: str, line: str) -> str:
    """The first phrase of a line that begins as one does, which is rather its singular."""
    return next(_alike(phrase, line), phrase)


def own_base(phrase: str, line: str) -> str:
    """The first phrase that one may be the plural of, else itself: `Kater` is none of `Katze`."""
    folded = fold(phrase)
    found = (one for one in _alike(phrase, line) if folded.startswith(fold(one[:_ALIKE_AT_MOST])[:-1]))
    return next(found, phrase)


def _alike(phrase: str, line: str) -> Iterator[str]:
    beginning = fold(phrase[:_ALIKE])
    return (one for one in split_phrases(line) if beginning.startswith(fold(one[:_ALIKE])))


def base_of(phrase: str, line: str, language: str) -> str:
    """The first phrase of a line for all languages that begins alike: `pilz` of `pilze`.

    Empty where the ending alone tells, and where it may be that of a place: `na dywanie`, `на дивані`.
    """
    if language not in _INFLECTED_PLURALS:
        return ""
    base = _first_alike(phrase, line)
    is_locative = phrase.endswith(_LOCATIVES.get(language, ())) and not base.endswith(_SOFT)
    return "" if is_locative else base
