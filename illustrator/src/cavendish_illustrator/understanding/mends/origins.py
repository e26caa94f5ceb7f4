"""Where people come from, as far as a picture shows it: their skin and their hair."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import fold

_REACH: Final = 32
"""So many letters may lie between the word and the person it is about."""


class _Origin(NamedTuple):
    words: re.Pattern[str]
    skin: int
    hair: str
    is_color: bool
    """Whether the word is a colour, which then is none of the clothes."""


@cache
def _origins() -> tuple[_Origin, ...]:
    """The rows of `origins.toml`, whose words are folded and whose `*` stands for any ending."""
    return tuple(
        _Origin(
            re.compile(r"\b(?:" + "|".join(w.replace("*", r"\w*") for w in row["words"]) + r")\b"),
            int(row["skin"]),
            str(row["hair"]),
            bool(row.get("is_color")),
        )
        for row in read_topic("origins").values()
    )


def with_origins(spec: PictureSpec) -> PictureSpec:
    """`an african woman`, `czarnoskóry chłopiec`: the person nearest to the word has that skin."""
    text = fold(spec.prompt)
    places = {i: text.find(fold(one.word)) for i, one in enumerate(spec.subjects)}
    for origin in _origins():
        found = origin.words.search(text)
        near = _nearest(places, found.start()) if found is not None else None
        if near is None or not is_person(spec.subjects[near].concept):
            continue
        one = spec.subjects[near]
        told = replace(one, skin=origin.skin, hair=one.hair or origin.hair or None)
        told = replace(told, color=None) if origin.is_color else told
        left = tuple(w for w in spec.not_understood if not origin.words.search(fold(w)))
        subjects = (*spec.subjects[:near], told, *spec.subjects[near + 1 :])
        spec = replace(spec, subjects=subjects, not_understood=left)
    return spec


def _nearest(places: Mapping[int, int], at: int) -> int | None:
    """What is named nearest to a place in the text; None where all is far."""
    near = min(places, key=lambda i: abs(places[i] - at), default=None)
    return near if near is not None and abs(places[near] - at) <= _REACH else None
