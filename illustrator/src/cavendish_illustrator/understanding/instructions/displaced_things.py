"""What a new background takes the place of: the flag of `Mars instead of the flag`."""

from dataclasses import replace

from cavendish_illustrator.understanding.instructions.plain_letters import without_accents
from cavendish_illustrator.understanding.instructions.recoloured_things import STANDING
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import Reading


def without_displaced_things(reading: Reading, body: str) -> tuple[Reading, str]:
    """The reading and its words without a thing that a place comes instead of: it goes with the old one.

    The words keep their places.
    """
    nouns = [match for match in reading.matches if match.topic in ("subject", "role")]
    places = [match for match in reading.matches if match.topic == "setting"]
    is_place = any(place.value not in STANDING and place.value != "sky" for place in places)
    for noun in nouns if is_place else ():
        before = [match for match in reading.matches if match.end <= noun.start and not _is_little(match)]
        is_displaced = bool(before) and says_instead(reading, before[-1])
        if is_displaced and not is_animate(noun.value) and not is_in(noun.value, "wearable"):
            told = {before[-1]: ("edit", "put"), noun: ("word", "stop")}
            rows = [(match, told.get(match, (match.topic, match.value))) for match in reading.matches]
            matches = [replace(match, topic=topic, value=value) for match, (topic, value) in rows]
            start, end = reading.tokens[before[-1].start].start, reading.tokens[noun.end - 1].end
            scene = body[:start] + " " * (end - start) + body[end:]
            return Reading(reading.language, reading.tokens, matches), scene
    return reading, body


def _is_little(match: Match) -> bool:
    return match.topic == "word" and match.value in ("stop", "a", "article")


def says_instead(reading: Reading, match: Match) -> bool:
    """Whether a meaning is an `instead`: what stands before it comes, what stands behind it goes."""
    words = [without_accents(token.plain) for token in reading.tokens[match.start : match.end]]
    return match.topic == "edit" and any(word in read_topic("exchange_words")["instead"] for word in words)
