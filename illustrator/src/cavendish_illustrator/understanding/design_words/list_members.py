"""Cuts the list in a prompt into its members: `with four steps: rain, river and sea, flat style`."""

import re
from functools import cache
from typing import Final

from cavendish_illustrator.understanding.design_words.panel_cues import number_at
from cavendish_illustrator.understanding.design_words.panel_parts import split_shared_tail
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise

MOST_MEMBERS: Final = 12
_MOST_WORDS: Final = 7
"""A longer member is a sentence about the looks."""
_COUNT_REACH: Final = 6
"""Words before a colon among which the number of members may stand."""
_NUMBERED: Final = re.compile(r"(?:^|(?<=[\s,;.(]))\(?[1-9][.)]\s+")
_PARTS: Final = re.compile(r"\s*[,;\n•|→]\s*|\s*->\s*|\s+[–—-]\s+")
_OPENERS: Final = re.compile(
    r":\s|\b(?:icons?|symbols?|pictures?|drawings?|illustrations?|set|pack)\s+of\s"
    r"|\b(?:showing|featuring|including|with|steps|mit|z|ze|con|avec|com|met|із|з|s|se|zeigt|przedstawiając\w*)\s",
    re.IGNORECASE,
)
_LOOKS: Final = (
    "style", "styl", "stylu", "stil", "stile", "style", "estilo", "стил", "background", "tlo",
    "hintergrund", "fondo", "fond", "sfondo", "design", "layout", "colour", "color", "kolor", "farb",
    "couleur", "колір", "кольор", "palette", "quality", "lighting", "vector", "minimal", "line", "outline",
    "clean", "modern", "flat", "icon", "ikon", "arrow", "price", "preis", "ceny", "cenami", "precio",
    "prix", "prezz", "prijs", "prijz", "preco", "цін", "verlauf", "rounded", "gradient", "text", "label",
    "simple", "cute", "each", "all", "isolated", "drawing", "illustration", "strzalk", "pfeil", "flecha",
    "fleche", "frecc", "стрілк", "consistent", "transparent", "typograph", "font", "rysunk", "zeichnung",
    "dibujo", "dessin", "disegn", "малюнк", "high", "professional", "fundo", "sfond", "achtergrond",
    "pozadi", "фон", "tonos", "tons", "toni", "pastel", "hd", "uhd", "8k", "4k",
)  # fmt: skip
"""Words that begin so make a member of a list a remark on how the piece shall look."""
_WHOLE_UP_TO: Final = 4
"""Looks this short must match whole: `for` does not begin `fork`."""
_EDGE: Final = " \t.,;:!?\"“”„'’«»()"


@cache
def _joint() -> re.Pattern[str]:
    words = {
        w for name in LANGUAGES for w in split_phrases(read_topic("function_words")["and"].get(name, ""))
    }
    chosen = sorted((word for word in words if word not in {"a", "&", "+"}), key=len, reverse=True)
    return re.compile(rf"(?:^|\s+)(?:{'|'.join(map(re.escape, chosen))}|&)\s+", re.IGNORECASE)


def list_members(text: str, *, fewest: int) -> tuple[str, ...]:
    """The members of the list that a prompt is about, as written; empty where it holds none."""
    numbered = _NUMBERED.split(text)
    if len(numbered) > fewest:
        return tuple(part.strip(_EDGE) for part in numbered[1:] if part.strip(_EDGE))[:MOST_MEMBERS]
    for opener in sorted(_OPENERS.finditer(text), key=lambda found: found.group()[0] != ":"):
        members = _members_in(text[opener.end() :])
        if len(members) >= fewest:
            return members[: _count_before(text[: opener.start()]) or MOST_MEMBERS]
    return ()


def _count_before(head: str) -> int:
    """The number of members that the words before a list name: `with four steps`; 0 for none."""
    tokens = tokenise(head)
    numbers = (number_at(tokens, index) for index in range(max(0, len(tokens) - _COUNT_REACH), len(tokens)))
    return next((number for number in numbers if number), 0)


def _members_in(tail: str) -> tuple[str, ...]:
    listed, _ = split_shared_tail(re.split(r"[.!?](?:\s|$)|:\s", tail, maxsplit=1)[0])
    parts = [part for part in _PARTS.split(listed) if part.strip(_EDGE)]
    members: list[str] = []
    for part in parts:
        member = part.strip(_EDGE)
        if is_about_looks(member):
            break
        members.append(member)
    last = _joint().split(members[-1]) if members else []
    return tuple(part.strip(_EDGE) for part in (*members[:-1], *last) if part.strip(_EDGE))


def is_about_looks(member: str) -> bool:
    """Whether it tells how the piece shall look, or is too long to be a name."""
    words = [token.plain for token in tokenise(member)]
    return len(words) > _MOST_WORDS or words[:1] == ["for"] or any(_is_look(word) for word in words)


def _is_look(word: str) -> bool:
    return any(word == look if len(look) <= _WHOLE_UP_TO else word.startswith(look) for look in _LOOKS)
