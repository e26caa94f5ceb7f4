"""Tells designs for a tattoo, which are marks on bare paper, from people who have one."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Style
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_STEMS: Final = ("tattoo", "tatua", "tatouage", "tatoeage", "тату", "tetov")
"""How the words begin; within others they are parts of a `statua`, a `статуя`."""


def is_tattoo(spec: PictureSpec) -> bool:
    """Whether the piece is a design for a tattoo."""
    return spec.kind is Kind.COLOURING_PAGE and _tattoo_in(fold(spec.prompt)) is not None


def _tattoo_in(folded: str) -> int | None:
    """Where the first word for a tattoo begins; None if there is none."""
    for token in tokenise(folded):
        if token.plain.startswith(_STEMS):
            return token.start
    return None


def as_tattoo(spec: PictureSpec) -> PictureSpec:
    """Things alone in the style of tattoos are the design of one; somebody who has a tattoo is a scene."""
    if is_tattoo(spec) and _is_of_somebody(spec):
        return replace(spec, kind=Kind.SCENE)
    is_bare = bool(spec.subjects) and not spec.settings and not spec.panels
    is_design = spec.kind is Kind.SCENE and spec.style is Style.TATTOO and is_bare
    if not is_design or any(is_person(one.concept) for one in spec.subjects):
        return spec
    return replace(spec, kind=Kind.COLOURING_PAGE)


def _is_of_somebody(spec: PictureSpec) -> bool:
    """Whether a person is named before the tattoo: `a sailor with a tattoo`."""
    words = fold(spec.prompt)
    at = _tattoo_in(words) or 0
    return any(is_person(one.concept) and -1 < words.find(fold(one.word)) < at for one in spec.subjects)
