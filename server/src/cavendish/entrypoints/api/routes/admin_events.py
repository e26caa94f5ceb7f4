"""GET /admin/api/v1/events: that something has changed, as it happens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Final, cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from cavendish.entrypoints.api.answers.envelope import encode_json
from cavendish.entrypoints.api.bodies.disconnects import unless_disconnected
from cavendish.entrypoints.api.bodies.request_body import ClientGoneError
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN, ADMIN_ONLY, error_responses
from cavendish.entrypoints.api.request_context import is_head, services_of
from cavendish.services.follow_changes import Topic

PLUGIN = APIRouter(prefix="/admin/api/v1/events", tags=[ADMIN])
_HEARTBEAT_S: Final = 15.0
_LONGEST_S: Final = 600.0
"""Then the browser connects again, which shows that it is still signed in."""
_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
_EXAMPLE: Final = 'event: tasks\ndata: ["task_…"]\n\nevent: keys\ndata: []\n\n'


class _ChangeStream(Response):
    def __init__(self, changes: AsyncIterator[dict[Topic, list[str]]], *, is_empty: bool) -> None:
        super().__init__()
        self._changes = changes
        self._is_empty = is_empty

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": list(_HEADERS)})
        if not self._is_empty:
            try:
                await unless_disconnected(self._stream(send), receive)
            except ClientGoneError:
                # The usual end of a stream; the framework would call it an error after an answer has begun.
                return
        await send({"type": "http.response.body", "body": b""})

    async def _stream(self, send: Send) -> None:
        async def send_text(text: bytes) -> None:
            await send({"type": "http.response.body", "body": text, "more_body": True})

        await send_text(b"retry: 2000\n\n")
        ends_at = asyncio.get_running_loop().time() + _LONGEST_S
        async with aclosing(cast("Any", self._changes)) as changes:
            coming = asyncio.ensure_future(anext(changes))
            try:
                while asyncio.get_running_loop().time() < ends_at:
                    await asyncio.wait({coming}, timeout=_HEARTBEAT_S)
                    if not coming.done():
                        await send_text(b": still here\n\n")
                        continue
                    for topic, names in coming.result().items():
                        await send_text(
                            b"event: %b\ndata: %b\n\n" % (topic.value.encode(), encode_json(names))
                        )
                    coming = asyncio.ensure_future(anext(changes))
            except StopAsyncIteration:
                # The server stops: the browser connects again, to its successor.
                return
            finally:
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)


@PLUGIN.get(
    "",
    response_class=Response,
    responses={
        200: {
            "description": "Server-sent events `tasks`, `keys` and `routes`, at most one of each a second; "
            "their data is a list of the ids or names that have changed, as far as they are known.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EXAMPLE}},
        },
        **error_responses(401, 403, 500, 503),
    },
    openapi_extra=ADMIN_ONLY,
    summary="Follow all changes",
)
async def follow_changes(request: Request) -> Response:
    changes = services_of(request).follow_changes.changes()
    return _ChangeStream(changes, is_empty=is_head(request))
