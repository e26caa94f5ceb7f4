"""The place that somebody's work implies where none was named: a librarian is in a library."""

from dataclasses import replace
from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Weather
from cavendish_illustrator.vocabulary.concept_classes import any_animate
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_ANYWHERE: Final = frozenset({"room", "table_top", "window_view", "window_outlook"})
_OUTSIDE: Final = frozenset({Weather.RAIN, Weather.SNOW, Weather.STORM})


def in_implied_place(spec: PictureSpec) -> PictureSpec:
    """The picture where its people do that work; a place that was named stays."""
    is_open = spec.kind is Kind.SCENE and set(spec.settings) <= _ANYWHERE and spec.weather not in _OUTSIDE
    if not is_open or not any_animate(spec.subjects):
        return spec
    words = tuple(token.plain for token in tokenise(fold(spec.prompt)))
    concepts = frozenset(one.concept for one in spec.subjects)
    place = next((name for name, row in _places().items() if _fits(row, words, concepts)), None)
    return spec if place is None else replace(spec, settings=(place, *spec.settings))


@cache
def _places() -> dict[str, dict[str, Any]]:
    return read_table("understanding/place_words/implied_places.toml")


def _fits(row: dict[str, Any], words: tuple[str, ...], concepts: frozenset[str]) -> bool:
    is_shown = not concepts.isdisjoint(row.get("concepts", ()))
    if "and_words" in row:
        return is_shown and _begins(words, row["and_words"])
    return is_shown or _begins(words, row.get("words", ()))


def _begins(words: tuple[str, ...], stems: list[str]) -> bool:
    return any(word.startswith(tuple(stems)) for word in words)
