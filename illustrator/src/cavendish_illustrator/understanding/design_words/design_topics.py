"""The subject of a designed piece: a poster for a jazz festival shows saxophone and trumpet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import Token, fold

_WHOLE_UP_TO: Final = 4
"""Words this short must match whole: `car` does not begin `card`."""

_LEAVING_OUT: Final = frozenset(
    {
        "without", "no", "bez", "ohne", "sin", "sans", "senza", "sem", "zonder", "без", "by", "from", "as",
        "style", "styl", "stylu", "stil", "estilo", "stile", "stijl", "стиль", "стилі", "se", "that", "que",
        "qui", "che", "which", "where", "like", "who", "dat", "die", "das", "що", "made",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DesignTopic:
    """What tokens `start` to `end` (exclusive) are about, and the drawings that show it."""

    name: str
    shows: tuple[str, ...]
    start: int
    end: int
    is_general: bool = False
    """Any other topic, and any place, says more."""
    words: frozenset[str] = frozenset()
    """The folded words that name it."""
    is_listed: bool = False
    """Whether it is named among the things that are to be seen: `a hedgehog with a cup of tea`."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    name: str
    shows: tuple[str, ...]
    is_general: bool
    not_in: frozenset[str]
    """Languages in which the word means something else."""


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """The phrases by the first two letters of their first word."""
    found: dict[str, list[_Phrase]] = {}
    for name, row in read_topic("design_topics").items():
        shows, is_general = tuple(row["shows"].split()), bool(row.get("is_general"))
        others = row.get("not_in", {})
        for phrase in split_phrases(row["words"]):
            words = tuple(fold(word) for word in phrase.split())
            found.setdefault(words[0][:2], []).append(
                _Phrase(words, name, shows, is_general, frozenset(others.get(phrase, "").split()))
            )
    return {key: tuple(phrases) for key, phrases in found.items()}


def _begins(token: Token, word: str) -> bool:
    if word.endswith("*"):
        return token.plain.startswith(word[:-1])
    return token.plain == word if len(word) <= _WHOLE_UP_TO else token.plain.startswith(word)


def _found(
    tokens: Sequence[Token], language: str
) -> Iterator[tuple[tuple[bool, bool, int, int], DesignTopic]]:
    for start, token in enumerate(tokens):
        for phrase in _phrases().get(token.plain[:2], ()):
            end = start + len(phrase.words)
            if language in phrase.not_in:
                continue
            if end <= len(tokens) and all(map(_begins, tokens[start:end], phrase.words)):
                letters = sum(map(len, phrase.words))
                topic = _topic(phrase, tokens, start, language)
                yield (not phrase.is_general, not topic.is_listed, len(phrase.words), letters), topic


def _topic(phrase: _Phrase, tokens: Sequence[Token], start: int, language: str) -> DesignTopic:
    end = start + len(phrase.words)
    return DesignTopic(
        phrase.name,
        phrase.shows,
        start,
        end,
        phrase.is_general,
        frozenset(token.plain for token in tokens[start:end]),
        any(token.plain in _listing_words(language) for token in tokens[:start]),
    )


@cache
def _listing_words(language: str) -> frozenset[str]:
    """Words such as `with`, after which a prompt says what is to be seen."""
    lines = read_topic("title_words")["turns"]
    found = (fold(word) for word in split_phrases(f"{lines['en']}, {lines.get(language, '')}"))
    return frozenset(word for word in found if word.isalpha()) - _LEAVING_OUT


def find_topic(tokens: Sequence[Token], language: str = "en") -> DesignTopic | None:
    """The topic that is named most particularly, before `with` rather than after it; of equals the first."""
    return max(_found(tokens, language), key=lambda item: item[0], default=(None, None))[1]
