"""Cuts a prompt into words that can be compared across spellings."""

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[’ʼ'](?=[Ѐ-ӿ])[^\W_]+)?")
_BREAK: Final = re.compile(r"[,.;:!?()\[\]{}|/\n。、،—–]|\s-\s")
_ORDINAL: Final = re.compile(r"\b\d{1,3}\. $")
_COUNTED: Final = (
    "geburtstag", "hochzeitstag", "jahrestag", "jubilaum", "klasse", "urodzin", "rocznic", "narozenin",
    "vyroc", "klas", "edycj", "rocnik", "stock", "festiwal", "jahrhundert", "wiek",
)  # fmt: skip
"""After a number with a full stop these are counted by it: `zum 50. Geburtstag`."""
_SPECIAL: Final = {
    "ł": "l", "ß": "ss", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "", "ʼ": "", "'": "",
}  # fmt: skip


class _FoldedLetters(dict[int, str]):
    """For `str.translate`: each letter is looked into once, and a hundred thousand words are folded."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in _SPECIAL:
            folded = _SPECIAL[letter]
        elif letter < "\u0250" or "\u1e00" <= letter <= "\u1eff":
            parts = unicodedata.normalize("NFKD", letter)
            folded = "".join(part for part in parts if not unicodedata.combining(part))
        else:
            folded = letter
        self[code] = folded
        return folded


_FOLDED: Final = _FoldedLetters()


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as written in lower case, and folded to its letters without Latin accents."""

    raw: str
    plain: str
    is_after_break: bool
    """A comma, full stop or the like stands before it."""
    start: int = 0
    end: int = 0
    """Where it stands in the text."""
    is_capital: bool = False
    """It begins with a capital within a sentence, as names do."""


@functools.lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Lower case without the accents of Latin letters; Cyrillic letters keep theirs (й is not и)."""
    folded = text.lower().translate(_FOLDED)
    if folded.isascii():
        return text if folded == text else folded  # one string less for each word of ten lexicons
    return unicodedata.normalize("NFC", folded)


def tokenise(text: str) -> list[Token]:
    """The words of the text in order; hyphens and Latin apostrophes part words."""
    tokens: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        raw = match.group().lower()
        plain = fold(raw)
        if plain:
            is_after_break = _BREAK.search(text, end, match.start()) is not None
            if is_after_break and plain.startswith(_COUNTED) and _ORDINAL.search(text, 0, match.start()):
                is_after_break = False
            word = match.group()
            is_capital = word[0].isupper() and not word.isupper() and bool(tokens) and not is_after_break
            tokens.append(Token(raw, plain, is_after_break, *match.span(), is_capital))
        end = match.end()
    return tokens
