"""What a clause wants somebody to hold or to eat: it comes into their hand or before their mouth."""

from collections.abc import Iterator, Sequence

from cavendish_illustrator.understanding.instructions.added_things import added_things
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.lexicon import Match


def holding(clause: Clause) -> Sequence[Match]:
    """The words of a clause for holding and eating."""
    return [item for item in clause.matches if _is_holding(item)]


def held_things(clause: Clause) -> Iterator[AddObject]:
    """`Let the raccoon eat a melon`: nothing takes the raccoon's place."""
    doing = holding(clause)
    if not doing or clause.verbs("remove", "replace", "write") or clause.values("setting"):
        return
    nouns = [noun for noun in clause.nouns() if not is_in(noun.value, "wearable")]
    if clause.verbs("add", "put") and nouns and is_animate(nouns[0].value) and _is_new(clause, nouns[0]):
        return  # `add a man who holds a sign`
    if len(nouns) < len(clause.nouns()):  # `wear glasses and read a book`
        yield from (one for one in added_things(clause) if is_in(one.concept, "wearable"))
    for noun in _held(nouns, doing[0], clause)[:1]:
        yield AddObject(
            concept=noun.value, word=clause.words(noun), color=_color_before(clause, noun), place=Place.HAND
        )


def _held(nouns: Sequence[Match], doing: Match, clause: Clause) -> Sequence[Match]:
    things = [noun for noun in nouns if not is_animate(noun.value)]
    if things:
        return things
    # A cat eats a fish: the second animal is what is eaten.
    later = [noun for noun in nouns if noun.start > doing.start]
    return later if len(nouns) > 1 else [noun for noun in later if _is_new(clause, noun)]


def _is_new(clause: Clause, noun: Match) -> bool:
    return not clause.is_definite(noun)


def _is_holding(match: Match) -> bool:
    return (match.topic, match.value) in {("edit", "hold"), ("relation", "holding")}


def _color_before(clause: Clause, noun: Match) -> str | None:
    near = (
        item
        for item in clause.matches
        if item.topic == "color" and (0 <= noun.start - item.end <= 1 or 0 <= item.start - noun.end <= 1)
    )
    return next((item.value for item in near), None)
