"""What of the photograph an instruction names as the place of a new thing: `on the lake`, `on the saucer`."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Final

from cavendish_illustrator.understanding.instructions.clause import Clause
from cavendish_illustrator.understanding.instructions.edit_instruction import Place
from cavendish_illustrator.understanding.instructions.plain_letters import without_accents
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic

_UPON: Final = frozenset({"on", "in", "over"})
_WATERS: Final = frozenset({"lake", "river", "sea", "ocean"})
_GROUNDS: Final = frozenset({"meadow", "field", "road", "street", "park", "garden", "desert"})
"""Settings whose names in one language are something else in another."""


def anchor_after(clause: Clause, thing: Match) -> Place | None:
    """The part of the photograph that the first words after a thing and a preposition name."""
    later = [item for item in clause.matches if item.start >= thing.end]
    for index, match in enumerate(later):
        is_unseen = match.topic == "word" and match.value == "unseen"
        if match.topic in ("subject", "role", "setting", "unknown") or is_unseen:
            place = named_anchor(clause, match)
            has_preposition = any(map(_is_upon, later[:index])) or match.end - match.start > 1
            return place if has_preposition else None
    return None


def leading_anchor(clause: Clause) -> Match | None:
    """What is named between the verb and the thing: the cup of `put next to the cup a cookie`."""
    verbs = [item for item in clause.matches if item.topic == "edit" and item.value in ("put", "add")]
    if not verbs:
        return None
    rest = [item for item in clause.matches if item.start >= verbs[0].end and not _is_little(item)]
    is_led = len(rest) > 1 and rest[0].topic == "relation" and rest[1].topic in ("subject", "setting")
    has_thing = any(noun.start >= rest[1].end for noun in clause.nouns()) if is_led else False
    return rest[1] if has_thing else None


def _is_little(match: Match) -> bool:
    return match.topic == "word" and match.value in ("stop", "a", "article")


def place_at(clause: Clause, anchor: Match) -> Place | None:
    """On what such an anchor names, if it is said to be upon it."""
    before = [item for item in clause.matches if item.end <= anchor.start and item.topic == "relation"]
    named = named_anchor(clause, anchor)
    return (named or Place.ON_OBJECT) if before and before[-1].value == "on" else None


def names_anchor(clause: Clause, match: Match) -> bool:
    """Whether a place is what many photographs show: water, grass, a table, a roof."""
    return named_anchor(clause, match) is not None


def _is_upon(match: Match) -> bool:
    return match.topic in ("relation", "word", "edit") and match.value in _UPON


def named_anchor(clause: Clause, match: Match) -> Place | None:
    """The place of an added thing that a meaning names, None where it is no such part of a photograph."""
    if match.topic == "setting" and match.value in _WATERS | _GROUNDS:
        return Place.WATER if match.value in _WATERS else Place.GROUND
    words: Sequence[str] = without_accents(clause.words(match)).split()
    for place, patterns in read_topic("anchors").items():
        if any(fnmatchcase(word, pattern) for word in words for pattern in patterns):
            return Place(place)
    return None
