"""Portuguese tells what somebody is doing with an infinitive: `um polvo a dormir` is read as `dormindo`."""

import functools
import re
from typing import Final

from cavendish_illustrator.vocabulary.language_guess import rank_languages
from cavendish_illustrator.vocabulary.lexicon import language_lexicon
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_PORTUGUESE: Final = "pt"
_INFINITIVE: Final = re.compile(r"(?<!\w)a (?P<stem>\w+[aeiô])r(?=-se\b|\b(?!-))", re.IGNORECASE)
_TOPICS: Final = frozenset({"pose", "relation"})


def with_gerunds(text: str) -> str:
    """The text with every `a` and infinitive as the gerund that is listed; other languages as they are."""
    if _INFINITIVE.search(text) is None or rank_languages(tokenise(text))[0][0] != _PORTUGUESE:
        return text
    return _INFINITIVE.sub(_as_gerund, text)


def _as_gerund(match: re.Match[str]) -> str:
    gerund = f"{match.group('stem')}ndo"
    return gerund if fold(gerund) in _known() else match.group(0)


@functools.cache
def _known() -> frozenset[str]:
    """The first words of what is listed as done."""
    entries = language_lexicon(_PORTUGUESE).exact.values()
    first = (entry.words[0] for entry in entries if entry.topic in _TOPICS)
    return frozenset(word for word in first if word.endswith("ndo"))
