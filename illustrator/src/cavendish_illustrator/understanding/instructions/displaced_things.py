"""What a new background takes the place of: the flag of `Mars instead of the flag`."""

from dataclasses import replace

from cavendish_illustrator.understanding.instructions.plain_letters import without_accents
from cavendish_illustrator.understanding.instructions.recoloured_things import STANDING
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import Reading


def without_displaced_things(reading: Reading) -> Reading:
    """The reading without a thing that a place comes instead of, which goes with the old background."""
    nouns = [match for match in reading.matches if match.topic in ("subject", "role")]
    places = [match for match in reading.matches if match.topic == "setting"]
    is_place = any(place.value not in STANDING and place.value != "sky" for place in places)
    if len(nouns) != 1 or not is_place or is_animate(nouns[0].value) or is_in(nouns[0].value, "wearable"):
        return reading
    before = [match for match in reading.matches if match.end <= nouns[0].start and not _is_little(match)]
    if not before or not _says_instead(reading, before[-1]):
        return reading
    told = {before[-1]: ("edit", "put"), nouns[0]: ("word", "stop")}
    matches = []
    for match in reading.matches:
        topic, value = told.get(match, (match.topic, match.value))
        matches.append(replace(match, topic=topic, value=value))
    return Reading(reading.language, reading.tokens, matches)


def _is_little(match: Match) -> bool:
    return match.topic == "word" and match.value in ("stop", "a", "article")


def _says_instead(reading: Reading, match: Match) -> bool:
    words = [without_accents(token.plain) for token in reading.tokens[match.start : match.end]]
    return match.topic == "edit" and any(word in read_topic("exchange_words")["instead"] for word in words)
