"""Takes the quoted texts out of a prompt, whatever the quotation marks."""

import re
from dataclasses import dataclass
from typing import Final

LONGEST_TEXT: Final = 200
_PAIRS: Final = (
    ("„", '“”"„'),
    ("“", '”“"'),
    ("”", "”"),
    ("«", "»"),
    ("»", "«"),
    ("‹", "›"),
    ("「", "」"),
    ("『", "』"),
    ('"', '"”'),
)
_DOUBLE: Final = "|".join(
    f"{re.escape(opening)}([^{re.escape(opening + closing)}]{{1,{LONGEST_TEXT}}})[{re.escape(closing)}]"
    for opening, closing in _PAIRS
)
_SINGLE: Final = (
    rf"(?<!\w)'([^'\n]{{1,{LONGEST_TEXT}}}(?:'\w[^'\n]*)?)'(?!\w)"
    rf"|(?<!\w)[‘‚]([^‘’\n]{{1,{LONGEST_TEXT}}}(?:’\w[^‘’\n]*)?)[’‘](?!\w)"
)
_QUOTED: Final = re.compile(f"{_DOUBLE}|{_SINGLE}")
_NAMED: Final = re.compile(
    r"(?:\bnamed|\bcalled|imieniu|imieniem|namens|llamad[oa]|nommée?|appelée?|chiamat[oa]|di nome|chamad[oa]"
    r"|genaamd|на ім['’ʼ]я|jménem)\s*$",
    re.IGNORECASE,
)


_UNQUOTED: Final = re.compile(
    r"\b(?:without|no)\s+quot(?:es|ation marks)\b|\bohne\s+anführungszeichen\b|\bbez\s+cudzysłow\w+"
    r"|\bsin\s+comillas\b|\bsans\s+guillemets\b|\bsenza\s+virgolette\b|\bsem\s+aspas\b"
    r"|\bzonder\s+aanhalingstekens\b|\bбез\s+лапок\b|\bbez\s+uvozovek\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuotedText:
    """One quoted text and where it stands with its marks; a name (`called "Luna"`) is not for writing."""

    text: str
    start: int
    end: int
    is_name: bool


def find_quoted(prompt: str) -> list[QuotedText]:
    """The quoted texts of a prompt in order, empty ones left out.

    None for whoever wants them without quotes: they want what is named, not its words.
    """
    if _UNQUOTED.search(prompt):
        return []
    found = []
    for match in _QUOTED.finditer(prompt):
        text = next(group for group in match.groups() if group is not None).strip()
        if text:
            is_name = _NAMED.search(prompt, max(0, match.start() - 24), match.start()) is not None
            found.append(QuotedText(text, match.start(), match.end(), is_name))
    return found


def quoted_names(prompt: str) -> tuple[str, ...]:
    """Return the quoted names that `split_quoted` drops: a logo does show what its bakery is called."""
    return tuple(one.text for one in find_quoted(prompt) if one.is_name)


def split_quoted(prompt: str) -> tuple[str, tuple[str, ...]]:
    """The prompt with a gap where each quoted text stood, and those texts verbatim.

    A quoted name (`a cat called "Luna"`) is dropped: nobody asks for it to be written.
    """
    quoted = find_quoted(prompt)
    pieces, cursor = [], 0
    for one in quoted:
        pieces += [prompt[cursor : one.start], " , "]
        cursor = one.end
    body = "".join([*pieces, prompt[cursor:]])
    return body, tuple(one.text for one in quoted if not one.is_name)
