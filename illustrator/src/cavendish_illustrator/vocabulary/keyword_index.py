"""Finds an icon by the labels and tags of the pack's keyword tables."""

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.artwork.asset_pack import IconFacts, icon_index, read_keywords
from cavendish_illustrator.vocabulary.lexicon import LIVING, read_topic
from cavendish_illustrator.vocabulary.stemming import is_plural, stem
from cavendish_illustrator.vocabulary.tokens import Token, fold, tokenise
from cavendish_illustrator.vocabulary.word_forms import has_other_accents, is_form_of

LONGEST_LABEL: Final = 4
RARE: Final = 2
"""A tag that more icons share says too little to be a subject."""
_SHORTEST_TAG: Final = 4
_ENDING: Final = 2
_THING_GROUPS: Final = frozenset({3, 4, 5, 6, 7})
_PEOPLE_SUBGROUPS: Final = frozenset({11, 25, 26})
_NEVER: Final = frozenset({49, 58, 59, 76, 83})
"""Maps, clocks, sky and weather, office things and signs: words for them mean the scene or nothing."""


@dataclass(frozen=True, slots=True)
class KeywordMatch:
    concept: str
    length: int
    """Words used."""
    is_plural: bool
    is_exact: bool = False
    """Whether the label stands there as it is."""


@dataclass(frozen=True, slots=True)
class KeywordIndex:
    """Labels and tags of one language, folded and stemmed; values are icon names."""

    language: str
    labels: Mapping[str, str]
    label_stems: Mapping[str, str]
    tags: Mapping[str, tuple[str, ...]]
    spelt: Mapping[str, str]
    """The labels of one word that have accents, as written, by what they fold to."""

    def find_label(self, tokens: Sequence[Token], start: int) -> KeywordMatch | None:
        """The icon whose whole label begins at a token, the longest label first."""
        for length in range(min(LONGEST_LABEL, len(tokens) - start), 0, -1):
            words = tokens[start : start + length]
            if any(word.is_after_break for word in words[1:]):
                continue
            plain = " ".join(word.plain for word in words)
            concept = self.labels.get(plain)
            if length == 1 and self._is_spelt_otherwise(words[0]):
                return None
            if concept is not None:
                return KeywordMatch(concept, length, is_plural=False, is_exact=True)
            if len(plain) < 3 or (length == 1 and len(plain) < _SHORTEST_TAG and self.language != "en"):
                continue
            stemmed = self._stem_words(words)
            concept = self.label_stems.get(stemmed)
            if concept is not None and (len(stemmed) >= _SHORTEST_TAG or self.language == "en"):
                label = self._label_of(concept)
                if length == 1 and not is_form_of(
                    words[0].raw, label, self.language, has_gender=_is_living(concept)
                ):
                    continue
                return KeywordMatch(concept, length, is_plural(words[-1].plain, label, self.language))
        return None

    def find_named(self, token: Token) -> str | None:
        """The icon whose label is just this word."""
        return None if self._is_spelt_otherwise(token) else self.labels.get(token.plain)

    def find_rare_tag(self, token: Token, *, most: int = RARE) -> str | None:
        """The icon named by a tag that at most `most` icons share."""
        if len(token.plain) < _SHORTEST_TAG:
            return None
        owners = self.tags.get(token.plain) or _tag_stems(self.language).get(
            stem(token.raw, self.language), ()
        )
        return owners[0] if 0 < len(owners) <= most else None

    def _is_spelt_otherwise(self, word: Token) -> bool:
        label = self.spelt.get(word.plain)
        return label is not None and has_other_accents(word.raw, label, self.language, ending=_ENDING)

    def _stem_words(self, words: Sequence[Token]) -> str:
        return " ".join(stem(word.raw, self.language) for word in words)

    def _label_of(self, concept: str) -> str:
        return next((label.split()[-1] for label, name in self.labels.items() if name == concept), "")


def _is_living(concept: str) -> bool:
    return icon_index().icons[concept].subgroup in LIVING


def is_possible_subject(name: str, facts: IconFacts) -> bool:
    """Whether an icon can stand in a picture: a thing or a person, no tile, no sign."""
    sets = read_topic("classes")
    if name in sets["possible"]["concepts"]:
        return True
    if name in sets["impossible"]["concepts"] or facts.is_tile or facts.is_variant:
        return False
    if facts.subgroup in _PEOPLE_SUBGROUPS:
        return True
    return facts.group in _THING_GROUPS and facts.subgroup not in _NEVER


@functools.cache
def keyword_index(language: str) -> KeywordIndex:
    """The index of one language, built at its first use (tens of milliseconds)."""
    icons = icon_index().icons
    labels: dict[str, str] = {}
    label_stems: dict[str, str] = {}
    spelt: dict[str, str] = {}
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for name, (label, *rest) in read_keywords(language).items():
        if not is_possible_subject(name, icons[name]):
            continue
        words = tokenise(label)
        labels.setdefault(" ".join(word.plain for word in words), name)
        spelt.update(
            (word.plain, word.raw) for word in words[:1] if len(words) == 1 and not word.raw.isascii()
        )
        label_stems.setdefault(" ".join(stem(word.raw, language) for word in words), name)
        for tag in rest:
            if " " not in tag:
                tags[fold(tag)].append(name)
    return KeywordIndex(language, labels, label_stems, _without_repeats(tags), spelt)


@functools.cache
def _tag_stems(language: str) -> dict[str, tuple[str, ...]]:
    """Built apart, for only a prompt without any known thing needs it."""
    stems: defaultdict[str, list[str]] = defaultdict(list)
    for tag, names in keyword_index(language).tags.items():
        stems[stem(tag, language)].extend(names)
    return _without_repeats(stems)


def _without_repeats(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(dict.fromkeys(names)) for word, names in table.items()}
