"""Tells chalkboards, shop signs and wanted posters from scenes in which a sign stands."""

from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Subject
from cavendish_illustrator.vocabulary.concept_classes import any_animate
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

_BOARDS: Final = frozenset(
    {
        "sign-board", "blackboard", "whiteboard", "door", "brick", "shield", "lamp", "placard",
        "hanging-sign", "pavement-sign",
    }
)  # fmt: skip
_SIGNS: Final = frozenset({"sign-board", "hanging-sign", "shield", "placard"})


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(split_phrases(str(read_topic("board_words")[name])))


def says(name: str, prompt: str) -> bool:
    """Whether a prompt has one of the words of a row of `board_words.toml` at the beginning of a word."""
    words = " " + fold(prompt).replace("-", " ").replace(",", " ").replace('"', " ").replace("“", " ")
    return any(f" {phrase.replace('-', ' ')}" in words for phrase in _phrases(name))


def as_lettered_board(spec: PictureSpec) -> PictureSpec:
    """The picture as the board, sign or wanted poster that it is about."""
    if says("wanted", spec.prompt) and spec.kind is Kind.POSTER and (spec.texts or spec.subjects):
        return replace(spec, kind=Kind.WANTED)
    if spec.kind is not Kind.SCENE or not spec.texts or "text" in spec.excluded:
        return spec
    others = [one for one in spec.subjects if one.concept not in _BOARDS]
    if says("chalkboards", spec.prompt) and not says("classes", spec.prompt) and not _has_anybody(others):
        return replace(spec, kind=Kind.CHALKBOARD, subjects=tuple(others), relations=(), settings=())
    has_sign = any(one.concept in _SIGNS for one in spec.subjects)
    is_on_door = any(one.concept == "door" for one in spec.subjects)
    if (is_on_door or says("shop_signs", spec.prompt)) and has_sign and not _has_animals(others):
        return replace(spec, kind=Kind.SHOP_SIGN)
    return spec


def _has_anybody(subjects: list[Subject]) -> bool:
    return any_animate(subjects)


def _has_animals(subjects: list[Subject]) -> bool:
    """Whether somebody besides the owner of a trade is asked for."""
    return len(subjects) > 1 and _has_anybody(subjects)
