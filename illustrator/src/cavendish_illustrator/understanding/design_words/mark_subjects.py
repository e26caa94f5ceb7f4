"""What the things of a mark are: the wheel of bicycles has spokes, a dog on its leash is one figure."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import can_act
from cavendish_illustrator.vocabulary.tokens import fold

_MARKS: Final = frozenset({Kind.LOGO, Kind.ICON, Kind.STICKER, Kind.PATTERN, Kind.LABEL, Kind.BUSINESS_CARD})
_BY_TOPIC: Final = {("bicycles", "car-tire"): "bicycle-wheel", ("bicycles", "ship-wheel"): "bicycle-wheel"}
_LEASH: Final = "dog-leash"
_LEASHED: Final = {"dog": "leashed-dog", "dog-face": "leashed-dog", "puppy": "leashed-dog"}
_PLATES: Final = frozenset({"fork-and-knife-with-plate", "plate-flat"})
_FLAT: Final = frozenset(
    {
        "plate", "plates", "plat", "plats", "piatto", "piatta", "piatti", "piatte", "plano", "plana",
        "planos", "planas", "chapado", "chapada",
    }
)  # fmt: skip
_ANY_FLOWER: Final = "blossom"
_FLOWERS: Final = frozenset(
    {"lotus", "rose", "tulip", "sunflower", "daisy", "poppy", "peony", "lily", "orchid", "cherry-blossom"}
)
_HELD: Final = {"drinking": "hot-beverage", "reading": "open-book"}
_OF_MARKS_ALONE: Final = frozenset({"hair-curl"})
"""Signs that would lie about in a scene."""
_INSTEAD: Final = {"hair-curl": "locked"}
"""A lock of hair is no padlock."""


def with_mark_subjects(spec: PictureSpec) -> PictureSpec:
    """The mark with each thing once and as its trade has it; other pictures without signs of marks alone."""
    if spec.kind not in _MARKS:
        return spec.with_subjects(
            [k for k, one in enumerate(spec.subjects) if one.concept not in _OF_MARKS_ALONE]
        )
    subjects = tuple(
        replace(one, concept=_BY_TOPIC.get((spec.topic, one.concept), one.concept)) for one in spec.subjects
    )
    spec = _each_once(_on_leash(_without_flat(replace(spec, subjects=subjects))))
    return _with_deed_things(spec)


def _without_flat(spec: PictureSpec) -> PictureSpec:
    """The `plate` of a French or Italian icon means flat, and a lotus is no other blossom beside itself."""
    has_flower = any(one.concept in _FLOWERS for one in spec.subjects)
    kept = [
        k
        for k, one in enumerate(spec.subjects)
        if not (one.concept in _PLATES and fold(one.word) in _FLAT)
        and not (has_flower and one.concept == _ANY_FLOWER and spec.kind is not Kind.PATTERN)
    ]
    return spec if len(kept) == len(spec.subjects) else spec.with_subjects(kept)


def _with_deed_things(spec: PictureSpec) -> PictureSpec:
    """Who drinks or reads on a sticker has a cup or a book, which the sticker's topic may have taken."""
    if len(spec.subjects) != 1 or spec.relations or spec.kind is Kind.PATTERN:
        return spec
    thing = _HELD.get(spec.subjects[0].pose or "")
    if thing is None or not can_act(spec.subjects[0].concept):
        return spec
    tie = Relation(kind=RelationKind.HOLDING, subject=0, target=1)
    held = Subject(concept=thing, word=thing)
    return replace(spec, subjects=(*spec.subjects, held), relations=(tie,))


def _on_leash(spec: PictureSpec) -> PictureSpec:
    """A dog and its leash as one drawing; a leash alone has its dog."""
    leash = spec.index_of(_LEASH)
    if leash is None:
        return spec
    dog = spec.index_of(*_LEASHED)
    at = leash if dog is None else dog
    one = replace(spec.subjects[at], concept=_LEASHED["dog"])
    kept = [k for k in range(len(spec.subjects)) if k == at or k != leash]
    return replace(spec.with_subject(at, one).with_subjects(kept), relations=())


def _each_once(spec: PictureSpec) -> PictureSpec:
    """Equal things that were named twice, as a camp and its tent, are one."""
    gone = {_INSTEAD[one.concept] for one in spec.subjects if one.concept in _INSTEAD}
    seen: set[tuple[str, str | None, str | None]] = set()
    kept = []
    for index, one in enumerate(spec.subjects):
        key = (one.concept, one.color, one.pose)
        if key not in seen and one.concept not in gone:
            kept.append(index)
        seen.add(key)
    return spec if len(kept) == len(spec.subjects) else spec.with_subjects(kept)
