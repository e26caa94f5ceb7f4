"""Shoes come in pairs: `sneakers` are two, a lost shoe is one."""

from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.drawings.thing_states import HANGING, PAIRED
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind, Subject
from cavendish_illustrator.vocabulary.tokens import tokenise

_USED: Final = frozenset(
    {RelationKind.WEARING, RelationKind.HOLDING, RelationKind.RIDING, RelationKind.INSIDE}
)


@cache
def _paired() -> frozenset[str]:
    return frozenset(read_table("understanding/mends/pairs.toml")["concepts"])


@cache
def _words_for_one() -> frozenset[str]:
    return frozenset(read_table("understanding/mends/pairs.toml")["one"].split())


def with_pairs(spec: PictureSpec) -> PictureSpec:
    """The picture with its shoes two by two, but for those that are worn, lived in or one by their word."""
    if spec.kind is Kind.PRODUCT_SHOT:
        return spec  # it sets its goods up in pairs itself
    used = {r.target for r in spec.relations if r.kind in _USED}
    subjects = tuple(
        _two_by_two(one)
        if one.concept in _paired() and index not in used and one.count == 1 and _is_pair(one.word)
        else one
        for index, one in enumerate(spec.subjects)
    )
    return replace(spec, subjects=subjects)


def _two_by_two(one: Subject) -> Subject:
    """A pair side by side; two that hang each on the cord."""
    if one.state == HANGING:
        return replace(one, count=2)
    return replace(one, state=PAIRED) if one.state is None else one


def _is_pair(word: str) -> bool:
    return _words_for_one().isdisjoint(token.plain for token in tokenise(word))
