"""Tells a drawn map from a scene with a map in it: `a treasure map with an island, a ship and a red X`."""

from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import any_animate
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import tokenise

_MAPS: Final = frozenset({"world-map", "old-letters-map"})
_LEADERS: Final = 6
"""Among so many first words the map must be named to be the picture itself."""
_WHOLE_UP_TO: Final = 4


@cache
def _signs() -> tuple[tuple[str, str], ...]:
    rows = read_topic("map_signs").items()
    return tuple((stem, sign) for sign, row in rows if "words" in row for stem in str(row["words"]).split())


@cache
def _place_signs() -> dict[str, str]:
    rows = read_topic("map_signs").items()
    return {place: sign for sign, row in rows for place in str(row.get("places", "")).split()}


def as_map(spec: PictureSpec) -> PictureSpec:
    """The picture as a drawn map where that is what is asked for; what it shows are signs on it."""
    maps = [index for index, one in enumerate(spec.subjects) if one.concept in _MAPS]
    if (
        spec.kind not in {Kind.SCENE, Kind.POSTER, Kind.INFOGRAPHIC}
        or not maps
        or not _is_picture_itself(spec, maps[0])
    ):
        return spec
    kept = [index for index in range(len(spec.subjects)) if index not in maps]
    spec = spec.with_subjects(kept)
    known = {one.concept for one in spec.subjects}
    more = [sign for sign in dict.fromkeys((*_named(spec), *_placed(spec))) if sign not in known]
    signs = tuple(Subject(concept=sign, word=sign) for sign in more)
    return replace(spec, kind=Kind.MAP, subjects=(*spec.subjects, *signs), relations=())


def _is_picture_itself(spec: PictureSpec, index: int) -> bool:
    """Whether the map leads the prompt and nobody looks at it and it lies on nothing."""
    lies = any(r.subject == index and r.kind is RelationKind.ON for r in spec.relations)
    words = {token.plain for token in tokenise(spec.prompt)[:_LEADERS]}
    is_first = not {token.plain for token in tokenise(spec.subjects[index].word)}.isdisjoint(words)
    is_held = any(r.target == index for r in spec.relations) or "table_top" in spec.settings
    looks_on = any_animate(spec.subjects[:index])
    return is_first and not (lies or is_held or looks_on) and "world" not in spec.subjects[index].word


def _named(spec: PictureSpec) -> list[str]:
    found = []
    for token in tokenise(spec.prompt):
        for stem, sign in _signs():
            if token.plain == stem or (len(stem) > _WHOLE_UP_TO and token.plain.startswith(stem)):
                found.append(sign)
    return found


def _placed(spec: PictureSpec) -> list[str]:
    return [_place_signs()[name] for name in spec.settings if name in _place_signs()]
