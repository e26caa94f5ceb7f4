"""What is in or on an added vessel: `a plate with two cookies`, `a bowl of cherries`, `a bun on a plate`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.understanding.instructions.clause import INDEFINITE, Clause
from cavendish_illustrator.vocabulary.concept_classes import is_food
from cavendish_illustrator.vocabulary.lexicon import Match

_PLATE: Final = "fork-and-knife-with-plate"
_VESSELS: Final = frozenset({_PLATE, "teacup-saucer", "bowl", "steaming-bowl", "basket", "amphora", "vase"})
_SAUCERS: Final = frozenset({"teacup-saucer", "plate-flat", "sign-board"})
"""What small plates are called besides."""
_BETWEEN: Final = frozenset({"number", "color", "size", "material", "unknown", "state"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """A vessel and what is in it."""

    vessel: str
    contents: Match
    count: int
    color: str | None
    end: int
    """Token after the last noun that it is told by."""


def filling_of(clause: Clause, vessel: Match) -> Filling | None:
    """What the words after a vessel say is in it."""
    named = vessel.value in _VESSELS or vessel.value in _SAUCERS
    between, contents = _next_noun(clause, vessel) if named else ([], None)
    if contents is None or contents.value in _VESSELS:
        return None
    is_plate = vessel.value in _SAUCERS
    if is_plate and not is_food(contents.value):
        return None
    contents = _last_of(clause, contents)
    return Filling(
        vessel=_PLATE if is_plate else vessel.value,
        contents=contents,
        count=_number(clause, between, contents),
        color=next((item.value for item in between if item.topic == "color"), None),
        end=contents.end,
    )


def vessel_under(clause: Clause, thing: Match) -> Match | None:
    """The new plate that a thing lies on, or the new bowl that it is in: `a bun on a white plate`."""
    later = [item for item in clause.matches if item.start >= thing.end]
    if not later or later[0].value not in ("on", "in"):
        return None
    for item in later[1:]:
        if item.topic == "subject":
            before = {token.plain for token in clause.reading.tokens[later[0].end - 1 : item.start]}
            is_new = bool(before & INDEFINITE)
            return item if item.value in _VESSELS and is_new else None
        if item.topic not in _BETWEEN and item.topic != "word":
            return None
    return None


def is_filling(clause: Clause, noun: Match) -> bool:
    """Whether a noun is what an earlier vessel holds."""
    vessels = [one for one in clause.nouns() if one.end <= noun.start]
    fillings = (filling_of(clause, vessel) for vessel in vessels)
    return any(filling is not None and noun.end <= filling.end for filling in fillings)


def _next_noun(clause: Clause, vessel: Match) -> tuple[Sequence[Match], Match | None]:
    between: list[Match] = []
    for item in clause.matches:
        if item.start < vessel.end:
            continue
        if item.topic == "subject":
            return between, item if between else None
        is_joint = item.topic == "word" and item.value in ("with", "stop", "in")
        if not is_joint and item.topic not in _BETWEEN:
            return between, None
        between.append(item)
    return between, None


def _last_of(clause: Clause, first: Match) -> Match:
    """The cookies of `chocolate cookies`."""
    later = [item for item in clause.matches if item.start == first.end and item.topic == "subject"]
    return later[0] if later else first


def _number(clause: Clause, between: Sequence[Match], contents: Match) -> int:
    for item in between:
        if item.topic == "number":
            return int(item.value)
    digits = [token.plain for token in clause.reading.tokens[contents.start - 2 : contents.start]]
    told = next((int(word) for word in digits if word.isdigit() and len(word) < 3), 0)
    is_one = not contents.is_plural and bool({*digits} & INDEFINITE)
    return told or (1 if is_one else 0)
