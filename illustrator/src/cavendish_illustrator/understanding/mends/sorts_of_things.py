"""Shows a sort of things by some of its kinds, and a part of a plant or a use of a thing not twice."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_grown
from cavendish_illustrator.vocabulary.tokens import tokenise

_SHOWN_WHOLE: Final = frozenset({Kind.SCENE, Kind.POSTER, Kind.CARD, Kind.BOOK_COVER, Kind.STILL_LIFE})
_PARTS_OF_PLANTS: Final = frozenset(
    {"herb", "leaf-fluttering-in-wind", "leaf-flat", "fallen-leaf", "maple-leaf", "blossom", "seedling"}
)
"""What leaves and flowers are read as where no plant is named with them."""
_MARKET: Final = "market"
"""Its stalls show what it sells."""
_BASKET: Final = "-basket"
"""A basket of several kinds says enough where it is in nothing else."""
_OF: Final = frozenset({"of", "de", "del", "di", "da", "do", "d", "von", "van"})
_IN_HAND: Final = frozenset({RelationKind.HOLDING, RelationKind.WEARING})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sort:
    """One row of `sorts.toml`, where its fields are explained."""

    read_as: frozenset[str]
    shown: tuple[str, ...]
    words: frozenset[str]


@cache
def _sorts() -> tuple[_Sort, ...]:
    return tuple(
        _Sort(
            read_as=frozenset(row["read_as"]),
            shown=tuple(row["shown"]),
            words=frozenset(row["words"].split()),
        )
        for row in read_table("understanding/mends/sorts.toml")["sorts"]
    )


def with_sorts(spec: PictureSpec) -> PictureSpec:
    """The picture with every sort of things shown by some of them, in and on whatever the sort was.

    `Fern leaves` are the fern alone, and in an icon a backpack `de montaña` has no mountain beside it.
    """
    spec = _without_parts(spec)
    if spec.kind not in _SHOWN_WHOLE:
        return spec
    for index in range(len(spec.subjects)):
        sort = _sort_of(spec, index)
        if sort is not None:
            spec = _spelled_out(spec, index, sort)
    return spec


def _without_parts(spec: PictureSpec) -> PictureSpec:
    """The picture without leaves right beside their plant's name, and without what an icon's thing is for."""
    tied = {index for r in spec.relations for index in (r.subject, r.target)}
    gone = set()
    for index in range(len(spec.subjects) - 1):
        first, second = spec.subjects[index], spec.subjects[index + 1]
        gap = _between(spec.prompt, first.word, second.word)
        if gap is None or not gap <= _OF:
            continue
        is_part = [one.concept in _PARTS_OF_PLANTS for one in (first, second)]
        if sum(is_part) == 1 and is_grown((second if is_part[0] else first).concept):
            gone.add(index if is_part[0] else index + 1)
        elif spec.kind is Kind.ICON and gap and not {index, index + 1} & tied:
            gone.add(index + 1)
    kept = [index for index in range(len(spec.subjects)) if index not in gone]
    return spec.with_subjects(kept) if gone else spec


def _between(prompt: str, first: str, second: str) -> frozenset[str] | None:
    """The words between two things named one after the other, at most one; None where more are."""
    tokens = tokenise(prompt)
    plain = [token.plain for token in tokens]
    words = [[token.plain for token in tokenise(word)] for word in (first, second)]
    if not all(words) or words[0][-1] not in plain:
        return None
    end = plain.index(words[0][-1]) + 1
    for gap in (0, 1):
        start = end + gap
        is_next = plain[start : start + len(words[1])] == words[1]
        if is_next and not any(token.is_after_break for token in tokens[end : start + 1]):
            return frozenset(plain[end:start])
    return None


def _sort_of(spec: PictureSpec, index: int) -> _Sort | None:
    """The sort that a subject's word names; None for anything in somebody's hand or of one colour."""
    one = spec.subjects[index]
    words = {token.plain for token in tokenise(one.word)}
    is_held = any(r.target == index and r.kind in _IN_HAND for r in spec.relations)
    is_tied = any(index in (r.subject, r.target) for r in spec.relations)
    is_shown = not is_tied and (_MARKET in spec.settings or one.concept.endswith(_BASKET))
    if not words or is_held or is_shown or one.color is not None or one.pose is not None:
        return None
    return next((sort for sort in _sorts() if one.concept in sort.read_as and words <= sort.words), None)


def _spelled_out(spec: PictureSpec, index: int, sort: _Sort) -> PictureSpec:
    named = {one.concept for number, one in enumerate(spec.subjects) if number != index}
    shown = [name for name in sort.shown if name not in named]
    room = MOST_SUBJECTS - len(spec.subjects)
    if not shown or spec.subjects[index].state is not None:
        return spec
    first = replace(spec.subjects[index], concept=shown[0])
    added = tuple(replace(first, concept=name) for name in shown[1 : 1 + max(0, room)])
    ties = [r for r in spec.relations if r.subject == index]
    start = len(spec.subjects)
    more = tuple(
        Relation(kind=r.kind, subject=start + number, target=r.target)
        for number in range(len(added))
        for r in ties
    )
    spec = spec.with_subject(index, first)
    return replace(spec, subjects=(*spec.subjects, *added), relations=(*spec.relations, *more))
