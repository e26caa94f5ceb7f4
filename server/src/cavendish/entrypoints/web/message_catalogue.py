"""What our pages say, in every language we speak: `messages/PART.LANGUAGE.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

LANGUAGES: Final = {"en": "English", "pl": "Polski"}
"""By their own names, the one for everybody else first."""
_PLURAL_FORMS: Final = frozenset({"zero", "one", "two", "few", "many", "other"})

Message = str | Mapping[str, str]
"""A text, or one text for each plural form."""


@cache
def load_messages(part: str, language: str) -> dict[str, Message]:
    """The messages of a part of our pages by their dotted names, with those that all parts share."""
    found = dict(_flatten(_read("shared", language), "shared."))
    if part != "shared":
        found |= _flatten(_read(part, language), f"{part}.")
    return found


def choose_language(wished: str) -> str:
    """The first language of an `Accept-Language` header that we speak, by its weights."""
    weighted: list[tuple[float, str]] = []
    for item in wished.split(","):
        tag, _, parameters = item.strip().partition(";")
        weighted.append((_weight(parameters), tag.strip().lower().partition("-")[0]))
    weighted.sort(key=lambda pair: -pair[0])
    return next((tag for weight, tag in weighted if weight > 0 and tag in LANGUAGES), next(iter(LANGUAGES)))


def _weight(parameters: str) -> float:
    name, _, value = parameters.replace(" ", "").partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0


def _read(part: str, language: str) -> dict[str, Any]:
    file = resources.files(__package__).joinpath("messages", f"{part}.{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _flatten(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Message]]:
    for key, value in table.items():
        if isinstance(value, dict) and not set(value) <= _PLURAL_FORMS:
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
