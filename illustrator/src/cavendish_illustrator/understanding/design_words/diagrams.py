"""Finds the diagram that a prompt asks for: the water cycle, a volcano cut in half, a cell."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.lexicon import split_phrases
from cavendish_illustrator.vocabulary.tokens import fold

_KINDS: Final = frozenset({Kind.SCENE, Kind.INFOGRAPHIC, Kind.POSTER})
_CUT_OPEN: Final = (
    "cross section", "cross-section", "cutaway", "cut in half", "cut open", "diagram", "label", "worksheet",
    "science", "przekroj", "schemat", "budowa", "nauk", "querschnitt", "schnitt", "beschrift", "aufbau",
    "schema", "seccion", "corte", "esquema", "ciencia", "coupe", "schema", "sezione", "scienz", "spaccato",
    "em corte", "doorsnede", "natuurkunde", "розріз", "схем", "будов", "наук", "prurez", "schema", "stavb",
)  # fmt: skip
_NO_LABELS: Final = (
    "no label", "without label", "unlabel", "bez podpis", "bez napis", "ohne beschrift", "sin etiquet",
    "sans legende", "sans etiquet", "senza etichett", "senza scritt", "sem legenda", "zonder label",
    "без підпис", "без напис", "bez popisk",
)  # fmt: skip


@cache
def diagram_rows() -> Mapping[str, Mapping[str, Any]]:
    """All diagrams with their drawing, their phrases and their labels."""
    return read_table("designs/diagrams.toml")


def as_diagram(spec: PictureSpec) -> PictureSpec:
    """The picture as a diagram where one is asked for and nobody is in it but what it explains."""
    if spec.kind not in _KINDS or spec.entries or ":" in spec.prompt.partition("\n")[0][:60]:
        return spec
    prompt = fold(spec.prompt)
    name = next((name for name, row in diagram_rows().items() if _asks_for(prompt, row)), "")
    if not name or any(is_person(one.concept) and _acts(spec, k) for k, one in enumerate(spec.subjects)):
        return spec
    quiet = frozenset({"text"}) if any(words in prompt for words in _NO_LABELS) else frozenset[str]()
    title = "" if spec.kind is Kind.SCENE or quiet else spec.title
    return replace(
        spec, kind=Kind.DIAGRAM, topic=name, title=title, excluded=spec.excluded | quiet, relations=()
    )


def _asks_for(prompt: str, row: Mapping[str, Any]) -> bool:
    is_named = any(fold(words) in prompt for words in split_phrases(row["words"]))
    return is_named and (not row.get("needs_section") or any(words in prompt for words in _CUT_OPEN))


def _acts(spec: PictureSpec, index: int) -> bool:
    """Whether somebody does or has something, so that the picture is a scene."""
    has = (RelationKind.HOLDING, RelationKind.RIDING, RelationKind.INSIDE)
    return spec.subjects[index].pose is not None or any(
        r.subject == index and r.kind in has for r in spec.relations
    )
