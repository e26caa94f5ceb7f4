"""Finds words in capitals that a piece is to bear though nobody quoted them: `SUMMER SALE banner`."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.understanding.design_words.quoted_text import find_quoted
from cavendish_illustrator.vocabulary.tokens import fold

_LETTERED: Final = frozenset(
    {
        *(Kind.POSTER, Kind.BOOK_COVER, Kind.CARD, Kind.LOGO, Kind.STICKER, Kind.LABEL, Kind.PACKAGING),
        *(Kind.MENU, Kind.BUSINESS_CARD, Kind.SHOP_SIGN),
    }
)
_WORD: Final = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*"
_RUN: Final = re.compile(rf"{_WORD}(?:[ '’&+-]{{1,3}}(?:\d{{1,4}}|{_WORD}))*")
_SHORTEST_WORD: Final = 5
_SHORTEST_RUN: Final = 6
_MOST_SHARE: Final = 0.6
"""A prompt in which more of the letters are capitals is shouted as a whole."""
_KINDS: Final = frozenset(
    {
        "poster", "logo", "banner", "flyer", "card", "sticker", "icon", "plakat", "affiche", "cartel",
        "baner", "aufkleber", "karte", "kartka", "label", "menu", "post", "story", "image", "please",
        "instagram", "facebook", "youtube", "плакат", "логотип", "постер", "без", "without", "not", "only",
    }
)  # fmt: skip


def with_shouted_text(spec: PictureSpec) -> PictureSpec:
    """The piece with the words that its prompt has in capitals first among its texts."""
    if spec.kind not in _LETTERED or "text" in spec.excluded:
        return spec
    shouted = find_shouted(spec.prompt)
    said = " ".join((*spec.texts, *spec.lines)).upper()
    if not shouted or shouted in said:
        return spec
    return replace(spec, texts=(shouted, *spec.texts), text_places=("", *spec.text_places))


def find_shouted(prompt: str) -> str:
    """The first run of words in capitals outside quotation marks; empty where there is none."""
    letters = [letter for letter in prompt if letter.isalpha()]
    if not letters or sum(map(str.isupper, letters)) > _MOST_SHARE * len(letters):
        return ""
    for one in reversed(find_quoted(prompt)):
        prompt = f"{prompt[: one.start]}\n{prompt[one.end :]}"
    for match in _RUN.finditer(prompt):
        words = match.group().split()
        while words and not _is_shouted(words[-1]):
            words.pop()
        while words and not _is_shouted(words[0]):
            words.pop(0)
        if all(map(_is_shouted, words)) and _is_long_enough(words):
            return " ".join(words)
    return ""


def _is_shouted(word: str) -> bool:
    return word.isdigit() or word == "&" or (word.upper() == word and fold(word) not in _KINDS)


def _is_long_enough(words: list[str]) -> bool:
    letters = sum(letter.isalpha() for word in words for letter in word)
    return letters >= (_SHORTEST_WORD if len(words) == 1 else _SHORTEST_RUN)
