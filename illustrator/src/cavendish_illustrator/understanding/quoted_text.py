"""Takes the quoted texts out of a prompt, whatever the quotation marks."""

import re
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


def quoted_names(prompt: str) -> tuple[str, ...]:
    """Return the quoted names that `split_quoted` drops: a logo does show what its bakery is called."""
    found = (
        next(group for group in match.groups() if group is not None).strip()
        for match in _QUOTED.finditer(prompt)
        if _NAMED.search(prompt, max(0, match.start() - 24), match.start())
    )
    return tuple(name for name in found if name)


def split_quoted(prompt: str) -> tuple[str, tuple[str, ...]]:
    """The prompt with a gap where each quoted text stood, and those texts verbatim.

    A quoted name (`a cat called "Luna"`) is dropped: nobody asks for it to be written.
    """
    texts: list[str] = []

    def take(match: re.Match[str]) -> str:
        text = next(group for group in match.groups() if group is not None).strip()
        if text and not _NAMED.search(prompt, max(0, match.start() - 24), match.start()):
            texts.append(text)
        return " , " if text else match.group()

    return _QUOTED.sub(take, prompt), tuple(texts)
