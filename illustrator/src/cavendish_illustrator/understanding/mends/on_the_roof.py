"""Who is on the roof of something that was named is on that: a nest on a barn, a goat on a car."""

import re
from dataclasses import replace
from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_food
from cavendish_illustrator.vocabulary.tokens import fold

STANDING: Final = "standing"
_STILL: Final = frozenset({None, "sitting", "waiting"})
_COMPOUND: Final = re.compile(r"(\w+?)(?:dach\w{0,3}|dak)$")
_VIEWS: Final = frozenset({"rooftop", "church_interior", "barn_interior", "cabin_interior"})
_OPEN, _STREET = "meadow", "street"
_PLACING: Final = frozenset({RelationKind.ON, RelationKind.INSIDE, RelationKind.UNDER, RelationKind.BESIDE})
_TAKEN: Final = frozenset({RelationKind.HOLDING, RelationKind.WEARING})


@cache
def _table() -> dict[str, Any]:
    return read_table("understanding/mends/on_the_roof.toml")


@cache
def _on_roof() -> re.Pattern[str]:
    before = "|".join(_table()["prepositions"])
    roofs = "|".join(word.replace("*", r"\w*") for word in _table()["roofs"])
    over = "|".join(_table()["over"])
    return re.compile(rf"\b(?:{before})\s+(?:(?!(?:{over})\b)[\w']+\s+){{0,2}}?({roofs})\b")


def is_on_roofed_vehicle(concept: str, pose: str | None) -> bool:
    """Whether somebody who stands on such a vehicle is not in it."""
    return pose == STANDING and concept in _table()["vehicles"]


def on_their_roofs(spec: PictureSpec) -> PictureSpec:
    """The picture with who is on the roof of a named house or vehicle set on it, seen from outside."""
    words = fold(spec.prompt).replace("-", " ")
    said = _on_roof().search(words)
    if said is None:
        return spec
    spec, bearer = _with_bearer(spec, words, said)
    stander = None if bearer is None else _stander(spec, words, said.start(), bearer)
    if bearer is None or stander is None:
        return spec
    kept = tuple(r for r in spec.relations if not _places(r, stander, bearer))
    on_top = Relation(kind=RelationKind.ON, subject=stander, target=bearer)
    spec = _drawn(spec, stander, bearer)
    is_vehicle = spec.subjects[bearer].concept in _table()["vehicles"]
    outside = tuple(name for name in spec.settings if name not in _VIEWS and name not in _table()["drawn"])
    return replace(
        spec,
        relations=(*kept, on_top),
        settings=outside or ((_STREET,) if is_vehicle else (_OPEN,)),
    )


def _drawn(spec: PictureSpec, stander: int, bearer: int) -> PictureSpec:
    """With a bearer that has a drawing, and a stander who is not in a vehicle."""
    one, carrier = spec.subjects[stander], spec.subjects[bearer]
    if carrier.concept in _table()["vehicles"] and one.pose in _STILL:
        spec = spec.with_subject(stander, replace(one, pose=STANDING))
    concept = _table()["drawn"].get(carrier.concept, carrier.concept)
    return spec.with_subject(bearer, replace(carrier, concept=concept))


def _places(relation: Relation, stander: int, bearer: int) -> bool:
    return relation.kind in _PLACING and {relation.subject, relation.target} == {stander, bearer}


def _with_bearer(spec: PictureSpec, words: str, said: re.Match[str]) -> tuple[PictureSpec, int | None]:
    """The subject whose roof it is; a place that is a building becomes one."""
    table = _table()
    bearing = {*table["bearing"], *table["vehicles"]}
    found = [i for i, one in enumerate(spec.subjects) if one.concept in bearing]
    at = {i: words.find(fold(spec.subjects[i].word).replace("-", " "), said.start()) for i in found}
    after = [i for i in found if at[i] >= 0]
    if after:
        return spec, min(after, key=at.__getitem__)
    if len(found) == 1:
        return spec, found[0]
    whole = _COMPOUND.match(said.group(1))
    concept = None if whole is None else table["compounds"].get(whole.group(1))
    concept = concept or next(
        (table["drawn"][name] for name in spec.settings if name in table["drawn"]), None
    )
    if concept is None or len(spec.subjects) >= MOST_SUBJECTS:
        return spec, None
    house = Subject(concept=concept, word=said.group(1))
    return replace(spec, subjects=(*spec.subjects, house)), len(spec.subjects)


def _stander(spec: PictureSpec, words: str, before: int, bearer: int) -> int | None:
    """Who was named last before the roof, else first after it."""
    taken = {r.target for r in spec.relations if r.kind in _TAKEN}
    at = {
        index: words.find(fold(one.word).replace("-", " "))
        for index, one in enumerate(spec.subjects)
        if index != bearer and index not in taken and not is_food(one.concept) and one.pose != "flying"
    }
    earlier = [index for index, place in at.items() if 0 <= place < before]
    later = [index for index, place in at.items() if place > before]
    if earlier:
        return max(earlier, key=at.__getitem__)
    return min(later, key=at.__getitem__, default=None)
