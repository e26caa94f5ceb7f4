"""What a finished picture is put into: `an oil painting in a gilded frame`, `passe-partout`, `film strip`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.understanding.instructions.edit_instruction import Finish, Frame, FrameKind
from cavendish_illustrator.understanding.instructions.word_patterns import Span, length_at, spans_of
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import Token

_FINISHES: Final = (Finish.GOLD, Finish.SILVER, Finish.WOOD)
_OTHER_FRAMES: Final = frozenset(
    {"glasses", "sunglasses", "goggles", "bicycle", "motorcycle", "mirror", "door", "window", "bed"}
)
"""What has a frame of its own."""
_OTHER_VERBS: Final = frozenset({"crop", "extend", "remove", "replace"})
_NEAR: Final = 5
_LOOSE: Final = frozenset({"color", "material", "unknown", "size", "age"})
_LITTLE: Final = frozenset({"stop", "a", "article", "with", "in", "on"})
_BY: Final = frozenset({"by", "von", "par", "przez", "por", "da", "door"})


def framed(reading: Reading) -> tuple[Frame | None, Reading]:
    """The frame that is asked for, and the reading without the words that tell it."""
    patterns = _patterns()
    film = [span for span in spans_of(reading.tokens, patterns["film"]) if _is_meant(reading, span)]
    if film:
        return Frame(kind=FrameKind.FILM), _without(reading, film)
    mounts = spans_of(reading.tokens, patterns["mount"])
    mouldings = [span for span in spans_of(reading.tokens, patterns["frame"]) if _is_meant(reading, span)]
    if not mounts and not mouldings:
        return None, reading
    told = [_with_adjectives(reading, span) for span in (*mouldings, *mounts)]
    frame = Frame(
        kind=FrameKind.MOULDING,
        finish=_finish(reading, told),
        color=_color(reading, told[: len(mouldings)]),
        has_mount=bool(mounts),
    )
    return frame, _without(reading, told)


def _is_meant(reading: Reading, span: Span) -> bool:
    """Whether it is the picture's: not a window's, nothing to hang on a wall, no verb like `framed by`."""
    verbs = {match.value for match in reading.matches if match.topic == "edit"}
    near = [match for match in reading.matches if span[0] - _NEAR <= match.start < span[1] + _NEAR]
    of_others = any(match.topic in ("subject", "setting") and match.value in _OTHER_FRAMES for match in near)
    is_hung = "add" in verbs and any(
        match.topic in ("place", "setting", "relation") and match.start >= span[1] for match in near
    )
    after = reading.tokens[span[1]].plain if span[1] < len(reading.tokens) else ""
    return not (of_others or is_hung or verbs & _OTHER_VERBS or after in _BY)


def _with_adjectives(reading: Reading, span: Span) -> Span:
    """The span with what says how the frame looks, before it or after it."""
    first, last = span
    tokens = reading.tokens
    meanings = {at: match for match in reading.matches for at in range(match.start, match.end)}
    while _goes_back(tokens, first) and _is_adjective(reading, meanings.get(first - 1), first - 1):
        first -= 1
    while _goes_back(tokens, first) and _is_little(meanings.get(first - 1)):
        first -= 1
    while (
        last < len(tokens) and not tokens[last].is_after_break and _follows(reading, meanings.get(last), last)
    ):
        last += 1
    return first, last


def _goes_back(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and not tokens[first].is_after_break


def _is_adjective(reading: Reading, match: Match | None, at: int) -> bool:
    return match is None or match.topic in _LOOSE or _is_finish(reading, at)


def _follows(reading: Reading, match: Match | None, at: int) -> bool:
    is_of = at + 1 < len(reading.tokens) and _is_finish(reading, at + 1)
    is_told = match is not None and match.topic in ("color", "material")
    return is_told or _is_finish(reading, at) or (_is_little(match) and is_of)


def _is_little(match: Match | None) -> bool:
    return match is None or (match.topic == "word" and match.value in _LITTLE)


def _patterns() -> Mapping[str, Sequence[str]]:
    return {name: list(row) for name, row in read_topic("frames").items()}


def _words_of_finishes() -> list[str]:
    patterns = _patterns()
    return [word for finish in _FINISHES for word in patterns[finish.value]]


def _is_finish(reading: Reading, at: int) -> bool:
    return length_at(reading.tokens, at, _words_of_finishes()) > 0


def _finish(reading: Reading, spans: Sequence[Span]) -> Finish | None:
    patterns = _patterns()
    for start, end in spans:
        for finish in _FINISHES:
            if any(length_at(reading.tokens, at, patterns[finish.value]) for at in range(start, end)):
                return finish
    return None


def _color(reading: Reading, spans: Sequence[Span]) -> str | None:
    inside = (
        match.value
        for start, end in spans
        for match in reading.matches
        if match.topic == "color" and start <= match.start < end
    )
    return next(inside, None)


def _without(reading: Reading, spans: Sequence[Span]) -> Reading:
    """The reading without all meanings that have a word in one of the spans."""
    kept = [
        match
        for match in reading.matches
        if all(match.end <= start or match.start >= end for start, end in spans)
    ]
    return replace(reading, matches=kept)
