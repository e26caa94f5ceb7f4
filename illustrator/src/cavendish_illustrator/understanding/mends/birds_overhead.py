"""Birds over a place fly: `storks over a village` do not stand in it."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.tokens import fold

_OVER: Final = (
    r"\s+(?:\w+\s+)?"
    r"(?:over|above|overhead|uber|nad|sobre|por cima|sopra|sul cielo|boven|над|au dessus|survol\w+)\b"
)
_STILL: Final = frozenset({None, "standing"})
_INDOORS: Final = frozenset({"room", "kitchen", "bedroom", "table_top"})
_WINGED: Final = frozenset(
    {
        "stork",
        "heron",
        "pelican",
        "seagull",
        "crow",
        "magpie",
        "pigeon",
        "vulture",
        "goose",
        "swan",
        "black-bird",
        "bird",
        "robin",
        "sparrow",
        "owl",
        "eagle",
        "dove",
        "parrot",
        "cardinal",
        "canary",
        "kingfisher",
        "blue-jay",
    }
)


def with_birds_overhead(spec: PictureSpec) -> PictureSpec:
    """The picture with those birds in the air whose place is only below them."""
    words = fold(spec.prompt).replace("-", " ")
    bound = {index for relation in spec.relations for index in (relation.subject, relation.target)}
    if not spec.settings or not _INDOORS.isdisjoint(spec.settings[:1]):
        return spec
    for index, one in enumerate(spec.subjects):
        is_free = index not in bound and one.pose in _STILL and one.spot is None and one.role is None
        if one.concept in _WINGED and is_free and re.search(re.escape(fold(one.word)) + _OVER, words):
            spec = spec.with_subject(index, replace(one, pose="flying"))
    return spec
