"""Finds texts that are announced but not quoted: `a poster with the words SUMMER JAM`."""

from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

MOST_WORDS: Final = 8
_AND: Final = frozenset({"and", "i", "a", "und", "y", "e", "et", "en", "і", "й", "та"})
_ARTICLES: Final = frozenset(
    {"a", "o", "the", "la", "el", "die", "den", "der", "il", "de", "het", "my", "our", "l"}
)
_SHORTEST_NAME: Final = 3
_FOR_WHOM: Final = frozenset(
    {
        "for", "of", "name", "named", "dla", "imie", "imieniu", "fur", "von", "namens", "para", "de",
        "pour", "per", "di", "voor", "van", "для", "pro", "nombre", "nom", "nome", "naam", "jmeno",
    }
)  # fmt: skip
_CONNECTORS: Final = frozenset(
    (
        "of", "the", "and", "a", "in", "to", "for", "i", "w", "z", "na", "und", "der", "die", "das", "im",
        "de", "la", "el", "y", "et", "du", "e", "di", "van", "і", "й", "та", "v", "u",
    )
)  # fmt: skip


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
    return _in_capitals(reading, source)


def _in_capitals(reading: Reading, source: str) -> tuple[Reading, tuple[str, ...]]:
    """What stands in capitals right behind an order to write: `write NASA on the suit`."""
    tokens = reading.tokens
    for match in reading.matches:
        end = match.end
        while end < len(tokens) and source[tokens[end].start : tokens[end].end].isupper():
            end += 1
        if match.topic == "edit" and match.value == "write" and end > match.end:
            text = source[tokens[match.end].start : tokens[end - 1].end]
            kept = [item for item in reading.matches if item.end <= match.end or item.start >= end]
            return replace(reading, matches=kept), (text,)
    return reading, ()


def take_couple(reading: Reading, source: str) -> tuple[Reading, tuple[str, ...]]:
    """Take the two names that a card is from out of it: `for Anna and Mark`; of other pieces nothing."""
    if not any(match.topic == "kind" and match.value == Kind.CARD for match in reading.matches):
        return reading, ()
    found = _couple(reading, source)
    if found is None:
        return reading, ()
    first, last = found
    tokens = reading.tokens
    kept = [match for match in reading.matches if match.end <= first or match.start > last]
    names = (source[tokens[index].start : tokens[index].end] for index in found)
    return replace(reading, matches=kept), (" & ".join(names),)


def _couple(reading: Reading, source: str) -> tuple[int, int] | None:
    """The tokens of two names, those joined by a sign first; German writes every noun like a name."""
    tokens = reading.tokens
    known = {
        index
        for match in reading.matches
        if match.topic not in {UNKNOWN, "word"}
        for index in range(match.start, match.end)
    }
    found: list[tuple[bool, int, int]] = []
    for index in range(1, len(tokens) - 1):
        first, after = tokens[index : index + 2]
        is_signed = source[first.end : after.start].strip() in {"&", "+"}
        last = index + 1 if is_signed else index + 2
        if last >= len(tokens) or not (is_signed or after.plain in _AND):
            continue
        are_names = all(source[token.start].isupper() for token in (first, tokens[last]))
        is_told = reading.language != "de" or tokens[index - 1].plain in _FOR_WHOM
        if are_names and (is_signed or (is_told and known.isdisjoint({index, last}))):
            found.append((not is_signed, index, last))
    return min(found)[1:] if found else None


def find_honoree(reading: Reading, source: str) -> str:
    """Whom a card is for: `for Anna`, `Emma's`, `von Sabine`; empty where no name is given."""
    tokens = reading.tokens
    unknown = {match.start for match in reading.matches if match.topic == UNKNOWN}
    for index, token in enumerate(tokens):
        if index not in unknown or not source[token.start].isupper() or len(token.plain) < _SHORTEST_NAME:
            continue
        back = index - 1
        while back > 0 and tokens[back].plain in _ARTICLES:
            back -= 1
        before = tokens[back].plain if back >= 0 else ""
        is_owner = source[token.end : token.end + 2] in {"'s", "’s"}
        if is_owner or (before in _FOR_WHOM and not token.is_after_break):
            return source[token.start : token.end]
    return ""


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
