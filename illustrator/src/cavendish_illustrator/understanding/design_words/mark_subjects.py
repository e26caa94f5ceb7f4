"""What the things of a mark are: the wheel of bicycles has spokes, a dog on its leash is one figure."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec

_MARKS: Final = frozenset({Kind.LOGO, Kind.ICON, Kind.STICKER, Kind.PATTERN, Kind.LABEL, Kind.BUSINESS_CARD})
_BY_TOPIC: Final = {("bicycles", "car-tire"): "bicycle-wheel", ("bicycles", "ship-wheel"): "bicycle-wheel"}
_LEASH: Final = "dog-leash"
_LEASHED: Final = {"dog": "leashed-dog", "dog-face": "leashed-dog", "puppy": "leashed-dog"}
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
    return _each_once(_on_leash(replace(spec, subjects=subjects)))


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
