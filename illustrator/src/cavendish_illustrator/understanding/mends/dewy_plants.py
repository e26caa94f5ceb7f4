"""Drops on what grows or is spun: `a rose with dewdrops` is one rose with many small drops on it."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.concept_classes import is_grown
from cavendish_illustrator.vocabulary.tokens import fold

DEWY: Final = "dewy"
_DROPS: Final = frozenset({"droplet", "water-drop", "splashing-sweat-symbol", "sweat-droplets"})
_SPUN: Final = ("spider-web", "leaf", "flower", "blossom", "grass", "feather", "tulip", "rose")
_DEW: Final = re.compile(
    r"\b(?:(?:dew|rain|water) ?drop\w*|droplets?|dewy|morning dew|(?:covered|wet|fresh) (?:in|with) dew|"
    r"kropl\w+|ros[ay]|zroszon\w+|\w*tau(?:tropfen)?|(?:wasser|regen)tropfen|betaut\w*|rocio|gotas?|gotitas|"
    r"rosee|gouttes?|gouttelettes|rugiada|gocc[ei]\w*|orvalho|(?:dauw|water|regen)druppel\w*|bedauwd\w*|"
    r"ро(?:са|си|сою|сі)|крапл\w+|краплинк\w+|(?:kapk|krupej)\w*)\b"
)


def with_dew(spec: PictureSpec) -> PictureSpec:
    """The picture with its drops on the plant or the web that it is of."""
    drops = [index for index, one in enumerate(spec.subjects) if one.concept in _DROPS]
    others = [index for index in range(len(spec.subjects)) if index not in drops]
    wet = others[0] if others and _bears_dew(spec.subjects[others[0]].concept) else None
    if wet is None or not _DEW.search(fold(spec.prompt)):
        return spec
    if not drops and not any(_DEW.search(fold(word)) for word in spec.not_understood):
        return spec
    seen = spec.with_subject(wet, replace(spec.subjects[wet], state=DEWY)).with_subjects(others)
    unknown = tuple(word for word in spec.not_understood if not _DEW.search(fold(word)))
    return replace(seen, not_understood=unknown)


def _bears_dew(concept: str) -> bool:
    return is_grown(concept) or any(word in concept for word in _SPUN)
