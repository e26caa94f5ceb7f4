"""Calls the application as a server would, without sockets."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp

SUBMIT = "/api/v1/generateTask/nano-banana"
STATUS = "/api/v1/statusTask/nano-banana"


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> str:
        return self.json["data"]["error"]


@dataclass(slots=True)
class Client:
    """Sends the key with every call under /api/ unless told otherwise."""

    app: ASGIApp
    secret: str
    extra_headers: dict[str, str] = field(default_factory=dict)

    async def get(self, target: str, **options: Any) -> Reply:
        return await self.call("GET", target, **options)

    async def submit(self, body: object, *, path: str = SUBMIT, **options: Any) -> Reply:
        return await self.call("POST", path, body=body, **options)

    async def submit_prompt(self, prompt: str = "a red fox", **fields: Any) -> str:
        reply = await self.submit({"input": {"prompt": prompt}, **fields})
        assert reply.status == 200, reply.body
        return reply.json["data"]["taskId"]

    async def status(self, task_id: str, **options: Any) -> Reply:
        return await self.get(f"{STATUS}?taskId={task_id}", **options)

    async def call(
        self,
        method: str,
        target: str,
        *,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        key: str | None = "",
        chunks: Iterable[bytes] | None = None,
    ) -> Reply:
        """`key` None sends no Authorization; `body` is bytes or anything that JSON can say."""
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        parts = [content] if chunks is None else list(chunks)
        sent = {name.lower(): value for name, value in {**self.extra_headers, **(headers or {})}.items()}
        if key is not None and target.startswith("/api/"):
            sent.setdefault("authorization", f"Bearer {key or self.secret}")
        if chunks is None and content:
            sent.setdefault("content-length", str(len(content)))
        return await exchange(self.app, method, target, list(sent.items()), parts)


async def exchange(
    app: ASGIApp, method: str, target: str, headers: list[tuple[str, str]], parts: list[bytes]
) -> Reply:
    path, _, query = target.partition("?")
    messages: list[Any] = []
    waiting = [
        {"type": "http.request", "body": part, "more_body": number < len(parts)}
        for number, part in enumerate(parts, 1)
    ]

    async def receive() -> Any:
        if waiting:
            return waiting.pop(0)
        return await asyncio.Event().wait()

    async def send(message: Any) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        "client": ("203.0.113.9", 4711),
        "server": ("testserver", 80),
    }
    await app(scope, receive, send)
    assert [message["type"] for message in messages[:1]] == ["http.response.start"]
    assert not messages[-1].get("more_body", False)
    names = [name for name, _ in messages[0]["headers"]]
    assert len(names) == len(set(names)), f"a header twice: {names}"
    return Reply(
        messages[0]["status"],
        {name.decode(): value.decode("latin-1") for name, value in messages[0]["headers"]},
        b"".join(message.get("body", b"") for message in messages[1:]),
    )
