"""Finds out who does something to another, and with what."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from cavendish_illustrator.company.head_counts import heads_of
from cavendish_illustrator.company.joint_plans import Deed, find_joint_deeds
from cavendish_illustrator.company.seats import SEATS
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.figures.drawings.drawing_names import drawable
from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_person

_MOST_DOERS: Final = {Scheme.PULL: 2, Scheme.TOUCH: 4, Scheme.PUSH: 3, Scheme.FEED: 2}
_SHARED: Final = frozenset({Scheme.TOUCH, Scheme.PUSH, Scheme.FEED})
"""Deeds in which those who do the same have a part."""
_BETWEEN_TWO: Final = frozenset({Scheme.FEED, Scheme.GIVE, Scheme.CHASE})
"""Deeds that only somebody alive can be done to."""
_MOST_OTHERS: Final = 3
_LARGEST_GIVEN_M: Final = 1.0
_ON: Final = frozenset({RelationKind.ON, RelationKind.INSIDE})
_TOYS: Final = frozenset(
    {
        "rag-doll", "toy-car", "toy-blocks", "toy-train", "yarn", "puzzle-piece", "nesting-dolls", "yo-yo",
        "spinning-top", "toy-robot", "dollhouse", "train-set", "rubber-duck", "teddy-bear",
    }
)  # fmt: skip
"""What one plays with on one's knees."""
_PAINTED_OVER: Final = frozenset({"easter-egg", "egg", "fence", "house", "cottage", "shed", "door", "boat"})
"""What is painted itself and not its picture."""
_TO: Final = frozenset({RelationKind.BESIDE, RelationKind.HOLDING})


@cache
def _schemes() -> Mapping[str, Scheme]:
    rows = read_table("company/deed_schemes.toml")
    return {pose: Scheme(name) for name, poses in rows.items() for pose in poses.split()}


def find_deeds(spec: PictureSpec, free: list[int], taken: set[int]) -> Iterator[Deed]:
    """Everybody free who does something to another, or something together."""
    whole = list(find_joint_deeds(spec, free))
    yield from whole
    for doer in free:
        subject = spec.subjects[doer]
        scheme = _schemes().get(subject.pose or "") or _with_hands_on_it(spec, doer)
        if scheme is None or any(doer == deed.doer for deed in whole):
            continue
        helpers = _helpers(spec, doer, free) if scheme in _SHARED else []
        if not _is_free_for(scheme, spec, [doer, *helpers], free):
            continue
        objects = [r.target for r in spec.relations if r.subject == doer and r.kind in _TO]
        alive = [i for i in objects if is_animate(spec.subjects[i].concept)]
        if scheme in (Scheme.GIVE, Scheme.FEED) and not alive:
            alive = [i for i in free if i != doer and i > doer][:1]
        if scheme is Scheme.PORTRAY:
            objects = [
                i for i in objects or _models(spec, doer) if spec.subjects[i].concept not in _PAINTED_OVER
            ]
        things = [i for i in objects if i not in alive]
        if scheme in (Scheme.FEED, Scheme.GIVE) and alive and not things:
            things = [i for i in _unplaced(spec, taken) if i > doer]
        others = alive[:1] if scheme in _BETWEEN_TWO else objects[:1]
        things = things[:1] if scheme in (Scheme.FEED, Scheme.GIVE) else []
        if others and _can_be_done_to(spec, others[0]) and all(_is_handy(spec, i) for i in things):
            yield Deed(scheme, doer, (*helpers, *others), things[0] if things else None)


def _is_free_for(scheme: Scheme, spec: PictureSpec, doers: list[int], free: list[int]) -> bool:
    """Whether so many may do it together, and the first is no helper of another and has no seat."""
    if scheme in _SHARED and _only_helps(spec, doers[0], free):
        return False
    heads = sum(heads_of(spec.subjects[i]) for i in doers)
    return heads <= _MOST_DOERS.get(scheme, 1) and not _is_seated(spec, doers[0])


def _helpers(spec: PictureSpec, doer: int, free: list[int]) -> list[int]:
    """Those who do the same and nothing else: `a father and his son`."""
    tied = {r.subject for r in spec.relations if r.kind is not RelationKind.WEARING}
    pose = spec.subjects[doer].pose
    return [i for i in free if i != doer and i not in tied and pose and spec.subjects[i].pose == pose]


def _only_helps(spec: PictureSpec, index: int, free: list[int]) -> bool:
    """Whether somebody does what another does who has the object: `a mother and her son feeding a horse`."""
    pose = spec.subjects[index].pose
    doers = {r.subject for r in spec.relations if r.kind in _TO and r.subject in free}
    return index not in doers and any(spec.subjects[i].pose == pose for i in doers)


def _with_hands_on_it(spec: PictureSpec, doer: int) -> Scheme | None:
    """The scheme of who plays with toys on the ground, or hugs a tree."""
    hugged = [
        r.target
        for r in spec.relations
        if r.subject == doer and r.kind is RelationKind.BESIDE and spec.subjects[doer].pose == "hugging"
    ]
    things = (i for i in hugged if not is_animate(spec.subjects[i].concept))
    is_hugging = any(real_height(spec.subjects[i].concept) >= _LARGEST_GIVEN_M for i in things)
    return Scheme.TOUCH if is_hugging or _plays_on_ground(spec, doer) else None


def _plays_on_ground(spec: PictureSpec, doer: int) -> bool:
    """Whether a child, or who is as one, is with toys that lie on the floor."""
    subject = spec.subjects[doer]
    toys = (
        r.target
        for r in spec.relations
        if r.subject == doer and r.kind is RelationKind.BESIDE and spec.subjects[r.target].concept in _TOYS
    )
    is_idle = subject.pose in (None, "playing", "building", "sitting", "working")
    return is_idle and is_person(subject.concept) and next(toys, None) is not None


def _is_seated(spec: PictureSpec, doer: int) -> bool:
    """Whether they have a seat, whose drawing shows all who are on it."""
    return any(
        r.subject == doer and r.kind in _ON and spec.subjects[r.target].concept in SEATS
        for r in spec.relations
    )


def _models(spec: PictureSpec, doer: int) -> list[int]:
    """Those named after an artist who do nothing and stand in no relation: `a portrait of a cat`."""
    related = {index for r in spec.relations for index in (r.subject, r.target)}
    rest = range(doer + 1, len(spec.subjects))
    return [i for i in rest if i not in related and spec.subjects[i].pose is None]


def _unplaced(spec: PictureSpec, taken: set[int]) -> list[int]:
    """Small things that stand in no relation."""
    related = {index for r in spec.relations for index in (r.subject, r.target)}
    return [
        i
        for i, subject in enumerate(spec.subjects)
        if i not in related | taken and not is_animate(subject.concept) and _is_handy(spec, i)
    ]


def _can_be_done_to(spec: PictureSpec, index: int) -> bool:
    subject = spec.subjects[index]
    return subject.count <= _MOST_OTHERS and drawable(subject.concept)


def _is_handy(spec: PictureSpec, index: int) -> bool:
    concept = spec.subjects[index].concept
    return drawable(concept) and real_height(concept) <= _LARGEST_GIVEN_M
