"""What somebody wears, named after another wish: `put him on a beach, and the uniform white`."""

from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.understanding.instructions.clause import is_after_article
from cavendish_illustrator.understanding.instructions.dressing_verbs import says
from cavendish_illustrator.understanding.instructions.new_clothes import CLOTHES
from cavendish_illustrator.understanding.instructions.picture_parts import part_named
from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

_NEAR: Final = 6
_TO_COLOR: Final = frozenset({"word", UNKNOWN, "subject", "setting"})


def tells_of_garment(reading: Reading, rest: Sequence[Match]) -> bool:
    """Whether the next words give the garment that is worn a colour: `y que el uniforme sea blanco`."""
    has_link = False
    for index, match in enumerate(rest[:_NEAR]):
        is_link = says(reading, match, "letting") or says(reading, match, "being")
        has_link |= is_link
        if _is_garment(reading, match):
            is_worn = has_link or is_after_article(reading, match)
            return is_worn and _is_coloured(rest[index + 1 : index + _NEAR])
        if not is_link and match.topic not in ("word", UNKNOWN):
            return False
    return False


def asks_for_more(clause: Sequence[Match]) -> bool:
    """Whether a clause has a wish of its own: not `make the hat` before `and the suit red`."""
    verbs = {match.value for match in clause if match.topic == "edit"}
    return bool(verbs & {"add", "put", "replace", "remove"}) or any(
        match.topic in ("color", "setting", "style", "look") for match in clause
    )


def is_dressed_apart(reading: Reading, clause: Sequence[Match], rest: Sequence[Match]) -> bool:
    """`Give her glasses and a green suit`: a thing put on, and clothes in the place of others."""
    if not any(match.topic == "edit" and match.value == "add" for match in clause):
        return False
    ahead = next((match for match in rest[:_NEAR] if _is_worn(reading, match)), None)
    worn = [match for match in clause if _is_worn(reading, match)]
    if ahead is None or not worn:
        return False
    return _is_cloth(reading, ahead) != _is_cloth(reading, worn[-1])


def _is_worn(reading: Reading, match: Match) -> bool:
    return _is_cloth(reading, match) or (match.topic == "subject" and is_in(match.value, "wearable"))


def _is_cloth(reading: Reading, match: Match) -> bool:
    """What covers a body, not a scarf or glasses."""
    return match.value in CLOTHES if match.topic == "subject" else _is_garment(reading, match)


def _is_garment(reading: Reading, match: Match) -> bool:
    if match.topic not in ("subject", UNKNOWN, "word"):
        return False
    is_known = match.topic == "subject" and match.value in CLOTHES
    return is_known or part_named(reading.words(match)) == "garment"


def _is_coloured(later: Sequence[Match]) -> bool:
    for match in later:
        if match.topic == "color":
            return True
        if match.topic not in _TO_COLOR or (match.topic == "word" and match.value in ("and", "with")):
            return False
    return False
