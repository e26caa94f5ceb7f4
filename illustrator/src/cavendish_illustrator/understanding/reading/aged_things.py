"""Tells an old thing from an old print: `a vintage Vespa`, `un coche vintage`."""

from typing import Final

from cavendish_illustrator.understanding.reading.neighbourhood import Neighbourhood
from cavendish_illustrator.vocabulary.concept_classes import is_in
from cavendish_illustrator.vocabulary.lexicon import Match

_AGES: Final = frozenset({"vintage", "retro", "victorian"})


def is_age(match: Match, around: Neighbourhood) -> bool:
    """Whether a word for a style only says how old a thing is; of a poster or a logo it tells the style."""
    reading = around.reading
    words = {token.plain for token in reading.tokens[match.start : match.end]}
    is_style = match.topic == "style" and not words.isdisjoint(_AGES)
    if not is_style or any(one.topic == "kind" for one in reading.matches):
        return False
    beside = (around.neighbour(1), around.neighbour(-1))
    return any(one is not None and one.topic == "subject" and is_in(one.value, "aged") for one in beside)
