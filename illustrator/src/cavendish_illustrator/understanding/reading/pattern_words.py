"""What is on a thing's surface: `a mug with white dots`, `gestreifter Schirm`, `w białe kropki`."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding.reading.hair_words import ADJECTIVE_AFTER_NOUN
from cavendish_illustrator.understanding.reading.neighbourhood import NOUNS, Neighbourhood
from cavendish_illustrator.understanding.reading.noun_placer import NounPlacer
from cavendish_illustrator.understanding.reading.room_parts import is_room_part
from cavendish_illustrator.understanding.reading.waiting_words import WaitingWords
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

TOPIC: Final = "pattern"
_SAID_OF_THE_THING: Final = {
    "dotted": "dots",
    "striped": "stripes",
    "checked": "checks",
    "flowery": "flowers",
}
"""Adjectives, and the pattern they mean."""
_JOINTS: Final = frozenset({"with", "in"})
_COULD_HAVE: Final = frozenset({"subject", "role", "setting", "unknown"})
_MARK: Final = "|"
_PEAS: Final = "pea-pod"
_SUIT: Final = "suit"
_DOTTED_BY_PEAS: Final = frozenset({"uk", "pl"})


def with_pattern_words(reading: Reading) -> Reading:
    """The reading in which each pattern has its own colour, and no `with` before it."""
    matches = [_as_dots(reading, k) or _as_suit(reading, k) or one for k, one in enumerate(reading.matches)]
    reading = replace(reading, matches=matches)
    reading = _as_piece(reading)
    if not any(match.topic == TOPIC for match in reading.matches):
        return reading
    matches = []
    skip = False
    for index, match in enumerate(reading.matches):
        if skip:
            skip = False
            continue
        if match.topic != TOPIC or match.value in _SAID_OF_THE_THING:
            matches.append(match)
            continue
        color = _color_after(reading, index)
        skip = color is not None
        if color is None:
            color = _color_before(matches, match, reading)
        while matches and _leads(reading, matches[-1]) and not _is_break(reading, matches[-1], match):
            matches.pop()
        matches.append(replace(match, value=f"{match.value}{_MARK}{color or ''}"))
    return replace(reading, matches=matches)


def _as_piece(reading: Reading) -> Reading:
    """Where no thing is named that could be dotted or striped, the dots are a piece of their own."""
    if any(match.topic in _COULD_HAVE for match in reading.matches):
        return reading
    kind = next((match for match in reading.matches if match.topic == "kind"), None)
    if kind is not None and kind.value != Kind.PATTERN:
        return reading
    pieces = [
        replace(match, topic="kind", value=Kind.PATTERN.value)
        if match.topic == TOPIC and (kind is not None or _calls_itself_pattern(reading, match))
        else match
        for match in reading.matches
    ]
    return replace(reading, matches=pieces)


def _calls_itself_pattern(reading: Reading, match: Match) -> bool:
    return any("pattern" in token.plain for token in reading.tokens[match.start : match.end])


def _as_dots(reading: Reading, index: int) -> Match | None:
    """`у білий горошок`: peas in one colour, with `in` before them, are dots."""
    match = reading.matches[index]
    before = reading.matches[max(0, index - 2) : index]
    is_in = (
        reading.language in _DOTTED_BY_PEAS
        and match.value == _PEAS
        and [one.topic for one in before[1:]] == ["color"]
    )
    return replace(match, topic=TOPIC, value="dots") if is_in and _is_joint(before[0]) else None


def _as_suit(reading: Reading, index: int) -> Match | None:
    """`a striped suit`, `un costume bleu`: what has a pattern or a colour is no costume of somebody."""
    match = reading.matches[index]
    if (match.topic, match.value) != ("word", "costume"):
        return None
    follows = reading.language in ADJECTIVE_AFTER_NOUN
    near = reading.matches[index + 1 : index + 2] if follows else reading.matches[max(0, index - 2) : index]
    told = [one for one in near if one.topic == TOPIC or (one.topic == "color" and follows)]
    return replace(match, topic="subject", value=_SUIT) if told else None


def _is_joint(match: Match) -> bool:
    is_word = match.topic in {"word", "relation"}
    return is_word and match.value in (*_JOINTS, "stop", "wearing")


def _leads(reading: Reading, match: Match) -> bool:
    """Whether it only joins the pattern to its thing; in `tapeta w paski` the thing is wallpaper."""
    return _is_joint(match) and not any(
        is_room_part(token.plain) for token in reading.tokens[match.start : match.end]
    )


def _is_break(reading: Reading, before: Match, match: Match) -> bool:
    return any(token.is_after_break for token in reading.tokens[before.end : match.start + 1])


def _color_before(matches: list[Match], match: Match, reading: Reading) -> str | None:
    """The colour right before the pattern; the last of several is the one that touches it."""
    follows = reading.language in ADJECTIVE_AFTER_NOUN
    if follows or not matches or matches[-1].topic != "color" or _is_break(reading, matches[-1], match):
        return None
    return matches.pop().value


def _color_after(reading: Reading, index: int) -> str | None:
    following = reading.matches[index + 1] if index + 1 < len(reading.matches) else None
    follows = reading.language in ADJECTIVE_AFTER_NOUN
    if not follows or following is None or following.topic != "color":
        return None
    return None if _is_break(reading, reading.matches[index], following) else following.value


def take_pattern(match: Match, nouns: NounPlacer, waiting: WaitingWords, around: Neighbourhood) -> None:
    """Give the pattern to the noun it is said of."""
    name, _, color = match.value.partition(_MARK)
    is_adjective = name in _SAID_OF_THE_THING
    name = _SAID_OF_THE_THING.get(name, name)
    follows = nouns.language in ADJECTIVE_AFTER_NOUN
    if around.is_beside(is_room_part, -1 if follows or not is_adjective else 1):
        return  # `striped wallpaper` is no stripe on the next thing
    if is_adjective and not follows and around.is_next(frozenset({UNKNOWN})) and nouns.open_noun is None:
        return  # `a striped pole`: of what is not known
    if is_adjective and around.is_next(NOUNS | {"color", "size", "material"}) and not follows:
        waiting.describe("pattern", name)
        return
    subjects = nouns.draft.subjects
    index = nouns.open_noun if nouns.open_noun is not None else len(subjects) - 1
    if index < 0 or (is_adjective and nouns.open_noun is None and around.is_next(NOUNS)):
        waiting.describe("pattern", name)
        return
    said = subjects[index].attributes
    said.pattern = said.pattern or name
    said.pattern_color = said.pattern_color or color or None
