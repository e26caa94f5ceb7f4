"""Guesses which of the ten languages a prompt is written in."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from sys import intern
from typing import Final, NamedTuple

from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, TOPIC_FILES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import Token, fold

_LETTERS: Final = {
    "pl": frozenset("ąęłńśźżć"),
    "de": frozenset("ßäöü"),
    "es": frozenset("ñ¿¡"),
    "fr": frozenset("œûëïî"),
    "it": frozenset("ìòà"),
    "pt": frozenset("ãõ"),
    "uk": frozenset("іїєґабвгдежзийклмнопрстуфхцчшщьюя"),
    "cs": frozenset("řěůťďčšžýň"),
}
_CONTENT_FILES: Final = tuple(file_name for file_name, topic in TOPIC_FILES.items() if topic != "relation")
_CLUSTERS: Final = {
    "pl": re.compile(r"rz|sz|cz|dzi|nie$|cie$"),
    "de": re.compile(r"sch|tz"),
    "es": re.compile(r"cion$|illo$|illa$|[^i]iendo$|ieron$"),
    "fr": re.compile(r"eau|eux$|oir|aux$|euse$|ouill|eill|iere$"),
    "it": re.compile(r"zz|gli|cch|tt[oaie]$|zion[ei]$|ello$|ier[ei]$|evali$|icat[oaie]$"),
    "pt": re.compile(r"nh|lh|oes$|cao$|eir[oa]s?$"),
    "nl": re.compile(r"ij|aa|sje$|tje$"),
    "cs": re.compile(r"^kter|ovat$|ych$"),
}
"""Sounds that one language writes far more often than the others."""
_CLUSTER_WEIGHT: Final = 0.3
_WRITTEN: Final = tuple(
    (language, re.compile(pattern), weight)
    for language, pattern, weight in (
        ("fr", r"ée|és$|^é|^à$", 0.4),
        ("fr", r"[çê]|è.", 0.5),
        ("it", r"[èé]$", 0.25),
        ("it", r"[ùè]$", 0.5),
        ("pt", r"^à$|[áéíóúâ]", 0.2),
        ("pt", r"[çêôâ]", 0.5),
        ("es", r"[áéíóú]", 0.21),
        ("es", r"ando$|[ao]s$", 0.11),
        ("pt", r"[aei]ndo$|[ao]s$", 0.1),
        ("it", r"ando$|endo$", 0.1),
        ("pl", r"ó", 0.22),
        ("cs", r"[áéíýúšžč]", 0.22),
    )
)
"""The same, with accents; what several share speaks against English at least."""
_LETTER_WEIGHT: Final = 1.0
_FUNCTION_WEIGHT: Final = 1.0
_CONTENT_WEIGHT: Final = 0.7
_PHRASE_WEIGHT: Final = 1.0
"""Two words that begin a phrase of one list together, such as `feu de`."""
_VERB_WEIGHT: Final = 1.0
_ENGLISH_BIAS: Final = 0.15
_HARDLY_ENGLISH: Final = 0.6
"""What English counts beside little words of other languages, such as `un`, and none of its own."""
_MOST_TOKENS: Final = 60
"""The first words decide; a long prompt does not change its language."""


def rank_languages(tokens: Sequence[Token], *, is_edit: bool = False) -> list[tuple[str, float]]:
    """The languages with any evidence, the likeliest first; empty when nothing speaks for any.

    In an instruction its verbs count as well: often they are all that is not a name.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for token in tokens[:_MOST_TOKENS]:
        for language, weight in _evidence(token):
            scores[language] += weight
        told = _verb_owners().get(token.plain, ()) if is_edit else ()
        for language in told:
            scores[language] += _VERB_WEIGHT / len(told)
    for one, other in pairwise(tokens[:_MOST_TOKENS]):
        begun = () if other.is_after_break else _owners().pairs.get(f"{one.plain} {other.plain}", ())
        for language in begun:
            scores[language] += _PHRASE_WEIGHT / len(begun)
    owners = [_function_owners().get(token.plain, ()) for token in tokens[:_MOST_TOKENS]]
    if any(one and "en" not in one for one in owners) and not any("en" in one for one in owners):
        scores["en"] *= _HARDLY_ENGLISH
    elif scores.get("en"):
        scores["en"] += _ENGLISH_BIAS
    return sorted(
        ((name, score) for name, score in scores.items() if score),
        key=lambda item: (-item[1], LANGUAGES.index(item[0])),
    )


def _evidence(token: Token) -> Iterator[tuple[str, float]]:
    """What one word says for which language; a word of many languages says little."""
    function_owners = _function_owners().get(token.plain, ())
    for language in function_owners:
        yield language, _FUNCTION_WEIGHT / len(function_owners)
    owners = () if function_owners else _owners().words.get(token.plain, ())
    for language in owners:
        yield language, _CONTENT_WEIGHT / len(owners)
    for language, letters in _LETTERS.items():
        if len(token.raw) > 1 and not letters.isdisjoint(token.raw):
            yield language, _LETTER_WEIGHT
    yield from _spelling(token)


def _spelling(token: Token) -> Iterator[tuple[str, float]]:
    for language, pattern, weight in _WRITTEN:
        if pattern.search(token.raw):
            yield language, weight
    for language, pattern in _CLUSTERS.items():
        if pattern.search(token.plain):
            yield language, _CLUSTER_WEIGHT


@functools.cache
def _function_owners() -> dict[str, tuple[str, ...]]:
    """Function word to the languages that use it."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for language, words in read_topic("languages")["hints"].items():
        for word in words.split():
            owners[word].append(language)
    return {word: tuple(languages) for word, languages in owners.items()}


class _Owners(NamedTuple):
    """The languages that have a phrase in their lexicon."""

    words: dict[str, tuple[str, ...]]
    """By the phrase, where it is one word."""
    pairs: dict[str, tuple[str, ...]]
    """By the first two words of longer phrases."""


@functools.cache
def _owners() -> _Owners:
    owners = _Owners({}, {})
    for phrase, language in _listed_phrases():
        word = phrase.removesuffix("*")
        if word.isalpha():
            _note(owners.words, word, language)
            continue
        words = phrase.replace("'", " ").replace("-", " ").split(maxsplit=2)[:2]
        if len(words) > 1 and "*" not in words[1]:
            _note(owners.pairs, " ".join(words), language)
    return owners


def _note(owners: dict[str, tuple[str, ...]], words: str, language: str) -> None:
    words = intern(fold(words))
    owners[words] = _with_language(owners.get(words, ()), language)


@functools.cache
def _verb_owners() -> dict[str, tuple[str, ...]]:
    """Single words of edit instructions to the languages that have them."""
    owners: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for table in read_topic("edit_words").values():
        for language in LANGUAGES:
            for phrase in split_phrases(table.get(language, "")):
                if phrase.isalpha():
                    owners[fold(phrase)][language] = None
    return {word: tuple(languages) for word, languages in owners.items()}


@functools.cache
def _with_language(languages: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Cached, so that forty thousand words share a few dozen tuples."""
    return languages if language in languages else (*languages, language)


def _listed_phrases() -> Iterator[tuple[str, str]]:
    """Every phrase of the lists with its language."""
    for file_name in _CONTENT_FILES:
        for table in read_topic(file_name).values():
            for language in LANGUAGES:
                yield from ((phrase, language) for phrase in split_phrases(table.get(language, "")))
