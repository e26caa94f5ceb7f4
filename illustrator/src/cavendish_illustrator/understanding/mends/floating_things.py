"""Things that float in the air: `floating candles`, `bougies flottantes`, `schwebende Bücher`."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Spot, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animate

_BEFORE: Final = (
    r"(floating|levitating|hovering|schwebende\w*|lewitując\w*|unosząc\w* się|zwevende|левітуюч\w*|ширяюч\w*|"
    r"vznášejíc\w* se|levitujíc\w*)"
)
_AFTER: Final = (
    r"(floating|levitating|hovering|flotantes?|flottante?s?|fluttuant[ei]|sospes[ei]|flutuantes?|lewitując\w*|"
    r"unosząc\w* się|que flotan|in the air|in mid-?air|in der luft|w powietrzu|en el aire|"
    r"dans (l'air|les airs)|"
    r"in aria|no ar|in de lucht|у повітрі|ve vzduchu)"
)
_WATERS: Final = frozenset(
    {"lake", "river", "stream", "sea", "pond", "swimming_pool", "bathroom", "harbour", "beach", "underwater"}
)
_UP: Final = Spot(up="top")


def with_floating_things(spec: PictureSpec) -> PictureSpec:
    """The picture with what floats, and on no water, in the air."""
    if spec.kind is not Kind.SCENE or not _WATERS.isdisjoint(spec.settings):
        return spec
    tied = {index for r in spec.relations for index in (r.subject, r.target)}
    subjects = tuple(
        replace(one, spot=_UP) if index not in tied and _floats(spec, one) else one
        for index, one in enumerate(spec.subjects)
    )
    return spec if subjects == spec.subjects else replace(spec, subjects=subjects)


def _floats(spec: PictureSpec, one: Subject) -> bool:
    if is_animate(one.concept) or one.spot is not None:
        return False
    word = re.escape(one.word)
    return re.search(rf"\b({_BEFORE} {word}|{word} {_AFTER})\b", spec.prompt, re.IGNORECASE) is not None
