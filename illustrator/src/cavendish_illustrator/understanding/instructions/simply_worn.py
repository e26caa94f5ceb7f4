"""Hats, glasses and scarves that an instruction names with whatever verb, or none: `kot w kapeluszu`."""

from typing import Final

from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.dressing_verbs import says
from cavendish_illustrator.understanding.instructions.new_clothes import CLOTHES
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.lexicon import Match

_OTHERWISE: Final = ("remove", "replace", "keep", "write", "crop", "blur", "cut_out", "hold", "combine")
"""What is asked for in such a clause is another thing than clothes."""
_ADJECTIVES_AFTER: Final = frozenset({"es", "fr", "it", "pt"})


def is_simply_worn(clause: Clause, match: Match) -> bool:
    """Whether somebody is to wear it: it is new, and no word gives it a colour or takes it away."""
    if not is_in(match.value, "wearable") or match.value in CLOTHES:
        return False
    if clause.verbs(*_OTHERWISE) or clause.has("word", "negation"):
        return False
    if clause.is_definite(match):
        # `Gli occhiali al gatto`: where nobody tells a colour or a light, it is not the thing's own.
        return _has_wearer(clause) and not (clause.values("color") or clause.values("look"))
    if clause.verbs("change"):
        return clause.is_told_new(match)
    return not _is_given_colour(clause, match) and (_has_wearer(clause) or not clause.values("look"))


def _has_wearer(clause: Clause) -> bool:
    return any(is_animate(noun.value) for noun in clause.nouns())


def _is_given_colour(clause: Clause, match: Match) -> bool:
    """`Szalik ma być czerwony`, `hat red`: told of the thing, not in its name."""
    later = [item for item in clause.matches if item.start >= match.end]
    color = next((index for index, item in enumerate(later) if item.topic == "color"), None)
    if color is None or clause.is_told_new(match):
        return False
    is_told = any(says(clause.reading, item, "being") for item in later[:color])
    is_next = color == 0 and clause.reading.language not in _ADJECTIVES_AFTER
    return is_told or is_next
