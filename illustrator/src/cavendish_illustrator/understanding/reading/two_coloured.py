"""Reads `black and white` of an animal or of clothes as their colours, not as the look of the picture."""

import itertools
from dataclasses import replace
from typing import Final

from cavendish_illustrator.understanding.reading.hair_words import ADJECTIVE_AFTER_NOUN
from cavendish_illustrator.vocabulary.concept_classes import is_animal, is_in
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_KINDS: Final = {
    "cat": "tuxedo-cat",
    "dog": "border-collie",
    "bird": "magpie",
    "cow": "cow",
    "penguin": "penguin",
    "panda": "panda",
    "zebra": "zebra",
    "orca": "orca",
    "skunk": "skunk",
    "badger": "badger",
    "dalmatian": "dalmatian",
    "border-collie": "border-collie",
    "husky": "husky",
}
"""The drawing of an animal that is black and white."""
_BLACK, _WHITE = "#222428", "#f2f2f0"
_BLACK_CAT: Final = "black-cat"
_AND: Final = (["et"], ["y"], ["e"])
_STRIPED: Final = "striped"
_PIECES: Final = frozenset({"style", "kind"})
_BETWEEN: Final = frozenset({"pattern", "size", "state"})


def with_two_colors(reading: Reading) -> Reading:
    """The reading in which `black and white` beside an animal or a piece of clothing says how that looks."""
    matches = list(reading.matches)
    for at, match in enumerate(reading.matches):
        white = _white_after(reading, at) if match.value == _BLACK_CAT else None
        if white is not None:
            matches[at] = replace(match, value=_KINDS["cat"])
            matches[white] = replace(matches[white], topic="word", value="stop")
        noun = _noun_of(reading, at) if (match.topic, match.value) == ("word", "monochrome") else None
        if noun is None:
            continue
        concept = matches[noun].value
        if concept in _KINDS or _STRIPED in concept:
            matches[noun] = replace(matches[noun], value=_KINDS.get(concept, concept))
            matches[at] = replace(match, value="stop")
        else:
            is_patterned = any(one.topic == "pattern" for one in matches[min(at, noun) : max(at, noun) + 2])
            matches[at] = replace(match, topic="color", value=_WHITE if is_patterned else _BLACK)
    return replace(reading, matches=matches)


def _white_after(reading: Reading, at: int) -> int | None:
    """Where `et blanc` is after `un chat noir`."""
    for later in range(at + 1, min(at + 3, len(reading.matches))):
        one = reading.matches[later]
        between = [token.plain for token in reading.tokens[reading.matches[at].end : one.start]]
        if one.topic == "color" and one.value == _WHITE and between in _AND:
            return later
    return None


def _noun_of(reading: Reading, at: int) -> int | None:
    """Where the noun is that the words stand right beside; None where they tell of the picture."""
    step = -1 if reading.language in ADJECTIVE_AFTER_NOUN else 1
    other = at + step
    while 0 <= other < len(reading.matches) and reading.matches[other].topic in _BETWEEN:
        other += step
    if not 0 <= other < len(reading.matches) or not _is_one_phrase(reading, at, other):
        return None
    after = reading.matches[other + 1] if other + 1 < len(reading.matches) else None
    is_of_piece = step > 0 and after is not None and after.topic in _PIECES
    return other if _has_coat(reading.matches[other]) and not is_of_piece else None


def _is_one_phrase(reading: Reading, at: int, other: int) -> bool:
    first, last = sorted((at, other))
    parts = reading.matches[first : last + 1]
    is_close = all(a.end == b.start for a, b in itertools.pairwise(parts))
    return is_close and not any(reading.tokens[part.start].is_after_break for part in parts[1:])


def _has_coat(noun: Match) -> bool:
    is_thing = noun.topic == "subject"
    return is_thing and (is_animal(noun.value) or is_in(noun.value, "wearable"))
