"""Finds the dates, hours and reductions that a card or a poster writes down: `14 September, 7 pm`, `-20%`."""

import re
from functools import cache
from typing import Final, NamedTuple

from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import Token, tokenise

MOST_LINES: Final = 3
_LONGEST_DASH: Final = 3
_DAY: Final = re.compile(r"(3[01]|[12]?\d)(st|nd|rd|th|er|º)?")
_YEAR: Final = re.compile(r"(19|20)\d\d")
_NUMBERS: Final = re.compile(r"(?<![\w.])(?:[0-3]?\d[./-][01]?\d[./-](?:\d{4}|\d{2}))(?!\w)")
_HOUR: Final = re.compile(
    r"(?<![\w:])(?:(?:um|at|godz\.?|o godzinie|à|alle|a las|às|om|в|v)\s+)?"
    r"(?:(?:[01]?\d|2[0-3])(?::[0-5]\d)?\s?[-–]\s?)?"
    r"(?:[01]?\d|2[0-3])(?::[0-5]\d(?:\s?(?:uhr|h|pm|am|p\.m\.|a\.m\.))?|\s?(?:uhr|pm|am|h(?:[0-5]\d)?)\b)(?![\w:])",
    re.IGNORECASE,
)
_REDUCED: Final = re.compile(
    r"(?<![\w-])-?\s?\d{1,2}\s?%(?:\s(?:off|rabatt?u?|discount|zniżki|de descuento|descuento|de réduction"
    r"|di sconto|sconto|korting|de desconto|знижки|slevy|taniej|reduziert)\b)?",
    re.IGNORECASE,
)
_SMALL: Final = frozenset({"of", "de", "del", "den", "the", "am", "il", "le", "el", "a"})


class StatedLines(NamedTuple):
    """A prompt without its dates, hours and reductions, and those as written."""

    body: str
    lines: tuple[str, ...] = ()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(read_topic("dates")[name]).split())


def take_stated_lines(body: str) -> StatedLines:
    """Cut what is a date, an hour or a reduction out of a prompt; the places of the rest stay the same."""
    spans = sorted(
        [*_dates(body), *(m.span() for rule in (_NUMBERS, _HOUR, _REDUCED) for m in rule.finditer(body))]
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif joined and not body[joined[-1][1] : start].strip(" ,"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    letters = list(body)
    for start, end in joined:
        letters[start:end] = "," + " " * (end - start - 1)
    return StatedLines("".join(letters), tuple(body[a:b].strip(" ,") for a, b in joined[:MOST_LINES]))


def _dates(body: str) -> list[tuple[int, int]]:
    """Where `Saturday, 14 September 2025`, `May 3rd` and their like begin and end."""
    tokens, months = tokenise(body), _words("months")
    found = []
    for index, token in enumerate(tokens):
        if token.plain not in months:
            continue
        first, last = _before(tokens, index), _after(tokens, index)
        if first == last == index:
            continue
        if first > 0 and tokens[first - 1].plain in _words("weekdays"):
            first -= 1
        found.append((tokens[first].start, tokens[last].end))
    return found


def _before(tokens: list[Token], index: int) -> int:
    """The token of the day before a month, or the month's own."""
    for back in (1, 2):
        if index >= back and _DAY.fullmatch(tokens[index - back].plain):
            is_joined = back == 1 or tokens[index - 1].plain in _SMALL
            first = index - back
            if is_joined and first and _is_range(tokens[first - 1], tokens[first]):
                first -= 1
            return first if is_joined else index
    return index


def _is_range(first: Token, second: Token) -> bool:
    """Whether two days stand side by side: `18-19 October`."""
    return _DAY.fullmatch(first.plain) is not None and second.start - first.end <= _LONGEST_DASH


def _after(tokens: list[Token], index: int) -> int:
    """The last token of the day or the year after a month, or the month's own."""
    last = index
    for ahead in range(index + 1, min(index + 4, len(tokens))):
        plain = tokens[ahead].plain
        if _YEAR.fullmatch(plain) or (ahead == index + 1 and _DAY.fullmatch(plain)):
            last = ahead
        elif plain not in {"de", "del"}:
            break
    return last
