"""Prompts whose understanding must not change by accident; the expectations are data in `golden/`."""

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cavendish_illustrator.picture_spec import PictureSpec, Subject
from cavendish_illustrator.understanding import parse_edit, parse_prompt
from cavendish_illustrator.understanding.instructions.edit_instruction import EditOperation

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
DEFAULTS = {("count", 1), ("is_horizontal", True)}
SCENE_FILES = ("scenes_english", "scenes_other_languages", "pitfalls", "everyday_scenes")


def read_cases(name: str, kind: str) -> list[dict[str, Any]]:
    return tomllib.loads((GOLDEN / f"{name}.toml").read_text(encoding="utf-8"))[kind]


def describe_subject(subject: Subject) -> str:
    names = ("color", "size", "material", "pose", "role")
    said = (f"{name}={getattr(subject, name)}" for name in names if getattr(subject, name))
    return " ".join([f"{subject.count} {subject.concept}", *said])


def describe_spec(spec: PictureSpec) -> dict[str, Any]:
    """The spec in the words of the golden files, empty fields left out."""
    concepts = [subject.concept for subject in spec.subjects]
    found = {
        "text": spec.prompt,
        "language": spec.language,
        "subjects": [describe_subject(subject) for subject in spec.subjects],
        "settings": list(spec.settings[:2]),
        "relations": [f"{concepts[r.subject]} {r.kind} {concepts[r.target]}" for r in spec.relations],
        "kind": "" if spec.kind == "scene" else str(spec.kind),
        "style": spec.style,
        "time_of_day": spec.time_of_day,
        "season": spec.season,
        "weather": spec.weather,
        "mood": spec.mood,
        "framing": spec.framing,
        "texts": list(spec.texts),
        "palette": list(spec.palette),
        "is_transparent": spec.is_transparent,
        "excluded": sorted(spec.excluded),
    }
    always = {"subjects", "settings"}
    return {name: value for name, value in found.items() if value or name in always}


def describe_operation(operation: EditOperation) -> str:
    parts = [type(operation).__name__]
    for item in dataclasses.fields(operation):
        value = getattr(operation, item.name)
        if isinstance(value, PictureSpec):
            parts.extend(f"scene={name}" for name in value.settings[:1])
        elif (
            item.name != "is_horizontal" and value not in (None, False) and (item.name, value) != ("count", 1)
        ):
            parts.append(f"{item.name}={value}")
    return " ".join(parts)


@pytest.mark.parametrize(
    "case",
    [case for name in SCENE_FILES for case in read_cases(name, "prompt")],
    ids=lambda case: case["text"][:60],
)
def test_a_golden_prompt_is_understood_as_agreed(case: dict[str, Any]) -> None:
    assert describe_spec(parse_prompt(case["text"])) == case


@pytest.mark.parametrize("case", read_cases("edits", "edit"), ids=lambda case: case["text"][:60])
def test_a_golden_edit_gives_the_agreed_operations(case: dict[str, Any]) -> None:
    operations = parse_edit(case["text"]).operations
    assert [describe_operation(operation) for operation in operations] == case["operations"]


def test_the_golden_set_is_large_and_speaks_many_languages() -> None:
    cases = [case for name in SCENE_FILES for case in read_cases(name, "prompt")]
    others = [case for case in cases if case["language"] != "en"]
    assert len(cases) >= 200
    assert len(others) >= 0.4 * len(cases)
    assert len({case["language"] for case in cases}) == 10
    assert len(read_cases("edits", "edit")) >= 40
