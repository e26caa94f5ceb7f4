"""Finds the diagram that a prompt asks for: the water cycle, a volcano cut in half, the life of a frog."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

_KINDS: Final = frozenset({Kind.SCENE, Kind.INFOGRAPHIC, Kind.POSTER})
_PHRASES: Final = "phrases"
_SEASONS: Final = "four_seasons"
_CHAIN: Final = "food_chain"
_FEWEST_LINKS: Final = 3
_READERS: Final = r"\b(?:for|dla|fur|para|pour|per|voor|для|pro)\s+(?:\w+\s+){0,2}?"
"""Who a diagram is for, who is not in it: `para niños`."""
_NEAR: Final = r"(?:[\s,'’-]+\w+){0,3}?[\s,'’-]+"
_CUT_OPEN: Final = (
    "cross section", "cross-section", "cutaway", "cut in half", "cut open", "diagram", "label", "worksheet",
    "science", "przekroj", "schemat", "budowa", "nauk", "querschnitt", "schnitt", "beschrift", "aufbau",
    "schema", "seccion", "corte", "esquema", "ciencia", "coupe", "schema", "sezione", "scienz", "spaccato",
    "em corte",
    "educati", "edukac", "lernplakat", "schaubild", "erklar", "schoolplaat", "plansz", "doorsnede",
    "natuurkunde", "розріз", "схем", "будов", "наук", "prurez", "schema", "stavb",
)  # fmt: skip
_NO_LABELS: Final = (
    "no label", "without label", "unlabel", "bez podpis", "bez napis", "ohne beschrift", "sin etiquet",
    "sans legende", "sans etiquet", "senza etichett", "senza scritt", "sem legenda", "zonder label",
    "без підпис", "без напис", "bez popisk",
)  # fmt: skip


@cache
def _table() -> Mapping[str, Any]:
    return read_table("designs/diagrams.toml")


@cache
def diagram_rows() -> Mapping[str, Mapping[str, Any]]:
    """All diagrams with their drawing, their phrases and their labels or stages."""
    return {name: row for name, row in _table().items() if name != _PHRASES}


def in_language(language: str, row: str) -> str:
    """The entry of a row of ten names, in the order of the languages."""
    return [part.strip() for part in row.split("|")][LANGUAGES.index(language)]


def season_names(language: str) -> tuple[str, ...]:
    """The names of spring, summer, autumn and winter."""
    return tuple(in_language(language, str(one["name"])) for one in diagram_rows()[_SEASONS]["stages"])


def asks_for_chain(prompt: str) -> bool:
    """Whether the prompt is about who eats whom, so that what it lists are the links of a chain."""
    return _asks_for(fold(prompt), diagram_rows()[_CHAIN])


def as_diagram(spec: PictureSpec) -> PictureSpec:
    """The picture as a diagram where one is asked for and nobody is in it but what it explains."""
    if spec.kind not in _KINDS:
        return spec
    prompt = fold(spec.prompt)
    is_graphic = spec.kind is Kind.INFOGRAPHIC
    rows = diagram_rows().items()
    name = next((name for name, row in rows if _asks_for(prompt, row, is_graphic=is_graphic)), "")
    if not name or _is_of_named_steps(spec, name):
        return spec
    if any(is_person(one.concept) and _acts(spec, k) for k, one in enumerate(spec.subjects)):
        return spec
    quiet = frozenset({"text"}) if any(words in prompt for words in _NO_LABELS) else frozenset[str]()
    title = "" if spec.kind is Kind.SCENE or quiet else spec.title
    kept = spec.entries if name == _CHAIN and len(spec.entries) >= _FEWEST_LINKS else ()
    return replace(
        spec,
        kind=Kind.DIAGRAM,
        topic=name,
        title=title,
        entries=kept,
        excluded=spec.excluded | quiet,
        relations=(),
    )


def _is_of_named_steps(spec: PictureSpec, name: str) -> bool:
    """Whether the prompt lists after a colon what the drawing of the diagram would not show."""
    has_list = ":" in spec.prompt.partition("\n")[0][:60]
    return has_list and "stages" not in diagram_rows()[name]


def _asks_for(prompt: str, row: Mapping[str, Any], *, is_graphic: bool = False) -> bool:
    is_named = any(fold(words) in prompt for words in split_phrases(row.get("words", "")))
    if "of" in row and not is_named:
        is_named = _is_beside(prompt, _table()[_PHRASES][row["of"]], row["about"])
    explains = is_graphic or not row.get("needs_section") or any(words in prompt for words in _CUT_OPEN)
    return is_named and explains


def _is_beside(prompt: str, phrases: str, about: str) -> bool:
    """Whether one of the phrases stands a few words from what it is about: `parts of a flower`."""
    first, second = _any_of(phrases, r"\w*"), _any_of(about, r"\w{0,3}\b")
    return re.search(rf"{first}{_NEAR}{second}|{second}{_NEAR}{first}", prompt) is not None


@cache
def _any_of(phrases: str, ending: str) -> str:
    words = "|".join(re.escape(fold(one)) for one in split_phrases(phrases))
    return rf"\b(?:{words}){ending}"


def _acts(spec: PictureSpec, index: int) -> bool:
    """Whether somebody does or has something, so that the picture is a scene."""
    if re.search(_READERS + re.escape(fold(spec.subjects[index].word)), fold(spec.prompt)):
        return False
    has = (RelationKind.HOLDING, RelationKind.RIDING, RelationKind.INSIDE)
    return spec.subjects[index].pose is not None or any(
        r.subject == index and r.kind in has for r in spec.relations
    )
