"""What a clause wants in the cup instead: `swap the coffee for green tea` colours the drink, not the cup."""

from collections.abc import Iterator, Sequence
from typing import Final

from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.drinks import color_of_drink, is_drink
from cavendish_illustrator.understanding.instructions.edit_instruction import Recolour
from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.lexicon import Match

_NO_NAMES: Final = frozenset({"color", "number", "edit", "place", "setting", "word"})
_WATER: Final = color_of_drink("water", None)


def exchanged_drinks(clause: Clause) -> Iterator[Recolour]:
    """The drink that gets the colour of another, or of a paint."""
    drinks = [item for item in clause.matches if item.topic not in _NO_NAMES and is_drink(clause.words(item))]
    if not drinks or not clause.verbs("replace", "change") or clause.verbs("add", "put", "remove", "write"):
        return
    if any(not _goes_with_drinks(noun) for noun in clause.nouns() if noun not in drinks):
        return
    old, new = _old_and_new(clause, drinks)
    paint = _paint_of(clause, new, is_only=len(drinks) == 1)
    color = color_of_drink(clause.words(new), paint)
    is_told = paint is not None or len(drinks) > 1 or not clause.is_definite(new)
    if color is None or not is_told or (len(drinks) == 1 and color == _WATER):
        return
    concept = old.value if old in clause.nouns() else None
    yield Recolour(target=clause.words(old), color=color, concept=concept)


def _goes_with_drinks(noun: Match) -> bool:
    return is_in(noun.value, "small_container") or is_in(noun.value, "vessel")


def _old_and_new(clause: Clause, drinks: Sequence[Match]) -> tuple[Match, Match]:
    """`Wine instead of coffee` names the new one first, all else the old one."""
    first, last = drinks[0], drinks[-1]
    is_turned = any(
        item.topic == "edit" and item.value == "replace" and first.end <= item.start < last.start
        for item in clause.matches
    )
    return (last, first) if is_turned else (first, last)


def _paint_of(clause: Clause, drink: Match, *, is_only: bool) -> str | None:
    colors = [item for item in clause.matches if item.topic == "color"]
    near = [item for item in colors if 0 <= drink.start - item.end <= 1 or 0 <= item.start - drink.end <= 1]
    told = near or (colors[-1:] if is_only else [])
    return told[-1].value if told else None
