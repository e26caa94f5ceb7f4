"""A vessel and what is in it: a bottle of wine is one thing, and a German `Glas` with olives is a jar."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.understanding.mends.served_together import without_subject

_GLASS, _DRINKS = "glass", 47
_GLASS_OF: Final = re.compile(r"\bglass(?:es)? of\b")
_TIES: Final = frozenset({RelationKind.INSIDE, RelationKind.ON})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filling:
    """One row of `vessels_filled.toml`, where its fields are explained."""

    vessels: frozenset[str]
    contents: frozenset[str]
    whole: str
    vessel: str


@cache
def _fillings() -> tuple[_Filling, ...]:
    return tuple(
        _Filling(
            vessels=frozenset(row["vessels"]),
            contents=frozenset(row["contents"]),
            whole=row.get("whole", ""),
            vessel=row.get("vessel", ""),
        )
        for row in read_table("understanding/mends/vessels_filled.toml")["rows"]
    )


def with_vessels_filled(spec: PictureSpec) -> PictureSpec:
    """The picture with every vessel as the one that its content comes in, and drinks in their own colours."""
    spec = _with_drinks_seen(spec)
    for relation in spec.relations:
        content, vessel = relation.subject, relation.target
        filling = _filling(spec, vessel, content) if relation.kind in _TIES else None
        if filling is None:
            continue
        if filling.whole:
            return with_vessels_filled(_as_one(spec, vessel, content, filling.whole))
        spec = spec.with_subject(vessel, replace(spec.subjects[vessel], concept=filling.vessel))
    return spec


def _with_drinks_seen(spec: PictureSpec) -> PictureSpec:
    """`a glass of red wine` says what the wine is in, not what it is made of."""
    if not _GLASS_OF.search(spec.prompt.lower()):
        return spec
    subjects = tuple(
        replace(one, material=None) if one.material == _GLASS and _is_drink(one.concept) else one
        for one in spec.subjects
    )
    return replace(spec, subjects=subjects)


def _is_drink(concept: str) -> bool:
    facts = find_icon(concept)
    return facts is not None and facts.subgroup == _DRINKS


def _filling(spec: PictureSpec, vessel: int, content: int) -> _Filling | None:
    names = spec.subjects[vessel].concept, spec.subjects[content].concept
    return next((one for one in _fillings() if names[0] in one.vessels and names[1] in one.contents), None)


def _as_one(spec: PictureSpec, vessel: int, content: int, whole: str) -> PictureSpec:
    """Both as one thing: as many as there are vessels, in the colour of the vessel."""
    outer, inner = spec.subjects[vessel], spec.subjects[content]
    color = outer.color or (inner.color if whole == inner.concept else None)
    both = replace(outer, concept=whole, word=f"{outer.word} {inner.word}", color=color)
    return without_subject(spec.with_subject(vessel, both), content)
