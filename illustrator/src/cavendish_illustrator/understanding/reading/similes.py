"""What something is like is not in the picture: `holding a brush like a sword`, `a dragon-shaped kite`."""

import re
from typing import Final

_LIKE: Final = re.compile(
    r"(?P<before>\w+)\s+(?:like an?|wie einen?|wie eine|come una?|comme une?|como una?|como um|als een)\s+"
    r"(?P<thing>\w+(?:\s\w+)?(?=\s*(?:[,.;]|$))|\w+)",
    re.IGNORECASE,
)
_SHOWN: Final = (
    "shaped", "look", "dress", "disguis", "style", "made", "feel", "seem", "act", "verkleid", "aussieht",
    "sieht", "aus", "geformt", "gekleidet", "vestid", "disfraz", "parec", "forma", "déguis", "habill",
    "ressembl", "vestit", "travestit", "sembra", "fantasiad", "verkleed", "vermomd", "grand", "groot",
    "gros", "groß", "klein", "piccol", "pequen", "petit", "alto", "haut", "hoog", "uit", "gekleed",
    "trabaj", "lavora", "travaill", "trabalh", "arbeitet", "werkt",
)  # fmt: skip
"""Verbs after which it is in the picture: what one is dressed as or shaped like."""


_SHAPE: Final = re.compile(
    r"\b(?!heart[- ]shaped (?:sun)?glasses)[a-z]+[- ]shaped (?!like|as |by |from |into )(?=[a-z])",
    re.IGNORECASE,
)


def without_similes(text: str) -> str:
    """Return the text without comparisons; what somebody is dressed as or looks like stays."""
    return _LIKE.sub(_kept_before, _SHAPE.sub("", text))


def _kept_before(match: re.Match[str]) -> str:
    before = match.group("before")
    return match.group(0) if before.lower().startswith(_SHOWN) else before
