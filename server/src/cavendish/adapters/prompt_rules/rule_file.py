"""The operator's policy file: groups of words, and rules that say which groups together are refused."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated, Final

import msgspec

from cavendish.adapters.prompt_rules.text_folding import fold
from cavendish.domain.errors import SetupError

MIN_STEM_CHARS: Final = 3
_ATOM: Final = re.compile(r"[^\W_]+\*?|<\d{1,3}-\d{1,3}>[^\W_]*")


class _Rule(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    category: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    all: Annotated[list[str], msgspec.Meta(min_length=1)]
    within: Annotated[int, msgspec.Meta(ge=0)] = 12
    unless: list[str] = []


class _PolicyFile(msgspec.Struct, forbid_unknown_fields=True):
    words: dict[str, list[str]]
    rules: list[_Rule]
    innocent: list[str] = []


@dataclass(frozen=True, slots=True)
class Atom:
    """One word of a term: itself, the beginning of words, or a number in a range and what follows it."""

    text: str
    is_stem: bool = False
    numbers: range | None = None

    def fits(self, reading: str) -> bool:
        if self.numbers is not None:
            digits = reading.removesuffix(self.text) if self.text else reading
            has_suffix = reading.endswith(self.text)
            return (
                has_suffix and digits.isdecimal() and digits.isascii() and _small_number(digits, self.numbers)
            )
        return reading.startswith(self.text) if self.is_stem else reading == self.text


def _small_number(digits: str, numbers: range) -> bool:
    return len(digits) <= 3 and int(digits) in numbers


Term = tuple[Atom, ...]
"""Words that follow one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    name: str
    category: str
    groups: tuple[str, ...]
    """Each must occur."""
    within: int
    """In a stretch of so many words; 0 means anywhere in the text."""
    unless: tuple[str, ...]
    """Groups whose words clear a match they stand near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    terms: Mapping[str, tuple[Term, ...]]
    """By group."""
    innocent: tuple[Term, ...]
    """Phrases whose words count for nothing."""
    rules: tuple[Rule, ...]


def default_policy_text() -> str:
    """The policy file that comes with the server."""
    return resources.files(__package__).joinpath("policy.toml").read_text(encoding="utf-8")


def load_policy(path: Path | None) -> Policy:
    """Read a policy file, or the one that comes with the server. Raises SetupError that names the fault."""
    if path is None:
        return parse_policy(default_policy_text(), where="the packaged policy")
    try:
        return parse_policy(path.read_text(encoding="utf-8"), where=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"moderation rules {path} cannot be read: {error}") from error


def parse_policy(text: str, *, where: str) -> Policy:
    """Read a policy's text. Raises SetupError that names the fault and `where` it is."""
    try:
        file = msgspec.convert(tomllib.loads(text), _PolicyFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SetupError(f"moderation rules in {where}: {error}") from error
    for rule in file.rules:
        if unknown := sorted({*rule.all, *rule.unless} - set(file.words)):
            raise SetupError(f"moderation rules in {where}: rule {rule.name!r} names no group {unknown[0]!r}")
    return Policy(
        terms={
            group: tuple(_read_term(written, where) for written in words)
            for group, words in file.words.items()
        },
        innocent=tuple(_read_term(written, where) for written in file.innocent),
        rules=tuple(
            Rule(
                name=rule.name,
                category=rule.category,
                groups=tuple(rule.all),
                within=rule.within,
                unless=tuple(rule.unless),
            )
            for rule in file.rules
        ),
    )


def _read_term(written: str, where: str) -> Term:
    folded = fold(written)
    atoms = tuple(_read_atom(found) for found in _ATOM.findall(folded))
    left_over = _ATOM.sub("", folded).strip(" -'’.")
    is_short_stem = any(atom.is_stem and len(atom.text) < MIN_STEM_CHARS for atom in atoms)
    if not atoms or left_over or is_short_stem:
        raise SetupError(
            f"moderation rules in {where}: {written!r} is no word or phrase "
            f"(letters and digits; `word*` with at least {MIN_STEM_CHARS} letters; `<1-17>` for a number)"
        )
    return atoms


def _read_atom(text: str) -> Atom:
    if text.startswith("<"):
        low, high, suffix = re.split("[->]", text[1:], maxsplit=2)
        return Atom(suffix, numbers=range(int(low), int(high) + 1))
    return Atom(text.removesuffix("*"), is_stem=text.endswith("*"))
