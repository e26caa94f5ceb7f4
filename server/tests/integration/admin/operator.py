"""Calls the admin API without sockets, and holds each answer against the OpenAPI document."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from tests.api_fixtures import PUBLIC_URL
from tests.integration.api.asgi_client import Client, Reply

from cavendish.entrypoints.api.documentation.openapi_document import openapi_document

TOKEN = "an-admin-token-of-many-letters"
ADMIN = "/admin/api/v1"


def admin_environment(folder: Path) -> dict[str, str]:
    return {
        "CAVENDISH_DATA": str(folder),
        "CAVENDISH_PUBLIC_URL": PUBLIC_URL,
        "CAVENDISH_ADMIN_TOKEN": TOKEN,
        "CAVENDISH_DATABASE_URL": "postgresql://cavendish:sesame@db.example.com/cavendish?sslpassword=sesame",
        "GEMINI_API_KEY": "sesame",
    }


@cache
def _document() -> dict[str, Any]:
    return openapi_document()


@dataclass(frozen=True, slots=True)
class Operator:
    client: Client
    headers: dict[str, str]

    async def call(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            sent["Content-Type"] = "application/json"
        return await self.client.call(method, ADMIN + path, body=body, headers=sent, key=None)

    async def get(self, path: str) -> Any:
        """The data of a successful read, which is what the document says."""
        return await self._data("GET", path, None)

    async def post(self, path: str, body: object = None) -> Any:
        return await self._data("POST", path, body)

    async def change(self, method: str, path: str, body: object = None) -> Any:
        return await self._data(method, path, body)

    async def _data(self, method: str, path: str, body: object) -> Any:
        reply = await self.call(method, path, body)
        assert reply.status == 200, reply.body
        _check(method, ADMIN + path.partition("?")[0], reply)
        return reply.json["data"]


def _check(method: str, path: str, reply: Reply) -> None:
    document = _document()
    template = next(known for known in document["paths"] if _is_of(known, path))
    answer = document["paths"][template][method.lower()]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": document["components"]})
    assert [error.message for error in validator.iter_errors(reply.json)] == []


def _is_of(template: str, path: str) -> bool:
    parts, asked = template.split("/"), path.split("/")
    return len(parts) == len(asked) and all(
        part == word or part.startswith("{") for part, word in zip(parts, asked, strict=True)
    )
