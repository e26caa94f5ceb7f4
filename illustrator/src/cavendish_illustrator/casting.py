"""Sorts a prompt's subjects into figures: who wears, holds or rides what, and how many of each there are."""

from dataclasses import dataclass, replace

from cavendish_illustrator.cast import Cast
from cavendish_illustrator.drawing_names import drawable, is_tile
from cavendish_illustrator.figures.animals import FACES
from cavendish_illustrator.figures.people import role_names
from cavendish_illustrator.figures.vessels import holds_content
from cavendish_illustrator.figures.wearing import WEARABLE
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject

MOST_OF_A_KIND = 24
_COMPOSING = {RelationKind.WEARING, RelationKind.HOLDING, RelationKind.RIDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A subject's place in the picture: its cast and its number in the spec."""

    index: int
    cast: Cast
    count: int


@dataclass(slots=True)
class Casting:
    """All roles of a picture, with what could not be drawn."""

    roles: list[Role]
    missing: list[str]


_GROUPS = {
    "couple": ("woman", "man"),
    "family": ("man", "woman", "girl", "boy"),
    "friends": ("woman", "man", "girl", "boy"),
    "crowd": ("man", "woman", "girl", "man", "woman", "boy", "old-man", "woman", "man"),
    "parents": ("man", "woman"),
    "children": ("girl", "boy", "girl"),
    "people": ("woman", "man", "girl"),
    "team": ("man", "woman", "man", "woman"),
}
"""Words for several people, spelled out."""


def _group_roles(index: int, subject: Subject, seed: int) -> list[Role]:
    members = _GROUPS[subject.concept]
    return [
        Role(
            index=index,
            cast=Cast(subject=replace(subject, concept=name, count=1), variant=seed % 7 + k * 3),
            count=1,
        )
        for k, name in enumerate(members)
    ]


def cast_roles(spec: PictureSpec, seed: int, painted: frozenset[str] = frozenset()) -> Casting:
    """Compose riders, wearers and holders; `painted` are concepts the setting itself already shows."""
    consumed = {r.target for r in spec.relations if r.kind in _COMPOSING and r.subject != r.target}
    riders = {r.subject: r.target for r in spec.relations if r.kind is RelationKind.RIDING}
    contents = _contents(spec)
    consumed |= set(contents.values())
    if any(subject.concept == "birthday-cake" for subject in spec.subjects):
        painted |= {"candle"}  # the cake is drawn with them
    casting = Casting([], _unwearable(spec))
    for index, subject in enumerate(spec.subjects):
        if index in consumed or subject.concept in painted or subject.concept in spec.excluded:
            continue
        if subject.concept in _GROUPS:
            casting.roles += _group_roles(index, subject, seed)
            continue
        if is_tile(subject.concept):
            continue
        if not drawable(subject.concept):
            casting.missing.append(subject.word)
            continue
        mount = riders.get(index)
        content = contents.get(index)
        cast = Cast(
            subject=subject,
            worn=_linked(spec, index, RelationKind.WEARING),
            held=_linked(spec, index, RelationKind.HOLDING),
            mount=spec.subjects[mount] if mount is not None else None,
            content=spec.subjects[content] if content is not None else None,
            variant=seed % 7 + index,
        )
        casting.roles.append(Role(index=index, cast=cast, count=max(1, min(subject.count, MOST_OF_A_KIND))))
    return casting


def _contents(spec: PictureSpec) -> dict[int, int]:
    """Which vessel is filled with what: flowers in a vase, fruit in a bowl, a ship in a bottle."""
    return {
        r.target: r.subject
        for r in spec.relations
        if r.kind is RelationKind.INSIDE
        and holds_content(spec.subjects[r.target].concept)
        and spec.subjects[r.subject].concept not in role_names() | FACES.keys()
        and drawable(spec.subjects[r.subject].concept)
    }


def _unwearable(spec: PictureSpec) -> list[str]:
    """Words for things to wear that have no drawing."""
    worn = {r.target for r in spec.relations if r.kind is RelationKind.WEARING}
    return [spec.subjects[i].word for i in sorted(worn) if spec.subjects[i].concept not in WEARABLE]


def _linked(spec: PictureSpec, index: int, kind: RelationKind) -> tuple[Subject, ...]:
    return tuple(spec.subjects[r.target] for r in spec.relations if r.kind is kind and r.subject == index)
