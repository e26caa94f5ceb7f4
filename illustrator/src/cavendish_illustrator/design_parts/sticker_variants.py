"""A sheet of stickers of one animal in many ways, or of one thing and what goes with it."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.vocabulary.concept_classes import is_animal
from cavendish_illustrator.vocabulary.lexicon import language_lexicon
from cavendish_illustrator.vocabulary.tokens import tokenise

_WORN, _HELD = RelationKind.WEARING, RelationKind.HOLDING
_VARIANTS: Final[tuple[tuple[str | None, RelationKind | None, str], ...]] = (
    (None, None, ""),
    ("sleeping", None, ""),
    (None, _WORN, "sunglasses"),
    (None, _HELD, "red-heart"),
    ("running", None, ""),
    (None, _WORN, "party-hat"),
    (None, _HELD, "balloon"),
    (None, _WORN, "santa-hat"),
    (None, _HELD, "hot-beverage"),
)
"""A pose, or a thing that is worn or held."""
_SWEET: Final = (
    "cute", "kawaii", "adorable", "sweet", "slodk", "urocz", "suss", "niedlich", "tiern", "adorab", "mignon",
    "carin", "tenere", "fof", "schattig", "lief", "мил", "roztomil",
)  # fmt: skip
"""By these things have faces."""
_FEWEST, _USUAL, _DIGITS = 3, 6, 3


def _said_number(spec: PictureSpec) -> int:
    """The number that the prompt names, from three on; 0 where it names none."""
    tokens, lexicon = tokenise(spec.prompt), language_lexicon(spec.language)
    entries = (lexicon.find(tokens, start) for start in range(len(tokens)))
    words = (entry.value for entry in entries if entry is not None and entry.topic == "number")
    digits = (token.plain for token in tokens)
    found = (int(word) for word in (*words, *digits) if word.isdecimal() and len(word) < _DIGITS)
    return next((number for number in found if number >= _FEWEST), 0)


def in_variants(spec: PictureSpec) -> PictureSpec:
    """The sheet with each of several equal animals in its own way, a thing among others of its topic."""
    if len(spec.subjects) != 1 or spec.relations:
        return spec
    one = spec.subjects[0]
    count = _said_number(spec) or _USUAL
    if not is_animal(one.concept):
        more = [Subject(concept=name, word=name) for name in spec.motifs if name != one.concept]
        things = [one, *more][:count]
        is_sweet = any(token.plain.startswith(_SWEET) for token in tokenise(spec.prompt))
        faced = (replace(thing, mood="happy") if is_sweet else thing for thing in things)
        return replace(spec, subjects=tuple(faced), motifs=())
    subjects: list[Subject] = []
    relations: list[Relation] = []
    for pose, kind, thing in _VARIANTS[: min(count, len(_VARIANTS))]:
        subjects.append(replace(one, count=1, pose=pose or one.pose))
        if kind is not None:
            relations.append(Relation(kind=kind, subject=len(subjects) - 1, target=len(subjects)))
            subjects.append(Subject(concept=thing, word=thing))
    return replace(spec, subjects=tuple(subjects), relations=tuple(relations))
