"""Exchanges drawings that do not suit the piece, and leaves out what its room has by itself."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import (
    Kind,
    PictureSpec,
    Relation,
    RelationKind,
    Season,
    Subject,
    Weather,
)
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_animate

_ISLES: Final = frozenset({"tropical_island", "island"})
_SEASIDE: Final = frozenset({"tropical_island", "island", "beach", "sea"})
_PAINTED: Final = (
    (frozenset({"bathroom"}), frozenset({"mirror", "bathtub", "curtain"})),
    (
        frozenset({"room", "living_room", "bedroom", "kitchen", "window_view", "hearth", "window", "office"}),
        frozenset({"curtain"}),
    ),
    (frozenset({"picnic"}), frozenset({"blanket", "picnic-blanket"})),
)
"""By its places, what a painter shows there anyway."""
_CARRIAGE: Final = "carriage"
_TOO_LIGHT: Final = frozenset(
    {"pigeon", "bird", "dove", "cat", "dog", "sparrow", "crow", "black-cat", "rat", "fox"}
)
"""Animals that are beside a carriage and do not draw it."""
_LONELY: Final = re.compile(
    r"\b(lone(ly)?|solitary|samotn\w+|einsam\w*|solitari[oa]s?|solitaires?|sol[oa]|isolée?|eenza\w+|самотн\w+|"
    r"osaměl\w+|opuštěn\w+)\b",
    re.IGNORECASE,
)
_CABINETS: Final = "kitchen_cabinets"
_CUPBOARDS: Final = frozenset({"wardrobe", "dresser-drawers"})


def with_fitting_drawings(spec: PictureSpec) -> PictureSpec:
    """The picture with leaves that lie still, a horse before its carriage, and no islands in its kitchen."""
    spec = _lone_things_have_no_face(_carriages_are_drawn(spec))
    return _leaves_lie_still(_without_painted(_kitchens_have_cupboards(spec)))


def _carriages_are_drawn(spec: PictureSpec) -> PictureSpec:
    """A carriage that is named without an animal has a horse before it."""
    at = spec.index_of(_CARRIAGE)
    is_full = len(spec.subjects) >= MOST_SUBJECTS
    if spec.kind is not Kind.SCENE or at is None or is_full or spec.subjects[at].count > 1:
        return spec
    is_tied = any(at in (r.subject, r.target) for r in spec.relations)
    has_team = any(is_animal(one.concept) and one.concept not in _TOO_LIGHT for one in spec.subjects)
    is_toy = spec.subjects[at].material is not None or "pumpkin" in spec.subjects[at].word.lower()
    if is_tied or has_team or is_toy:
        return spec
    horse = Subject(concept="horse", word=spec.subjects[at].word, pose="pulling")
    tie = Relation(kind=RelationKind.BESIDE, subject=len(spec.subjects), target=at)
    return replace(spec, subjects=(*spec.subjects, horse), relations=(*spec.relations, tie))


def _lone_things_have_no_face(spec: PictureSpec) -> PictureSpec:
    """A lonely tree or lamp is alone; it does not weep."""
    if spec.kind is not Kind.SCENE or _LONELY.search(spec.prompt) is None:
        return spec
    subjects = tuple(
        replace(one, mood=None) if one.mood == "sad" and not is_animate(one.concept) and not one.pose else one
        for one in spec.subjects
    )
    return replace(spec, subjects=subjects)


def _without_painted(spec: PictureSpec) -> PictureSpec:
    """What the place has by itself is not set before it a second time, unless more was said of it."""
    if spec.kind is not Kind.SCENE or not spec.settings:
        return spec
    painted = next((things for places, things in _PAINTED if spec.settings[0] in places), frozenset())
    tied = {r.target for r in spec.relations if r.kind is not RelationKind.ON}
    kept = [
        index
        for index, one in enumerate(spec.subjects)
        if one.concept not in painted or _is_described(one) or one.spot is not None or index in tied
    ]
    return spec if len(kept) == len(spec.subjects) else spec.with_subjects(kept)


def _kitchens_have_cupboards(spec: PictureSpec) -> PictureSpec:
    """A kitchen's island is no isle, and its cupboards are painted already, in the colour that was named."""
    if spec.settings[:1] != ("kitchen",):
        return spec
    is_isle = not _ISLES.isdisjoint(spec.settings)
    settings = tuple(name for name in spec.settings if not (is_isle and name in _SEASIDE))
    subjects = tuple(
        replace(one, concept=_CABINETS, count=1) if one.concept in _CUPBOARDS and _is_described(one) else one
        for one in spec.subjects
    )
    kept = [index for index, one in enumerate(subjects) if one.concept not in _CUPBOARDS]
    return replace(replace(spec, subjects=subjects).with_subjects(kept), settings=settings)


def _is_described(one: Subject) -> bool:
    return bool(one.color or one.material or one.pattern)


_OF_PIECES: Final = {"hop-poles": "herb"}
"""What of a field a designed piece shows."""
_LEAVES: Final = frozenset({"leaf-fluttering-in-wind", "leaf-pile"})


def _leaves_lie_still(spec: PictureSpec) -> PictureSpec:
    """Leaves that nobody lets blow have no lines of wind; in autumn they are those of a maple."""
    is_scene = spec.kind in {Kind.SCENE, Kind.PORTRAIT}
    is_pattern = spec.kind is Kind.PATTERN and spec.season is not Season.AUTUMN
    if is_scene or is_pattern or spec.weather is Weather.WIND:
        return spec
    leaf = "maple-leaf" if spec.season is Season.AUTUMN else "leaf-flat"
    drawn = _OF_PIECES | dict.fromkeys(_LEAVES, leaf)
    subjects = tuple(replace(one, concept=drawn.get(one.concept, one.concept)) for one in spec.subjects)
    return replace(spec, subjects=subjects)
