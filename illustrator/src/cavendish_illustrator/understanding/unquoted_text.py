"""Finds texts that are announced but not quoted: `a poster with the words SUMMER JAM`."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.understanding.lexicon import Match
from cavendish_illustrator.understanding.phrase_matcher import UNKNOWN, Reading

MOST_WORDS: Final = 8
_AND: Final = frozenset({"and", "i", "a", "und", "y", "e", "et", "en", "і", "й", "та"})
_CONNECTORS: Final = frozenset(
    (
        *("of", "the", "and", "a", "in", "to", "for", "i", "w", "z", "na", "und", "der", "die", "das", "im"),
        *("de", "la", "el", "y", "et", "du", "e", "di", "van", "і", "й", "та", "v", "u"),
    )
)


def find_unquoted_text(reading: Reading, source: str) -> tuple[Reading, tuple[str, ...]]:
    """The reading without the announced words, and those words verbatim."""
    for match in reading.matches:
        if match.topic == "word" and match.value == "text_cue":
            end = _end_of_run(reading, match, source)
            if end > match.end:
                tokens = reading.tokens
                text = source[tokens[match.end].start : _sentence_end(source, tokens[end - 1].end)]
                kept = [item for item in reading.matches if item.end <= match.end or item.start >= end]
                return replace(reading, matches=kept), (text.strip(),)
    return reading, ()


def find_couple(reading: Reading, source: str) -> tuple[str, ...]:
    """Return two names that an invitation is from: `for Anna and Mark`; empty where there are none."""
    tokens = reading.tokens
    known = {
        index
        for match in reading.matches
        if match.topic not in {UNKNOWN, "word"}
        for index in range(match.start, match.end)
    }
    for index in range(1, len(tokens) - 2):
        first, joint, second = tokens[index : index + 3]
        are_names = all(source[token.start].isupper() for token in (first, second))
        if are_names and joint.plain in _AND and known.isdisjoint({index, index + 2}):
            return (f"{source[first.start : first.end]} & {source[second.start : second.end]}",)
    return ()


def _end_of_run(reading: Reading, cue: Match, source: str) -> int:
    """The token after the last capitalised word of the run that follows the cue."""
    tokens, last = reading.tokens, cue.end
    for index in range(cue.end, min(len(tokens), cue.end + MOST_WORDS)):
        token = tokens[index]
        if token.is_after_break and index > cue.end and not source[token.start].isupper():
            break
        if token.is_after_break and index > cue.end and "," in source[tokens[index - 1].end : token.start]:
            break
        if source[token.start].isupper() or source[token.start].isdigit():
            last = index + 1
        elif token.plain not in _CONNECTORS or index == cue.end:
            break
    return last


def _sentence_end(source: str, end: int) -> int:
    return end + 1 if end < len(source) and source[end] in "!?" else end
