"""POST /mcp: the Model Context Protocol over streamable HTTP, without sessions."""

import asyncio
import importlib
import importlib.util
from types import ModuleType
from typing import Any, Final, Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from typing_extensions import override

from cavendish.domain.errors import NotFoundError, NotJsonError
from cavendish.entrypoints.api.answers.api_dialect import MCP_PATH
from cavendish.entrypoints.api.bodies.request_body import check_media_type, read_body
from cavendish.entrypoints.api.dialects.dialect_documentation import dialect_responses
from cavendish.entrypoints.api.dialects.picture_orders import OrderDesk
from cavendish.entrypoints.api.documentation.openapi_parts import KEYED, MCP

PLUGIN = APIRouter(prefix=MCP_PATH, tags=[MCP])
_TOOLS: Final = "cavendish.entrypoints.api.dialects.mcp_tools"
_BODY: Final = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {"type": "object"},
            "examples": {
                "tools": {
                    "summary": "List the tools",
                    "value": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
                }
            },
        }
    },
}


class McpAnswer(BaseModel):
    """A JSON-RPC message."""

    jsonrpc: Literal["2.0"]


class McpError(BaseModel):
    code: int
    message: str


class McpErrorAnswer(McpAnswer):
    """Every refusal of the MCP path."""

    error: McpError


def _responses() -> dict[int | str, dict[str, Any]]:
    responses = dialect_responses(McpAnswer, McpErrorAnswer, 400, 404, 406, 408, 413, 415)
    event = {"type": "object", "properties": {"data": {"type": "string", "description": "JSON-RPC."}}}
    responses[200]["content"] = {"text/event-stream": {"schema": event}}
    del responses[200]["headers"]["X-Task-Id"]
    responses[202] = {"description": "A notification was taken."}
    return responses


class _McpResponse(Response):
    """Whatever the SDK answers to a body that was read already."""

    def __init__(self, desk: OrderDesk, body: bytes, tools: ModuleType) -> None:
        super().__init__()
        self._desk = desk
        self._body: bytes | None = body
        self._tools = tools

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def replay() -> Message:
            if self._body is None:
                return await receive()
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}

        await self._tools.serve_call(self._desk, scope, replay, send)


@PLUGIN.post(
    "",
    response_class=Response,
    responses=_responses(),
    openapi_extra={**KEYED, "requestBody": _BODY},
    summary="Call the Model Context Protocol",
    description="Streamable HTTP without sessions. Tools: `generate_image`, `edit_image`, `task_status`.",
)
async def mcp_call(request: Request) -> Response:
    desk = OrderDesk.of(request)
    headers = dict(request.scope["headers"])
    check_media_type(headers)
    if b"content-type" not in headers:
        raise NotJsonError("The body must be JSON: send Content-Type: application/json")
    body = await read_body(request.receive, max_bytes=desk.services.settings.max_body_bytes)
    if importlib.util.find_spec("mcp") is None:
        raise NotFoundError("MCP is not installed on this server: pip install 'cavendish-server[mcp]'")
    # In a thread each time: while one call imports it, another must not hold up the event loop.
    tools = await asyncio.to_thread(importlib.import_module, _TOOLS)
    return _McpResponse(desk, body, tools)
