"""Small prints that hold a picture: tarot cards with the name and numeral of theirs, and postage stamps."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_TAROT: Final = ("tarot", "taro", "tarocc", "таро")
_STAMP: Final = "postage-stamp"
_LEAST_STEM: Final = 3


class Arcanum(NamedTuple):
    """One card of the tarot."""

    numeral: str
    names: tuple[str, ...]
    """By language."""
    picture: str


@cache
def _arcana() -> tuple[Arcanum, ...]:
    rows = read_table("understanding/design_words/arcana.toml")
    return tuple(
        Arcanum(numeral, tuple(name.strip() for name in names.split("|")), picture)
        for numeral, names, picture in rows.values()
    )


def as_framed_print(spec: PictureSpec, parse: Callable[[str], PictureSpec]) -> PictureSpec:
    """The picture as the tarot card or the postage stamp that it was asked for as."""
    # Only where a word begins so: `starodawny`, `старовинний` are old.
    is_tarot = any(token.plain.startswith(_TAROT) for token in tokenise(spec.prompt))
    if spec.kind is Kind.CARD and is_tarot:
        return _as_tarot(spec, parse)
    return _as_stamp(spec) if spec.kind is Kind.SCENE else spec


def _as_stamp(spec: PictureSpec) -> PictureSpec:
    """A stamp that is named first, with what is on it or written on it, is the piece itself."""
    is_first = bool(spec.subjects) and spec.subjects[0].concept == _STAMP
    is_of_something = len(spec.subjects) > 1 or bool(spec.texts) or bool(spec.settings)
    is_handled = any(r.target == 0 and r.kind is RelationKind.HOLDING for r in spec.relations)
    is_stuck = any(r.subject == 0 and r.kind is not RelationKind.BESIDE for r in spec.relations)
    if not (is_first and is_of_something) or is_handled or is_stuck or spec.subjects[0].count > 1:
        return spec
    return replace(spec.with_subjects(range(1, len(spec.subjects))), kind=Kind.STAMP)


def _as_tarot(spec: PictureSpec, parse: Callable[[str], PictureSpec]) -> PictureSpec:
    """The card with its name, its numeral and, where nothing else was named, its old picture."""
    arcanum = _find(spec)
    title = spec.texts[0] if spec.texts else arcanum.names[_own(spec)] if arcanum else ""
    card = replace(spec, kind=Kind.TAROT_CARD, texts=(title,) if title else (), title="", motifs=())
    if arcanum is None:
        return card
    usual = parse(arcanum.picture)
    card = replace(
        card,
        lines=(arcanum.numeral,),
        settings=card.settings or usual.settings,
        time_of_day=card.time_of_day or usual.time_of_day,
        weather=card.weather or usual.weather,
    )
    is_figure = any(is_person(one.concept) for one in usual.subjects)
    named = [one.concept for one in card.subjects if not (is_figure and fold(one.word) in fold(title))]
    return card if named else replace(card, subjects=usual.subjects, relations=usual.relations)


def _own(spec: PictureSpec) -> int:
    return LANGUAGES.index(spec.language)


def _find(spec: PictureSpec) -> Arcanum | None:
    """The card whose name the quoted text, else the prompt, has in its language or in English."""
    told = {token.plain for token in tokenise(" ".join(spec.texts) or spec.prompt)}
    for arcanum in _arcana():
        if any(_heads(name) <= told for name in {arcanum.names[0], arcanum.names[_own(spec)]}):
            return arcanum
    return None


@cache
def _heads(name: str) -> frozenset[str]:
    """The words of a name without its article."""
    words = [token.plain for token in tokenise(name)]
    return frozenset(words[1:] if len(words) > 1 and len(words[0]) <= _LEAST_STEM else words)
