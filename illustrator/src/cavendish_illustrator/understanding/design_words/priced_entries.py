"""Finds the dishes of a menu with their prices: `Bruschetta 6€, Lasagna 11€`."""

import re
from typing import Final

from cavendish_illustrator.picture_spec import Entry

MOST_DISHES: Final = 16
_LONGEST_LABEL: Final = 48
_CURRENCY: Final = r"(?:€|£|\$|₴|zł\w*|zl|pln|eur|euros?|usd|gbp|грн\w*|гривень|kč|kc|chf|dollars?|pounds?)"
_NUMBER: Final = r"\d{1,4}(?:[.,]\d{1,2})?"
_PRICE: Final = re.compile(
    rf"[€£$₴]\s?{_NUMBER}|(?<![\d.,]){_NUMBER}(?:\s?,-)?\s?{_CURRENCY}(?!\w)|(?<![\d.,])\d{{1,3}}[.,]\d{{2}}(?![\d%])",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"[;\n•|]|\.\s|,(?!\d)")
_OPENER: Final = re.compile(
    r"(?:^|\s)(?:with|mit|z|ze|con|avec|com|met|із|з|s|se|serving|offering)\s", re.IGNORECASE
)
_LEAD: Final = re.compile(
    r"^(?:and|und|y|e|et|en|oraz|i|a|та|і|й|plus|also|as well as|with)\s+|^\d{1,2}[.)]\s+", re.IGNORECASE
)
_TRAIL: Final = re.compile(
    r"\s+(?:for|at|costs?|za|po|à|für|por|per|voor|по|за|kosztuj\w+|kostet|cuesta|coûte)$|[\s:–—(=.-]+$",
    re.IGNORECASE,
)
_EDGE: Final = " \t.,;:!?\"“”„'’«»()–—-*"


def priced_entries(prompt: str) -> tuple[Entry, ...]:
    """Every dish that has a price, in order, under the heading it was listed with."""
    prices = list(_PRICE.finditer(prompt))
    entries: list[Entry] = []
    section, cursor = "", 0
    for number, price in enumerate(prices):
        heading, words = _heading(prompt[cursor : price.start()], is_first=number == 0)
        section = heading or section
        labels = _labels(words, is_first=number == 0)
        entries.extend(Entry(label=label, section=section) for label in labels)
        if entries:
            entries[-1] = Entry(label=entries[-1].label, section=section, price=_tidy(price.group()))
        cursor = price.end()
    sections = {entry.section for entry in entries}
    if len(sections) == 1:
        entries = [Entry(label=entry.label, price=entry.price) for entry in entries]
    return tuple(entries[:MOST_DISHES])


def _tidy(price: str) -> str:
    return re.sub(r"\s+", " ", price).strip()


def _heading(text: str, *, is_first: bool) -> tuple[str, str]:
    """The heading before the words of a dish, and those words."""
    head, colon, rest = text.rpartition(": ")
    if not colon:
        return "", text
    title = _BREAK.split(head.rpartition(":")[2])[-1].strip(_EDGE)
    is_heading = 0 < len(title.split()) <= 2 and (not is_first or ":" in head or "." in head or "," in head)
    return (_capital(title) if is_heading else ""), rest


def _labels(text: str, *, is_first: bool) -> list[str]:
    """The names before a price: one, or more where earlier ones have none."""
    if is_first:
        opener = list(_OPENER.finditer(text))
        text = text[opener[0].end() :] if opener else text
    parts = [_clean(part) for part in _BREAK.split(text)]
    named = [part for part in parts if part]
    return [_capital(part) for part in (named[-1:] if is_first else named) if len(part) <= _LONGEST_LABEL]


def _clean(text: str) -> str:
    before, text = "", text.strip(_EDGE)
    while text != before:
        before, text = text, _TRAIL.sub("", _LEAD.sub("", text)).strip(_EDGE)
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
