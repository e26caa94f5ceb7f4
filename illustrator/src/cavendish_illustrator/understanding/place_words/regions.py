"""Towns and countries by name: how houses look there, and where a picture is that names no other place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.vocabulary.tokens import Token, fold, tokenise

_PLACES: Final = ("towns", "lands")
_PEOPLES: Final = ("peoples",)
"""What a place is called by counts only where no town and no country is named."""
_STREET: Final = ("street",)
_TEMPERATE: Final = frozenset(
    {"nordic", "british", "german", "alpine", "dutch", "central", "french", "breton"}
)
_COASTS: Final = {"desert": "dune_coast"}
"""Where no desert is, dunes lie by the sea."""
_ASIAN: Final = frozenset({"asian", "southeast", "indian"})
_TEMPLES: Final = {"church_interior": "temple"}
_KEY: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    words: tuple[str, ...]
    """Folded; a `*` stands for any ending."""
    family: str
    places: tuple[str, ...]
    needs_capital: bool

    def fits(self, tokens: Sequence[Token], start: int, text: str) -> bool:
        """Whether the prompt writes it from this word on."""
        if start + len(self.words) > len(tokens):
            return False
        if self.needs_capital and not (start and text[tokens[start].start].isupper()):
            return False
        return all(_fits(word, tokens[start + i].plain) for i, word in enumerate(self.words))


def _fits(word: str, plain: str) -> bool:
    if "*" not in word:
        return word == plain
    begin, _, end = word.partition("*")
    return plain.startswith(begin) and plain.endswith(end) and len(plain) >= len(begin) + len(end)


@cache
def _names(kinds: tuple[str, ...]) -> dict[str, tuple[_Name, ...]]:
    """Every name of these kinds under the first letters of its first word, the longest first."""
    table = read_table("understanding/place_words/regions.toml")
    found: dict[str, list[_Name]] = {}
    for kind in kinds:
        for key, row in table[kind].items():
            for name in _of_row(kind, key, row):
                found.setdefault(name.words[0].rstrip("*")[:_KEY], []).append(name)
    return {key: tuple(sorted(names, key=lambda one: -len(one.words))) for key, names in found.items()}


def _of_row(kind: str, key: str, row: dict[str, Any]) -> Iterator[_Name]:
    family = str(row["family"]) if kind == "lands" else key
    places = _STREET if kind == "towns" else tuple(row.get("places", ()))
    for field in ("names", "capital"):
        for line in filter(None, (part.strip() for part in row.get(field, "").split(","))):
            words = tuple(fold(word) for word in line.replace("-", " ").split())
            yield _Name(words=words, family=family, places=places, needs_capital=field == "capital")


@cache
def _by_language() -> dict[str, str]:
    return dict(read_table("understanding/place_words/regions.toml")["by_language"])


def with_region(spec: PictureSpec) -> PictureSpec:
    """The picture with the region that it names; its names are no things and need no explanation."""
    tokens = tokenise(spec.prompt)
    for kinds in (_PLACES, _PEOPLES):
        for start, token in enumerate(tokens):
            for name in _names(kinds).get(token.plain[:_KEY], ()):
                if name.fits(tokens, start, spec.prompt):
                    return _in_region(spec, name, tokens[start : start + len(name.words)])
    usual = _by_language().get(spec.language, "")
    named = {one.concept for one in spec.subjects}
    is_timbered = _TIMBERED in named or (not usual and not named.isdisjoint(_AT_FRONTS))
    return replace(spec, region=_TIMBERED_FAMILY if is_timbered else usual)


_TIMBERED: Final = "half-timbered-house"
_TIMBERED_FAMILY: Final = "german"
"""Who builds houses with beams, and flowers at their windows."""
_AT_FRONTS: Final = frozenset({"geranium-pot", "awning"})
"""What only fronts have that are built as somewhere."""


def _built_there(place: str, family: str) -> str:
    """What stands for a place in a region: temples in Asia for churches, dunes by the sea for a desert."""
    if family in _TEMPERATE:
        return _COASTS.get(place, place)
    return _TEMPLES.get(place, place) if family in _ASIAN else place


_ALPINE: Final = "alpine"
_RANGES: Final = frozenset({"mountains", "snowy_mountains", "alps", "highlands", "valley"})
_OPEN: Final = frozenset({"meadow", "hills", "farm", "cabin", "camp_site", "road", "lane", "lake", "plain"})


def _under_peaks(settings: tuple[str, ...], family: str) -> tuple[str, ...]:
    """An alpine meadow lies under the Alps."""
    is_open = bool(settings) and settings[0] in _OPEN and _RANGES.isdisjoint(settings)
    return (*settings, "alps") if family == _ALPINE and is_open else settings


def _in_region(spec: PictureSpec, name: _Name, tokens: Sequence[Token]) -> PictureSpec:
    said = {token.plain for token in tokens}
    unknown = tuple(word for word in spec.not_understood if not {*fold(word).split()} <= said)
    settings = _under_peaks(tuple(_built_there(one, name.family) for one in spec.settings), name.family)
    spec = replace(
        spec, region=name.family, whereabouts=name.places, not_understood=unknown, settings=settings
    )
    kept = [i for i, one in enumerate(spec.subjects) if fold(one.word) not in said]
    is_thing_left = name.needs_capital and len(kept) == len(spec.subjects) - 1
    return spec.with_subjects(kept) if is_thing_left else spec
