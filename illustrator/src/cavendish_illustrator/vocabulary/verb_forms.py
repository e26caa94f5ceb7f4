"""The other forms of English verbs: `washing a car` is also what somebody does who `washes a car`."""

from collections.abc import Iterator
from typing import Final

_OWNERS: Final = ("her", "its", "their", "my")
_GERUND: Final = "ing"
_ALSO_THINGS: Final = frozenset({"box", "fish", "cook", "guard", "swing", "ring", "nail", "comb"})
"""`a box with a cat` does not box."""
_SHORTEST: Final = 6
"""`king` and `bring` are no gerunds."""


def with_other_forms(phrases: list[str]) -> list[str]:
    """The phrases, after them what is not written out, each once."""
    told = [*phrases, *(form for phrase in phrases for form in _of_others(phrase))]
    return list(dict.fromkeys([*told, *(form for phrase in told for form in finite_forms(phrase))]))


def finite_forms(phrase: str) -> Iterator[str]:
    """The phrase of a gerund with its object, as one says it of one and of several.

    What no verb is made of does no harm: nobody writes `washs`.
    """
    gerund, _, rest = phrase.partition(" ")
    if not rest or not gerund.endswith(_GERUND) or len(gerund) < _SHORTEST:
        return
    stem = gerund[: -len(_GERUND)]
    for base in _bases(stem):
        if base in _ALSO_THINGS:
            continue
        yield f"{base} {rest}"
        yield f"{_of_one(base)} {rest}"


def _of_others(phrase: str) -> Iterator[str]:
    """`brushing his teeth` as one says it of her, of an animal, of several and of oneself."""
    if " his " in phrase:
        yield from (phrase.replace(" his ", f" {owner} ") for owner in _OWNERS)


def _bases(stem: str) -> Iterator[str]:
    """`bak` gives `bak` and `bake`, `hugg` also `hug`."""
    yield stem
    if stem[-1:] not in "aeiou":
        yield f"{stem}e"
    if stem[-1:] == stem[-2:-1]:
        yield stem[:-1]


def _of_one(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return f"{base}es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"
