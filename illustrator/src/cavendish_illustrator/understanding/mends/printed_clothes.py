"""Reads flowers, stars and hearts right after a piece of clothing as the print of its cloth."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, RelationKind
from cavendish_illustrator.understanding.mends.served_together import without_subject
from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.tokens import fold

_PRINTS: Final = {
    **dict.fromkeys(("blossom", "daisy", "sunflower", "cherry-blossom", "poppy", "rose"), "flowers"),
    **dict.fromkeys(("star", "glowing-star"), "stars"),
    "red-heart": "hearts",
}
_WITH: Final = (
    r"(?:with|in|con|a|de|mit|im|avec|aux?|com|em|met|z|ze|w|we|з|із|у|в|s|se|v)"
    r"(?: (?:\w+ )?(?:printed|painted|small|little|white|red|pink|blue|yellow|kleinen|piccoli|pequenas))?"
)
_IN_IT: Final = frozenset({RelationKind.WEARING, RelationKind.INSIDE})
_OFF: Final = re.compile(
    r"\b(?:hand|hands|hair|head|basket|bouquet|reka\w*|rece|wlos\w*|haar\w*|mano|pelo|mani)\b"
)


def with_prints(spec: PictureSpec) -> PictureSpec:
    """The picture with a flowery kimono where somebody would have held the flowers of it."""
    for worn in (r.target for r in spec.relations if r.kind in _IN_IT):
        garment = spec.subjects[worn]
        for index, one in enumerate(spec.subjects):
            is_print = one.concept in _PRINTS and is_in(garment.concept, "wearable")
            if is_print and garment.pattern is None and _is_right_after(spec.prompt, garment.word, one.word):
                printed = replace(garment, pattern=_PRINTS[one.concept], pattern_color=one.color)
                return without_subject(spec.with_subject(worn, printed), index)
    return spec


def _is_right_after(prompt: str, garment: str, flowers: str) -> bool:
    words, first, second = (fold(text) for text in (prompt, garment, flowers))
    found = re.search(rf"{re.escape(first)}(?: \w+)? {_WITH} {re.escape(second)}\b(.*)", words)
    return found is not None and _OFF.search(found.group(1)) is None
