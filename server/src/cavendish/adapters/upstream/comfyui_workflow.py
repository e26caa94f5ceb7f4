"""Fills a ComfyUI workflow: a file in API format whose texts hold `{{names}}`."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_OWN_FOLDER: Final = Path(__file__).parent / "comfyui_workflows"
_NAME: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_REFERENCE: Final = re.compile(r"reference_(\d+)")


class WorkflowError(ValueError):
    """A workflow file that cannot be used; the message names it."""


def read_workflow(path: str, *, is_edit: bool) -> dict[str, Any]:
    """The workflow at `path`, or our own plain one: a checkpoint, one picture, at most one reference."""
    file = Path(path).expanduser() if path else _OWN_FOLDER / ("edit.json" if is_edit else "text.json")
    try:
        workflow = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WorkflowError(f"workflow {file} cannot be read: {error}") from error
    is_api_format = isinstance(workflow, dict) and all(
        isinstance(node, dict) and "class_type" in node for node in workflow.values()
    )
    if not is_api_format or not workflow:
        raise WorkflowError(f"workflow {file} is not in API format: export it with Save (API Format)")
    return dict(workflow)


def fill_workflow(workflow: Mapping[str, Any], values: Mapping[str, str | int]) -> dict[str, Any]:
    """The workflow with its `{{names}}` replaced; a text that is one name alone takes the value's type.

    What is filled in is not searched again. `{{reference_3}}` takes the last reference when there are fewer.
    """
    return {key: _filled(node, values) for key, node in workflow.items()}


def _filled(item: object, values: Mapping[str, str | int]) -> object:
    if isinstance(item, dict):
        return {key: _filled(value, values) for key, value in item.items()}
    if isinstance(item, list):
        return [_filled(value, values) for value in item]
    if not isinstance(item, str):
        return item
    if (alone := _NAME.fullmatch(item)) is not None:
        return _value(alone[1], values)
    return _NAME.sub(lambda found: str(_value(found[1], values)), item)


def _value(name: str, values: Mapping[str, str | int]) -> str | int:
    if (reference := _REFERENCE.fullmatch(name)) is not None:
        for number in range(int(reference[1]), 0, -1):
            if (found := values.get(f"reference_{number}")) is not None:
                return found
    if name not in values:
        raise WorkflowError(f"the workflow asks for {{{{{name}}}}}, which this task does not have")
    return values[name]
