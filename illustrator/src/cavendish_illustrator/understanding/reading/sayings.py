"""Sayings that mean another picture than their words: `home sweet home` shows no sweet, but a home."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import Token, tokenise


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A saying that was found in a prompt."""

    scene: str
    """The English prompt that shows what it means."""
    rest: str
    """What else the prompt says."""
    is_word: bool
    """Whether it is one word, such as `hope`, that counts only where nothing else was understood."""


def find_saying(prompt: str) -> Saying | None:
    """The longest saying in a prompt; None where there is none."""
    tokens = tokenise(prompt)
    found = [
        (size, start)
        for start in range(len(tokens))
        for size in _sizes().get(tokens[start].plain, ())
        if start + size <= len(tokens) and _key(tokens[start : start + size]) in _scenes()
    ]
    if not found:
        return None
    size, start = max(found, key=lambda one: (one[0], -one[1]))
    begin, end = tokens[start].start, tokens[start + size - 1].end
    return Saying(
        scene=_scenes()[_key(tokens[start : start + size])],
        rest=f"{prompt[:begin]} , {prompt[end:]}",
        is_word=size == 1,
    )


def shown_as(spec: PictureSpec, scene: PictureSpec) -> PictureSpec:
    """The picture of what else was said, with the scene of its saying where it shows nothing itself."""
    if spec.subjects:
        return replace(spec, settings=spec.settings or scene.settings)
    return replace(
        spec,
        subjects=scene.subjects,
        relations=scene.relations,
        settings=spec.settings or scene.settings,
        time_of_day=spec.time_of_day or scene.time_of_day,
        season=spec.season or scene.season,
        weather=spec.weather or scene.weather,
        framing=spec.framing or scene.framing,
        ring_center=scene.ring_center,
        setting_side=scene.setting_side,
    )


def _key(tokens: list[Token]) -> str:
    return " ".join(token.plain for token in tokens)


@functools.cache
def _scenes() -> Mapping[str, str]:
    return {
        _key(tokenise(phrase)): scene
        for scene, row in read_topic("sayings").items()
        for phrases in row.values()
        for phrase in split_phrases(phrases)
    }


@functools.cache
def _sizes() -> Mapping[str, frozenset[int]]:
    """How many words the sayings have that begin with a word."""
    sizes: dict[str, set[int]] = {}
    for key in _scenes():
        words = key.split()
        sizes.setdefault(words[0], set()).add(len(words))
    return {word: frozenset(numbers) for word, numbers in sizes.items()}
