"""Who is in a vessel: what stands around them stands around it, and boats have room for their crews."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.understanding.reading.verb_poses import WEAK_POSES
from cavendish_illustrator.vocabulary.tokens import fold

_AROUND: Final = frozenset({RelationKind.BESIDE, RelationKind.BEHIND, RelationKind.IN_FRONT})
_RESTING: Final = frozenset({None, "sleeping", *WEAK_POSES})
_MOST_UNDER_SAIL: Final = 2
_SAILS: Final = (
    "sail",
    "zagl",
    "segel",
    "vel",
    "voil",
    "zeil",
    "вітр",
    "plach",
    "yacht",
    "jacht",
    "yate",
    "яхт",
)


def with_vessels_manned(spec: PictureSpec) -> PictureSpec:
    """The picture with all who are in something seen in it."""
    return _with_crew_aboard(_with_things_around(spec))


def _with_things_around(spec: PictureSpec) -> PictureSpec:
    """`a cat in a box next to two flags`: the box stands beside them; who stirs a potion is at it."""
    vessels = {
        r.subject: r.target
        for r in spec.relations
        if r.kind is RelationKind.INSIDE and spec.subjects[r.subject].pose in _RESTING
    }
    relations = tuple(
        replace(r, subject=vessels.get(r.subject, r.subject), target=vessels.get(r.target, r.target))
        if r.kind in _AROUND
        else r
        for r in spec.relations
    )
    return replace(spec, relations=tuple(r for r in relations if r.subject != r.target))


def _with_crew_aboard(spec: PictureSpec) -> PictureSpec:
    """Three in a boat that nobody says sails are in a rowing boat; a small sailing boat has room for two."""
    for r in spec.relations:
        boat, crew = spec.subjects[r.target], spec.subjects[r.subject]
        is_full = r.kind is RelationKind.INSIDE and crew.count > _MOST_UNDER_SAIL
        if is_full and boat.concept == "sailboat" and not fold(boat.word).startswith(_SAILS):
            return spec.with_subject(r.target, replace(boat, concept="rowing-boat"))
    return spec
