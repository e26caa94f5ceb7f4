"""Gives animals the coat that their breed's name tells: an arctic fox is white, a weimaraner grey."""

import re
from dataclasses import dataclass, replace
from functools import cache

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.tokens import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coat:
    """One row of `breeds.toml`, where its fields are explained."""

    of: frozenset[str]
    color: str
    words: re.Pattern[str]


@cache
def _coats() -> tuple[_Coat, ...]:
    return tuple(
        _Coat(
            of=frozenset(row["of"]),
            color=row["color"],
            words=re.compile(rf"\b(?:{'|'.join(map(re.escape, row['words'].split()))})"),
        )
        for row in read_table("understanding/mends/breeds.toml")["coats"]
    )


def with_coats(spec: PictureSpec) -> PictureSpec:
    """Every breed in its coat, unless another colour was said, and a black cat with somebody."""
    bound = {r.subject for r in spec.relations if is_animate(spec.subjects[r.target].concept)}
    bound |= {r.subject for r in spec.relations if r.kind in (RelationKind.WEARING, RelationKind.HOLDING)}
    for index, one in enumerate(spec.subjects):
        if one.concept == "black-cat" and index in bound:
            spec = spec.with_subject(index, replace(one, concept="cat", color=one.color or "#2e2c34"))
        elif one.color is None and (coat := _coat_of(one)) is not None:
            spec = spec.with_subject(index, replace(one, color=coat))
    return spec


def _coat_of(one: Subject) -> str | None:
    words = fold(one.word)
    return next(
        (coat.color for coat in _coats() if one.concept in coat.of and coat.words.search(words)), None
    )
