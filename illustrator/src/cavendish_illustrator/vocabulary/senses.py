"""Chooses what a word of several senses means by the words around it: a `flamenco` on one leg is a bird.

A row of `senses.toml` holds the forms of a word and its senses, parted by a bar: `topic value < cues`. The
sense without cues holds where none speaks for another; `=` is what the lists say anyway. A cue is a word of
the prompt, folded, with a star for any ending; `-word` stands right before, `+word` right after, `@value`
is another meaning of the prompt.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cavendish_illustrator.vocabulary.lexicon import (
    LANGUAGES,
    Match,
    language_lexicon,
    read_topic,
)
from cavendish_illustrator.vocabulary.noun_cases import listed_forms
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.prepositions import is_after_preposition
from cavendish_illustrator.vocabulary.stemming import is_plural
from cavendish_illustrator.vocabulary.tokens import Token, fold

_AS_LISTED: Final = "="
_UNKNOWN: Final = "unknown"
_LONG_ENOUGH: Final = 4
"""Shorter words without their accents are others: `dé`, `de`."""
_NEAR: Final = 3
_ADJACENT_WEIGHT: Final = 3
_ARTICLES: Final = frozenset(
    {
        "the",
        "a",
        "an",
        "la",
        "el",
        "le",
        "il",
        "lo",
        "una",
        "un",
        "une",
        "uma",
        "um",
        "der",
        "die",
        "das",
        "de",
        "het",
    }
)
_NOUN_FIRST: Final = frozenset({"es", "fr", "it", "pt"})
_COLOURED: Final = frozenset({"subject", "role", "setting", "unknown"})
_OF_NOUNS: Final = frozenset({"subject", "role", "setting", "unknown"})
_SCENE_TOPICS: Final = frozenset(
    {
        "subject", "role", "setting", "pose", "color", "material", "size", "mood", "state", "number", "word",
        "relation", "style", "kind", "weather", "season", "time", "unknown", "hair_style",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word and what speaks for it."""

    topic: str
    value: str
    cues: frozenset[str]
    beginnings: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    meanings: frozenset[str]


@dataclass(frozen=True, slots=True)
class AmbiguousWord:
    base: str
    """Its first form, folded, for telling plurals."""
    senses: tuple[Sense, ...]
    usual: Sense
    """Where nothing speaks for any."""


def with_senses(matches: Sequence[Match], tokens: Sequence[Token], language: str) -> list[Match]:
    """The meanings, each word of several senses in the one that its neighbours speak for."""
    words = _ambiguous_words(language)
    values = frozenset(match.value for match in matches)
    found = [
        None if _colors_a_noun(matches, at, tokens, language) else _find(match, tokens, words, language)
        for at, match in enumerate(matches)
    ]
    return [
        match if word is None else _chosen(match, word, tokens, values)
        for match, word in zip(matches, found, strict=True)
    ]


def _colors_a_noun(matches: Sequence[Match], at: int, tokens: Sequence[Token], language: str) -> bool:
    """`an orange cat`, `un gato naranja`: a colour beside its noun is nothing else."""
    match = matches[at]
    if match.topic != "color":
        return False
    other = at - 1 if language in _NOUN_FIRST else at + 1
    if not 0 <= other < len(matches) or tokens[matches[max(at, other)].start].is_after_break:
        return False
    return matches[other].topic in _COLOURED


def _find(
    match: Match, tokens: Sequence[Token], words: Mapping[str, AmbiguousWord], language: str
) -> AmbiguousWord | None:
    """The word of several senses that a meaning was read from; one written without accents counts, too."""
    if match.end - match.start != 1 or match.topic not in _SCENE_TOPICS:
        return None
    token = tokens[match.start]
    if token.raw in words or match.topic not in _OF_NOUNS or language_lexicon(language).exact[token.plain]:
        return words.get(token.raw)
    cases = (words.get(form.word) for form in listed_forms(token.raw, language))
    return next((word for word in cases if word is not None), None)


def _chosen(match: Match, word: AmbiguousWord, tokens: Sequence[Token], values: frozenset[str]) -> Match:
    others = values - {match.value}
    scores = [_score(sense, match.start, tokens, others) for sense in word.senses]
    sense = word.senses[scores.index(max(scores))] if max(scores) else word.usual
    if sense.topic == _AS_LISTED:
        return match
    if sense.topic == _UNKNOWN:
        return replace(match, topic=_UNKNOWN, value=tokens[match.start].plain)
    is_case = is_after_preposition(tokens, match.start, match.language)
    is_more = not is_case and is_plural(tokens[match.start].plain, word.base, match.language)
    is_many = match.is_plural or is_more
    return replace(
        match, topic=sense.topic, value=sense.value, is_plural=is_many and sense.topic in {"subject", "role"}
    )


def _score(sense: Sense, at: int, tokens: Sequence[Token], others: frozenset[str]) -> int:
    """How many neighbours speak for a sense; the near ones count twice, the next one thrice."""
    score = len(sense.meanings & others)
    for index, token in enumerate(tokens):
        if index != at and (token.plain in sense.cues or token.plain.startswith(sense.beginnings)):
            score += 2 if abs(index - at) <= _NEAR else 1
    if at > 0 and tokens[at - 1].plain in sense.before:
        score += _weight(tokens[at - 1])
    if at + 1 < len(tokens) and tokens[at + 1].plain in sense.after:
        score += _weight(tokens[at + 1])
    return score


def _weight(token: Token) -> int:
    """An article beside a word says less of it than a noun near by: `la copa de un árbol`."""
    return 1 if token.plain in _ARTICLES else _ADJACENT_WEIGHT


@functools.cache
def _ambiguous_words(language: str) -> Mapping[str, AmbiguousWord]:
    """Every form of the words of several senses of a language, as written and folded."""
    found: dict[str, AmbiguousWord] = {}
    for forms, row in read_topic("senses").get(language, {}).items() if language in LANGUAGES else ():
        written = list(split_phrases(forms))
        senses = tuple(map(_read_sense, row.split("|")))
        usual = next(
            (sense for sense, text in zip(senses, row.split("|"), strict=True) if "<" not in text), senses[0]
        )
        word = AmbiguousWord(fold(written[0]), senses, usual)
        found.update(dict.fromkeys(written, word))
        for form in written:
            if len(form) >= _LONG_ENOUGH:
                found.setdefault(fold(form), word)
    return found


def _read_sense(text: str) -> Sense:
    meaning, _, cue_text = text.partition("<")
    topic, _, value = meaning.strip().partition(" ")
    cues = [fold(cue) for cue in cue_text.split()]
    plain = [cue for cue in cues if cue[0] not in "-+@"]
    return Sense(
        topic=topic,
        value=value,
        cues=frozenset(cue for cue in plain if not cue.endswith("*")),
        beginnings=tuple(cue[:-1] for cue in plain if cue.endswith("*")),
        before=frozenset(cue[1:] for cue in cues if cue[0] == "-"),
        after=frozenset(cue[1:] for cue in cues if cue[0] == "+"),
        meanings=frozenset(cue[1:] for cue in cues if cue[0] == "@"),
    )
