"""Tables that are laid for a feast, and the altar of the Day of the Dead."""

import re
from dataclasses import replace
from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec, Subject
from cavendish_illustrator.vocabulary.concept_classes import any_animate
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

LAID_TABLE: Final = "laid_table"
"""Stands among the places of a picture whose table is seen before its room."""
_TABLE, _ROOM = "table_top", "room"
_ENOUGH: Final = 4
"""So many different things make a laid table."""
_BRANCH, _FIR = "perch-tree", "fir-sprig"


@cache
def _feasts() -> dict[str, Any]:
    return read_table("understanding/place_words/feasts.toml")


def _is_said(line: str, words: tuple[str, ...]) -> bool:
    return any(_fits(stem, word) for stem in line.split() for word in words)


def _fits(stem: str, word: str) -> bool:
    core = stem.strip("*")
    match stem.startswith("*"), stem.endswith("*"):
        case True, True:
            return core in word
        case True, False:
            return word.endswith(core)
        case False, True:
            return word.startswith(core)
        case _:
            return word == core


def with_feast(spec: PictureSpec) -> PictureSpec:
    """The picture with the table of its feast in front, and with what belongs to it."""
    if _OF_THE_DEAD.search(spec.prompt):
        return _altar_of_the_dead(spec)
    if any_animate(spec.subjects):
        return spec
    words = tuple(token.plain for token in tokenise(fold(spec.prompt)))
    feast = next((row for row in _feasts()["feasts"].values() if _is_meant(row, words)), None)
    is_table = _TABLE in spec.settings or _is_said(_feasts()["table"]["words"], words)
    return _laid(spec, feast) if feast is not None and is_table else spec


def _is_meant(feast: dict[str, Any], words: tuple[str, ...]) -> bool:
    return _is_said(feast["words"], words) and ("needs" not in feast or _is_said(feast["needs"], words))


def _laid(spec: PictureSpec, feast: dict[str, Any]) -> PictureSpec:
    """Before the room, under the cloth of the feast; where little was named its own things lie on it."""
    named = tuple(
        replace(one, concept=_FIR) if one.concept == _BRANCH else one
        for one in spec.subjects
        if not _is_table(one)
    )
    shown = {one.concept for one in named}
    own = tuple(Subject(concept=name, word=name) for name in feast["things"] if name not in shown)
    subjects = (*named, *own[: max(0, _ENOUGH - len(named))])
    return replace(
        spec,
        settings=(feast["room"], LAID_TABLE),
        subjects=subjects,
        relations=() if len(named) != len(spec.subjects) else spec.relations,
        surface=spec.surface or "linen",
        surface_color=spec.surface_color or feast["cloth"],
        weather=None,
    )


def _is_table(subject: Subject) -> bool:
    return subject.concept in _TABLES


_TABLES: Final = frozenset({"table", "picnic-table", "fork-and-knife-with-plate"})
_OF_THE_DEAD: Final = re.compile(
    r"\b(d[ií]a de (los )?muertos|days? of the dead|tag der toten|jour des morts|giorno dei morti|"
    r"dia d[oe]s mortos|"
    r"dag van de doden|д(ень|ня) мертвих|de?n[ie]? mrtvých|dzień zmarłych|ofrenda)\b",
    re.IGNORECASE,
)
_ALTAR: Final = "ofrenda"
_ON_ALTAR: Final = frozenset(
    {
        "altar",
        "candle",
        "marigold",
        "blossom",
        "bread",
        "amphora",
        "skull",
        "table",
        "bouquet",
        "picture-frame",
        "sugar-skull",
    }
)
_HAUNTED: Final = frozenset({"halloween", "haunted_house", "village"})


def _altar_of_the_dead(spec: PictureSpec) -> PictureSpec:
    """In a yard with its altar, whose candles and flowers are drawn on it; a parade is in the street."""
    left = tuple(name for name in spec.settings if name not in _HAUNTED)
    if any_animate(spec.subjects):
        return replace(spec, settings=left or ("carnival", "street"), region="mexican")
    spec = replace(spec, settings=left or ("courtyard",), region="mexican")
    kept = tuple(one for one in spec.subjects if one.concept not in _ON_ALTAR | {_ALTAR})
    altar = Subject(concept=_ALTAR, word=_ALTAR, size="big")
    return replace(spec, subjects=(altar, *kept), relations=())
