"""What the documentation page shows, read off the OpenAPI document."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from cavendish.entrypoints.api.documentation.code_samples import Call, Sample, code_samples

_CODE: Final = re.compile(r"`([^`]+)`")


class Field(NamedTuple):
    """A parameter, or a field of a body by its dotted path."""

    name: str
    place: str
    kind: str
    is_required: bool
    description: Markup
    example: str


class ResponseView(NamedTuple):
    status: str
    description: Markup
    media_type: str
    example: str


class OperationView(NamedTuple):
    anchor: str
    method: str
    path: str
    summary: str
    description: Markup
    is_keyed: bool
    parameters: list[Field]
    body_fields: list[Field]
    body_examples: list[tuple[str, str]]
    responses: list[ResponseView]
    samples: list[Sample]


class GroupView(NamedTuple):
    name: str
    description: Markup
    operations: list[OperationView]


def rich_text(text: str) -> Markup:
    """Plain text with `code` in it, as HTML."""
    return Markup(_CODE.sub(r"<code>\1</code>", html.escape(text, quote=False)))  # noqa: S704  escaped


def read_groups(document: Mapping[str, Any], *, public_url: str) -> list[GroupView]:
    """The operations under their tags, in the order of the tags."""
    reader = _Reader(document, public_url)
    groups = [
        GroupView(tag["name"], rich_text(tag["description"]), list(reader.operations(tag["name"])))
        for tag in document["tags"]
    ]
    return [group for group in groups if group.operations]


class _Reader:
    def __init__(self, document: Mapping[str, Any], public_url: str) -> None:
        self._document = document
        self._public_url = public_url

    def operations(self, tag: str) -> Iterator[OperationView]:
        for path, methods in self._document["paths"].items():
            for method, operation in methods.items():
                if tag in operation.get("tags", ()):
                    yield self._operation(method.upper(), path, operation)

    def _operation(self, method: str, path: str, operation: Mapping[str, Any]) -> OperationView:
        parameters = [self._parameter(parameter) for parameter in operation.get("parameters", ())]
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        examples = [(entry["summary"], entry["value"]) for entry in content.get("examples", {}).values()]
        is_keyed = "security" in operation
        call = Call(
            method, self._example_url(path, parameters), is_keyed, examples[0][1] if examples else None
        )
        return OperationView(
            anchor=operation["operationId"],
            method=method,
            path=path,
            summary=operation["summary"],
            description=rich_text(operation.get("description", "")),
            is_keyed=is_keyed,
            parameters=parameters,
            body_fields=list(self._body_fields(content.get("schema", {}))),
            body_examples=[(title, _pretty(value)) for title, value in examples],
            responses=[
                self._response(status, answer) for status, answer in sorted(operation["responses"].items())
            ],
            samples=code_samples(call),
        )

    def _parameter(self, parameter: Mapping[str, Any]) -> Field:
        schema = parameter["schema"]
        example = parameter.get("example", (schema.get("examples") or [""])[0])
        return Field(
            parameter["name"],
            parameter["in"],
            self._kind(schema),
            bool(parameter.get("required")),
            rich_text(parameter.get("description", "")),
            str(example),
        )

    def _body_fields(self, schema: Mapping[str, Any], prefix: str = "") -> Iterator[Field]:
        schema = self._resolve(schema)
        required = schema.get("required", ())
        for name, part in schema.get("properties", {}).items():
            resolved = self._resolve(part)
            path = f"{prefix}{name}"
            text = part.get("description") or resolved.get("description", "")
            yield Field(path, "body", self._kind(resolved), name in required, rich_text(text), "")
            if "properties" in resolved:
                yield from self._body_fields(resolved, f"{path}.")

    def _response(self, status: str, answer: Mapping[str, Any]) -> ResponseView:
        contents: dict[str, Any] = answer.get("content", {})
        media_type = next(iter(contents), "")
        example = contents[media_type].get("example") if media_type else None
        text = example if isinstance(example, str) else _pretty(example) if example is not None else ""
        return ResponseView(status, rich_text(answer["description"]), media_type, text)

    def _example_url(self, path: str, parameters: list[Field]) -> str:
        query = []
        for field in parameters:
            if field.place == "path":
                path = path.replace(f"{{{field.name}}}", quote(field.example or f"<{field.name}>", safe="<>"))
            elif field.place == "query" and field.example:
                query.append(f"{field.name}={quote(field.example)}")
        return self._public_url + path + ("?" + "&".join(query) if query else "")

    def _resolve(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        reference = schema.get("$ref")
        if reference is None:
            return schema
        resolved: Mapping[str, Any] = self._document["components"]["schemas"][reference.rpartition("/")[2]]
        return resolved

    def _kind(self, schema: Mapping[str, Any]) -> str:
        schema = self._resolve(schema)
        options = [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]
        if options:
            return " or ".join(self._kind(part) for part in options)
        if "enum" in schema:
            return " | ".join(map(str, schema["enum"]))
        if schema.get("type") == "array":
            return f"list of {self._kind(schema.get('items', {}))}s"
        return str(schema.get("type", "anything"))


def _pretty(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
