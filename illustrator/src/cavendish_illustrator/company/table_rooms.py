"""Somebody with things on a table is in a room where a table stands, not on the table."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.company.fitting_places import TABLE, TABLE_TOP, stands_too_tall
from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_food

_SCENES: Final = frozenset({Kind.SCENE, Kind.PORTRAIT, Kind.POSTER, Kind.BOOK_COVER})
_LAID_M: Final = 0.6
_KITCHEN: Final = ("kitchen", "room")
_ROOM: Final = ("living_room", "room")


def in_fitting_place(spec: PictureSpec) -> PictureSpec:
    """The picture of somebody with things on a table: in a room where the table stands, things on it."""
    is_seated = any(plan.scheme is Scheme.TABLE for plan in plan_company(spec))
    if (
        spec.kind not in _SCENES
        or spec.settings[:1] != (TABLE_TOP,)
        or is_seated
        or not stands_too_tall(spec)
    ):
        return spec
    rest = spec.settings[1:]
    is_kitchen = any(is_food(one.concept) or one.pose == "cooking" for one in spec.subjects)
    spec = replace(spec, settings=rest or (_KITCHEN if is_kitchen else _ROOM))
    laid = [index for index in range(len(spec.subjects)) if _is_laid(spec, index)]
    table = spec.index_of(TABLE)
    if not laid or (table is None and len(spec.subjects) >= MOST_SUBJECTS):
        return spec
    if table is None:
        table = len(spec.subjects)
        spec = replace(spec, subjects=(*spec.subjects, Subject(concept=TABLE, word="table")))
    on_it = tuple(Relation(kind=RelationKind.ON, subject=index, target=table) for index in laid)
    return replace(spec, relations=(*spec.relations, *on_it))


def _is_laid(spec: PictureSpec, index: int) -> bool:
    """Whether it is a small lifeless thing that nothing else holds in its place."""
    one = spec.subjects[index]
    is_free = not any(index in (r.subject, r.target) for r in spec.relations)
    return is_free and not is_animate(one.concept) and real_height(one.concept) <= _LAID_M
