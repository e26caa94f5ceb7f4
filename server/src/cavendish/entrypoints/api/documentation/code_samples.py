"""The same call in three languages, for the documentation page."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

_KEY = "CAVENDISH_API_KEY"


class Sample(NamedTuple):
    language: str
    code: str


class Call(NamedTuple):
    """One call with example values in their places."""

    method: str
    url: str
    is_keyed: bool
    body: Mapping[str, Any] | None


def code_samples(call: Call) -> list[Sample]:
    return [
        Sample("curl", _curl(call)),
        Sample("Python", _python(call)),
        Sample("JavaScript", _javascript(call)),
    ]


def _curl(call: Call) -> str:
    lines = [f"curl '{call.url}'" if call.method == "GET" else f"curl -X {call.method} '{call.url}'"]
    if call.is_keyed:
        lines.append(f'-H "Authorization: Bearer ${_KEY}"')
    if call.body is not None:
        lines.append("-H 'Content-Type: application/json'")
        lines.append(f"-d '{json.dumps(call.body, indent=2)}'")
    return " \\\n  ".join(lines)


def _python(call: Call) -> str:
    arguments = [f'"{call.url}"']
    if call.is_keyed:
        arguments.append('headers={"Authorization": f"Bearer {key}"}')
    if call.body is not None:
        arguments.append(f"json={_python_literal(call.body)}")
    inside = ",\n    ".join(arguments)
    key = 'key = "cav_…"\n' if call.is_keyed else ""
    answer = f"answer = requests.{call.method.lower()}(\n    {inside},\n)\nprint(answer.json())"
    return f"import requests\n\n{key}{answer}"


def _python_literal(body: Mapping[str, Any]) -> str:
    # The examples hold neither true, false nor null: their JSON is Python.
    return json.dumps(body, indent=4).replace("\n", "\n    ")


def _javascript(call: Call) -> str:
    options = [] if call.method == "GET" else [f'method: "{call.method}"']
    headers = []
    if call.is_keyed:
        headers.append(f"Authorization: `Bearer ${{process.env.{_KEY}}}`")
    if call.body is not None:
        headers.append('"Content-Type": "application/json"')
    if headers:
        options.append(f"headers: {{ {', '.join(headers)} }}")
    if call.body is not None:
        body = json.dumps(call.body, indent=2).replace("\n", "\n  ")
        options.append(f"body: JSON.stringify({body})")
    inside = ",\n  ".join(options)
    arguments = f'"{call.url}"' + (f", {{\n  {inside},\n}}" if options else "")
    return f"const answer = await fetch({arguments});\nconsole.log(await answer.json());"
