"""What a clause wants drawn in the foam of a drink: `a cappuccino with a heart in the foam`."""

from collections.abc import Iterator
from typing import Final

from cavendish_illustrator.understanding.instructions.anchors import named_anchor
from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.drinks import is_drink
from cavendish_illustrator.understanding.instructions.edit_instruction import AddObject, Place
from cavendish_illustrator.understanding.instructions.exchanged_drinks import exchanged_drinks
from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.lexicon import Match

FOAM: Final = "foam"
"""What lies on a drink where nothing is drawn in it."""
_HEART: Final = "red-heart"
"""What is poured where nothing is named: `latte art`."""
_SHAPES: Final = {"happy": "slightly-smiling-face", "sad": "slightly-frowning-face", "stars": "star"}
"""What else than a thing names a shape."""
_ARTS: Final = ("latte art", "latteart", "coffee art", "arte latte", "arte del cafe", "art latte")
_FOAMED: Final = "#c49a6c"
"""The colour of coffee with foam on it."""


def drawn_in_foam(clause: Clause) -> Iterator[AddObject]:
    """Foam on the drink, if it gets another one that has some, and what is drawn in it."""
    foams = [item for item in clause.matches if named_anchor(clause, item) is Place.DRINK]
    is_art = _is_art(clause)
    if clause.verbs("remove", "write"):
        return
    marks = [noun for noun in clause.nouns() if _can_be_drawn(clause, noun) and noun not in foams]
    if foams or is_art:
        told = [
            _SHAPES[item.value]
            for item in clause.matches
            if item.topic in ("mood", "air") and item.value in _SHAPES
        ]
        concept = marks[0].value if marks else next(iter(told), _HEART if is_art else FOAM)
        if concept == FOAM and not clause.verbs("add", "put", "change", "replace"):
            return
        word = clause.words(marks[0]) if marks else concept.replace("-", " ")
        yield AddObject(concept=concept, word=word, place=Place.DRINK)
    elif any(drink.color == _FOAMED for drink in exchanged_drinks(clause)):
        yield AddObject(concept=FOAM, word=FOAM, place=Place.DRINK)


def _is_art(clause: Clause) -> bool:
    tokens = clause.reading.tokens[clause.matches[0].start : clause.matches[-1].end] if clause.matches else ()
    told = " ".join(token.plain for token in tokens)
    return any(phrase in told for phrase in _ARTS)


def _can_be_drawn(clause: Clause, noun: Match) -> bool:
    is_vessel = is_in(noun.value, "small_container") or is_in(noun.value, "vessel")
    return not (is_vessel or is_drink(clause.words(noun)))
