"""Takes the quoted texts out of a prompt together with the words that say where they stand."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from cavendish_illustrator.understanding.design_words.quoted_text import QuotedText, find_quoted
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import Token, fold, tokenise

_PLACES: Final = {
    "top": "top",
    "bottom": "bottom",
    "middle": "middle",
    "top_left": "top",
    "top_right": "top",
    "bottom_left": "bottom",
    "bottom_right": "bottom",
}
_BARE: Final = {
    **dict.fromkeys(
        ("below", "underneath", "debajo", "dessous", "sotto", "ponizej", "onder", "нижче"), "bottom"
    ),
    **dict.fromkeys(("above", "encima", "dessus", "sopra", "powyzej", "boven", "вище"), "top"),
}
"""Words that place a text without a noun after them; of things they tell a relation."""
_MOST_BETWEEN: Final = 5
"""Words that may stand between a text and its place, such as `in big letters`."""
_LONGEST_PHRASE: Final = 6
_BREAK: Final = re.compile(r"[,.;:!?()\n—–]")
_NEXT_THING: Final = frozenset(
    {
        "and", "with", "i", "oraz", "z", "ze", "und", "mit", "y", "con", "et", "avec", "e", "com", "en",
        "met", "та", "й", "і", "з", "із", "a", "s", "se",
    }
)  # fmt: skip
"""After one of these the place is somebody else's."""


@dataclass(frozen=True, slots=True)
class PlacedTexts:
    """A prompt without its quoted texts; beside each text stands its place, or nothing."""

    body: str
    texts: tuple[str, ...]
    places: tuple[str, ...]


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    """The words for the places of a text in all languages, folded."""
    found: dict[tuple[str, ...], str] = {}
    tables = read_topic("spots")
    for value, place in _PLACES.items():
        for language in LANGUAGES:
            for phrase in split_phrases(tables[value].get(language, "")):
                words = fold(phrase.replace("'", " ").replace("-", " ")).split()
                found.setdefault(tuple(words), place)
    for word, place in _BARE.items():
        found.setdefault((word,), place)
    return found


def _place_at(tokens: list[Token], start: int) -> tuple[str, int] | None:
    """The longest phrase for a place that begins at a token, and where it ends."""
    for length in range(min(_LONGEST_PHRASE, len(tokens) - start), 0, -1):
        place = _phrases().get(tuple(token.plain for token in tokens[start : start + length]))
        if place is not None:
            return place, start + length
    return None


def _place_before(text: str) -> tuple[str, int] | None:
    """The place in the last words before a text, and where in them it begins."""
    clause = max((match.end() for match in _BREAK.finditer(text.rstrip(" :"))), default=0)
    tokens = tokenise(text[clause:].rstrip(" :"))
    found = None
    for start, token in enumerate(tokens):
        at = _place_at(tokens, start)
        if at is not None and len(tokens) - at[1] <= _MOST_BETWEEN:
            found = (at[0], clause + token.start)
        elif token.plain in _NEXT_THING:
            found = None
    return found


def _place_after(text: str) -> tuple[str, int] | None:
    """The place in the first words after a text, and where in them it ends."""
    gap = text[: len(text) - len(text.lstrip(" ,"))]
    clause = _BREAK.search(text, len(gap))
    tokens = tokenise(text[: clause.start() if clause else len(text)])
    for start, token in enumerate(tokens[: _MOST_BETWEEN + 1]):
        if token.plain in _NEXT_THING and _place_at(tokens, start) is None:
            return None
        at = _place_at(tokens, start)
        if at is not None:
            is_last = at[1] == len(tokens)
            return (at[0], tokens[at[1] - 1].end) if is_last or not gap.strip() else None
    return None


def take_placed_texts(prompt: str) -> PlacedTexts:
    """Cut every quoted text and its place out of a prompt; a quoted name is cut and forgotten."""
    quoted = find_quoted(prompt)
    pieces: list[str] = []
    texts: list[str] = []
    places: list[str] = []
    cursor = 0
    for number, one in enumerate(quoted):
        limit = quoted[number + 1].start if number + 1 < len(quoted) else len(prompt)
        start, end, place = _surroundings(prompt, one, cursor, limit)
        pieces += [prompt[cursor:start], " , "]
        cursor = end
        if not one.is_name:
            texts.append(one.text)
            places.append(place)
    return PlacedTexts("".join([*pieces, prompt[cursor:]]), tuple(texts), tuple(places))


def _surroundings(prompt: str, one: QuotedText, cursor: int, limit: int) -> tuple[int, int, str]:
    """Where the text with its place begins and ends, and the place."""
    if one.is_name:
        return one.start, one.end, ""
    before = _place_before(prompt[cursor : one.start])
    if before is not None:
        return cursor + before[1], one.end, before[0]
    after = _place_after(prompt[one.end : limit])
    if after is not None:
        return one.start, one.end + after[1], after[0]
    return one.start, one.end, ""
