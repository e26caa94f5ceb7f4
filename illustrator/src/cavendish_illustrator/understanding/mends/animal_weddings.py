"""Two animals that marry are a groom in a top hat and a bride in a veil."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS
from cavendish_illustrator.vocabulary.concept_classes import is_animal

_MARRYING: Final = re.compile(
    r"\b(get(ting|s)? married|married|marry(ing)?|wedding|bride and groom|newlyweds?|ślub\w*|weseln\w*|"
    r"młodej pary|para młoda|heirat\w*|hochzeit\w*|brautpaar\w*|boda|"
    r"se casan|casándose|novios|mariage|se marient|mariés|"
    r"matrimonio|si sposano|sposi|casamento|casando|noivos|bruiloft|trouw\w*|bruidspaar|весілл\w*|одружу\w*|"
    r"наречен\w*|svatb\w*|svateb\w*|novomanžel\w*)\b",
    re.IGNORECASE,
)
_COUPLE: Final = "newlyweds"


def with_animals_wed(spec: PictureSpec) -> PictureSpec:
    """Return the picture with its pair of animals dressed for their wedding; others stay as they are."""
    pair = next((i for i, one in enumerate(spec.subjects) if is_animal(one.concept) and one.count == 2), None)
    if pair is None or not _MARRYING.search(spec.prompt) or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    couple = next((i for i, one in enumerate(spec.subjects) if one.concept == _COUPLE), None)
    if couple is not None:
        spec = without_subject(spec, couple)
        pair -= couple < pair
    one = spec.subjects[pair]
    if one.role is not None:
        return spec
    pose = None if one.pose == "decorating" else one.pose
    groom = replace(one, count=1, role="groom", pose=pose)
    bride = replace(one, count=1, role="bride", pose=pose)
    others = tuple(spec.subjects[:pair]), tuple(spec.subjects[pair + 1 :])
    return replace(spec, subjects=(*others[0], groom, *others[1], bride))
