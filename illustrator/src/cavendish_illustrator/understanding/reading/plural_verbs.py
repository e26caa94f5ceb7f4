"""English verbs of several: `two boys repair a bike` is read as `two boys repairing a bike`."""

import functools
import re
from collections.abc import Iterator
from typing import Final

from cavendish_illustrator.vocabulary.lexicon import language_lexicon

_ENGLISH: Final = "en"
_DOERS: Final = re.compile(
    r"(?P<doers>\b(?:two|three|four|five|six|seven|eight|nine|ten|the|some|many|several|both|my|our|and)\s+"
    r"(?:\w+\s+){0,3}?(?:\w{2,}s|children|men|women|people|mice|geese|sheep|oxen|\w+men|\w+women|\w+folk)"
    r"|\band\s+(?:an?|his|her|the|my)\s+\w+)\s+(?P<verb>[a-z]{3,})"
    r"(?=\s+(?:an?|the|their|his|her|its|my|our|each|one|together|at|on|over|in|into|to|with|for|under|from|"
    r"about|up|out|around|through|through|behind|happily|\w+s)\b|\s*(?:[,.;!]|$))",
    re.IGNORECASE,
)
_TOPICS: Final = frozenset({"pose", "relation"})
_VOWELS: Final = "aeiou"
_ALSO_NOUNS: Final = frozenset({"dress", "book", "drum", "ring", "saw", "fish", "plant", "hammer", "ship"})
"""Verbs that are read as things, where they do not have an object."""
_OBJECTS: Final = re.compile(r"\s+(?:an?|the|their|his|her|its|my|our)\b", re.IGNORECASE)


def with_plural_verbs(text: str) -> str:
    """Return the text with the verbs of several in the form that also stands for what one is doing."""
    return _DOERS.sub(_as_gerund, text)


def _as_gerund(match: re.Match[str]) -> str:
    verb = match.group("verb").lower()
    rest = match.string[match.end() :]
    before = match.group("doers").rsplit(maxsplit=1)[-1].lower()
    if (verb in _ALSO_NOUNS and not _OBJECTS.match(rest)) or _is_thing(before, verb):
        return match.group(0)
    gerund = next((one for one in _gerunds(verb) if one in _known()), None)
    return match.group(0) if gerund is None else f"{match.group('doers')} {gerund}"


def _is_thing(before: str, verb: str) -> bool:
    """Whether both words name one thing: `shoes and a music box`, `a tape measure`."""
    entries = language_lexicon(_ENGLISH).exact[before]
    return any(entry.topic == "subject" and entry.words == (before, verb) for entry in entries)


def _gerunds(verb: str) -> Iterator[str]:
    """`bake` gives `baking`, `hug` gives `hugging`."""
    if verb.endswith("e") and not verb.endswith("ee"):
        yield f"{verb[:-1]}ing"
    yield f"{verb}ing"
    if verb[-1] not in _VOWELS and verb[-2] in _VOWELS:
        yield f"{verb}{verb[-1]}ing"


@functools.cache
def _known() -> frozenset[str]:
    """Gerunds that say what somebody does, alone or with what follows."""
    entries = language_lexicon(_ENGLISH).exact.values()
    doing = (entry.words[0] for entry in entries if entry.topic in _TOPICS)
    return frozenset(word for word in doing if word.endswith("ing"))
