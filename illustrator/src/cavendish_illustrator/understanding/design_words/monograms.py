"""The letters a monogram is made of: `the letters A and M`, `initials J.K.`, `litera K`."""

import re
from collections.abc import Sequence
from typing import Final

_CUES: Final = (
    r"letters?|initials?|monogramm?e?|monogramy?|liter\w*|inicja\w+|buchstaben?|initialen?|letras?|inicial\w*|"
    r"monograma\w*|lettres?|initiales?|letter[ae]|inizial[ei]|iniciais|літер\w*|ініціал\w*|монограм\w*|"
    r"písmen\w*|iniciál\w*"
)
_JOINT: Final = r"(?:\s*[&+.,/]\s*|\s+(?:and|und|oraz|i|y|e|et|en|і|й|та|a)\s+|\s+|)"
_LETTER: Final = r"[^\W\d_a-zß-öø-ÿа-яґєіїœąćęłńóśźżčďěňřšťůž]"
_LETTERS: Final = re.compile(
    rf"\b(?i:{_CUES})\b[\s:„“\"'«]*(?:\w+[\s:„“\"'«]+){{0,2}}?({_LETTER}(?:{_JOINT}{_LETTER}){{0,2}})(?!\w)"
)
_LONGEST: Final = 3
_INITIALS: Final = 2
_LITTLE: Final = frozenset(
    {"the", "of", "and", "der", "die", "das", "und", "la", "le", "el", "de", "i", "et"}
)


def find_monogram(prompt: str, texts: Sequence[str]) -> str:
    """The one to three letters that a prompt asks for; empty where it asks for none."""
    found = _LETTERS.search(prompt)
    if found is not None:
        return "".join(letter for letter in found.group(1) if letter.isupper())
    is_asked = re.search(rf"\b(?i:{_CUES})\b", prompt) is not None
    short = next((text for text in texts if 0 < len(_capitals(text)) == len(_bare(text)) <= _LONGEST), "")
    return _bare(short) if is_asked else ""


def initials(name: str) -> str:
    """The first letters of a name's first two words that are no little ones."""
    words = [word for word in re.findall(r"[^\W_]+", name) if word.lower() not in _LITTLE]
    return "".join(word[0].upper() for word in words[:_INITIALS])


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _capitals(text: str) -> str:
    return "".join(letter for letter in text if letter.isupper())
