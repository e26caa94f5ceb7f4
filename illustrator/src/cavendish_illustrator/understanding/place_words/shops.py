"""What a prompt's shop sells: the word on its sign, what lies in its window, the place within."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold, tokenise


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """One kind of shop."""

    trade: str
    goods: tuple[str, ...]
    inside: str
    signs: tuple[str, ...]
    """In the order of `LANGUAGES`."""

    def sign(self, language: str) -> str:
        """The word on its sign in a language."""
        return self.signs[LANGUAGES.index(language) if language in LANGUAGES else 0]


@cache
def _shops() -> dict[str, Shop]:
    return {
        trade: Shop(
            trade=trade,
            goods=tuple(row["goods"]),
            inside=str(row["inside"]),
            signs=tuple(next(split_phrases(part)) for part in str(row["names"]).split("|")),
        )
        for trade, row in read_topic("shops").items()
    }


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Every name of a shop with its trade, the longest first."""
    found = [
        (tuple(fold(word) for word in phrase.replace("-", " ").replace("'", " ").split()), trade)
        for trade, row in read_topic("shops").items()
        for part in str(row["names"]).split("|")
        for phrase in list(split_phrases(part))[1:]
    ]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


def shop_named(prompt: str) -> Shop | None:
    """The kind of shop that a prompt names, the one with the longest name first."""
    words = [token.plain for token in tokenise(prompt)]
    trade = next((trade for phrase, trade in _phrases() if _stands_in(phrase, words)), None)
    return None if trade is None else _shops()[trade]


def is_within_shop(prompt: str) -> bool:
    """Whether somebody is said to be in the shop: `in a bakery`, `w księgarni`, `dans la boulangerie`."""
    words = [token.plain for token in tokenise(prompt)]
    return any(
        not _WITHIN.isdisjoint(words[max(0, start - _NEAR) : start])
        for phrase, _ in _phrases()
        for start, part in enumerate(_runs(words, len(phrase)))
        if all(_is_word(a, b) for a, b in zip(phrase, part, strict=True))
    )


_WITHIN: Final = frozenset(
    {
        "in",
        "inside",
        "w",
        "we",
        "im",
        "en",
        "dans",
        "no",
        "na",
        "num",
        "numa",
        "nel",
        "nella",
        "у",
        "в",
        "v",
        "ve",
    }
)
_NEAR: Final = 2
"""So many words may lie between the preposition and the shop."""


def stocked(spec: PictureSpec) -> tuple[Shop | None, frozenset[str]]:
    """The shop of a prompt, and which of its things lie in the window instead of standing on the street."""
    shop = shop_named(spec.prompt)
    tied = {index for r in spec.relations for index in (r.subject, r.target)}
    wares = [
        one.concept
        for index, one in enumerate(spec.subjects)
        if one.count >= _SEVERAL
        and index not in tied
        and not is_animate(one.concept)
        and real_height(one.concept) < _IN_WINDOWS_M
        and one.spot is None
    ]
    if shop is None or shop.trade != _GENERAL or not wares:
        return shop, frozenset()
    return replace(shop, goods=tuple(dict.fromkeys(wares))), frozenset(wares)


_GENERAL, _SEVERAL, _IN_WINDOWS_M = "general", 3, 0.7


def shop_selling(concepts: Sequence[str]) -> Shop | None:
    """The first kind of shop in whose window one of the things would lie."""
    return next((shop for shop in _shops().values() if not set(shop.goods).isdisjoint(concepts)), None)


def _stands_in(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return any(
        all(_is_word(a, b) for a, b in zip(phrase, part, strict=True)) for part in _runs(words, len(phrase))
    )


def _runs(words: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    return (words[start : start + length] for start in range(len(words) - length + 1))


def _is_word(name: str, word: str) -> bool:
    return word.startswith(name[:-1]) if name.endswith("*") else word == name
