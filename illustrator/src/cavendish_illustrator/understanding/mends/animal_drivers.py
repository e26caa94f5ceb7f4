"""An animal called the driver of something sits in it: `chomik kierowca autobusu` is one hamster in a bus."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_in, is_person
from cavendish_illustrator.vocabulary.tokens import fold

_DRIVERS: Final = (
    "driver", "kierowc", "fahrer", "chauffeur", "conduct", "chofer", "autista", "motorist", "bestuurder",
    "chauffeur", "водій", "ridic", "pilot", "taxi", "buschauf", "autobuser",
)  # fmt: skip
_RIDING: Final = RelationKind.RIDING


def with_animals_driving(spec: PictureSpec) -> PictureSpec:
    """Return the picture with such an animal in what it drives; others stay as they are."""
    for index, one in enumerate(spec.subjects[1:], 1):
        before = spec.subjects[index - 1]
        is_trade = is_person(one.concept) and fold(one.word).startswith(_DRIVERS)
        tied = any(index in (r.subject, r.target) for r in spec.relations)
        if is_trade and is_animal(before.concept) and not tied:
            return _driving(without_subject(spec, index), index - 1)
    return spec


def _driving(spec: PictureSpec, driver: int) -> PictureSpec:
    vehicle = next(
        (i for i, one in enumerate(spec.subjects) if i > driver and is_in(one.concept, "rideable")), None
    )
    if vehicle is None or any(r.subject == driver and r.target == vehicle for r in spec.relations):
        return spec
    riding = Relation(kind=_RIDING, subject=driver, target=vehicle)
    return replace(spec, relations=(*spec.relations, riding))
