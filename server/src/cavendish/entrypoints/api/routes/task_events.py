"""GET /api/v1/tasks/{taskId}/events: a task's states as they come."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from cavendish.domain.errors import NotFoundError, RequestRefusedError
from cavendish.domain.ids import find_task_id
from cavendish.domain.task import TaskStatus
from cavendish.entrypoints.api.answers.envelope import encode_json
from cavendish.entrypoints.api.answers.status_envelope import status_data
from cavendish.entrypoints.api.bodies.disconnects import unless_disconnected
from cavendish.entrypoints.api.bodies.request_body import ClientGoneError
from cavendish.entrypoints.api.documentation.openapi_parts import (
    EXTENSIONS,
    KEYED,
    error_responses,
    keyed_headers,
)
from cavendish.entrypoints.api.request_context import calling_key, is_head, services_of

PLUGIN = APIRouter(prefix="/api/v1/tasks", tags=[EXTENSIONS])
_HEARTBEAT_S: Final = 15.0
_LONGEST_S: Final = 3600.0
"""A stream ends after an hour; clients of event streams connect again by themselves."""
_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
_EXAMPLE: Final = (
    'event: state\nid: processing\ndata: {"taskId":"task_…","state":"processing","createTime":1}\n\n'
)


class _EventStream(Response):
    def __init__(self, changes: AsyncIterator[TaskStatus], *, public_url: str, is_empty: bool) -> None:
        super().__init__()
        self._changes = changes
        self._public_url = public_url
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
        async with aclosing(cast("Any", self._changes)) as changes:
            coming = asyncio.ensure_future(anext(changes))
            try:
                while True:
                    await asyncio.wait({coming}, timeout=_HEARTBEAT_S)
                    if not coming.done():
                        await send_text(b": still here\n\n")
                        continue
                    await send_text(self._event(coming.result()))
                    coming = asyncio.ensure_future(anext(changes))
            except (StopAsyncIteration, RequestRefusedError):
                # The task has ended, or the server stops, or the database is away: unless the last state was
                # final the client connects again and reads on.
                return
            finally:
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)

    def _event(self, status: TaskStatus) -> bytes:
        data = encode_json(status_data(status, public_url=self._public_url))
        return b"event: state\nid: %b\ndata: %b\n\n" % (status.state.value.encode(), data)


@PLUGIN.get(
    "/{taskId}/events",
    response_class=Response,
    responses={
        200: {
            "description": "Server-sent events named `state`, whose data is the status data of `statusTask`; "
            "the stream ends after the final one.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EXAMPLE}},
            "headers": keyed_headers(),
        },
        **error_responses(401, 403, 404, 429, 500, 503, is_keyed=True),
    },
    openapi_extra=KEYED,
    summary="Follow a task",
)
async def task_events(
    request: Request,
    task_id: Annotated[str, Path(alias="taskId", description="The id that generateTask answered.")],
) -> Response:
    services = services_of(request)
    if (known_id := find_task_id(task_id)) is None:
        raise NotFoundError("Task not found")
    key_id = calling_key(request).id
    read = partial(services.read_status, known_id, key_id=key_id)
    await read()
    services.watch_tasks.require_place(key_id)
    deadline = asyncio.get_running_loop().time() + _LONGEST_S
    changes = services.watch_tasks.changes(known_id, read, deadline=deadline)
    return _EventStream(changes, public_url=services.settings.public_url, is_empty=is_head(request))
