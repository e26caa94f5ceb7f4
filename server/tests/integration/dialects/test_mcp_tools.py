"""The official MCP client against /mcp; tasks are ended by hand."""

import base64
import io
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest
import pytest_asyncio
from mcp.client.client import Client as McpClient
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, ImageContent, TextContent
from PIL import Image
from tests.api_fixtures import PICTURE, PUBLIC_URL, new_key, succeed
from tests.integration.api.asgi_client import Client
from tests.integration.dialects.conftest import asked, serving
from tests.standins.hand_worker import LEFT_WAITING
from tests.standins.sample_pictures import noisy_png
from tests.whole_minute import early_in_a_minute

from cavendish.bootstrap import ApiServices
from cavendish.entrypoints.api.asgi import create_app
from cavendish.entrypoints.api.front import Front

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


@pytest_asyncio.fixture(loop_scope="module")
async def http(secret: str) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {secret}"}, timeout=60) as client:
        yield client


def connect(base_url: str, http: httpx2.AsyncClient, mode: str = "auto") -> McpClient:
    return McpClient(streamable_http_client(f"{base_url}/mcp", http_client=http), mode=mode)  # type: ignore[arg-type]


def said(result: CallToolResult) -> str:
    return "".join(part.text for part in result.content if isinstance(part, TextContent))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_picture_is_made_and_read(
    base_url: str, http: httpx2.AsyncClient, services: ApiServices, mode: str
) -> None:
    progress: list[str | None] = []

    async def note(_: float, __: float | None, message: str | None) -> None:
        progress.append(message)

    async with connect(base_url, http, mode) as client:
        listed = await client.list_tools()
        assert [tool.name for tool in listed.tools] == ["generate_image", "edit_image", "task_status"]
        made = await client.call_tool(
            "generate_image", {"prompt": "a red fox", "aspect_ratio": "16:9"}, progress_callback=note
        )
        assert not made.is_error, said(made)
        told = made.structured_content
        [shown] = [part for part in made.content if isinstance(part, ImageContent)]
        assert (base64.b64decode(shown.data), shown.mime_type) == (PICTURE, "image/jpeg")
        assert told["url"].startswith(f"{PUBLIC_URL}/results/")
        assert told["url"] in said(made)
        again = await client.call_tool("task_status", {"task_id": told["task_id"]})
        assert again.structured_content == told
    [task] = await asked(services)
    assert (task["id"], task["aspect_ratio"], task["output_format"]) == (told["task_id"], "16:9", "jpeg")
    assert progress[0] is not None
    assert progress[0].startswith(f"{told['task_id']} is ")


AT_MOST = 700 * 1024


@pytest.mark.parametrize(
    ("content", "shown_as", "side_px"),
    [
        (bytes(AT_MOST), None, None),
        (noisy_png(489), "image/webp", 489),
        (noisy_png(1600), "image/webp", 1024),
    ],
    ids=["as large as it may be", "a little larger", "much larger"],
)
async def test_a_picture_too_large_for_a_message_is_shown_smaller(
    base_url: str, http: httpx2.AsyncClient, services: ApiServices,
    content: bytes, shown_as: str | None, side_px: int | None,
) -> None:  # fmt: skip
    assert (len(content) > AT_MOST) == (shown_as is not None)
    body = {"input": {"mode": "text-to-image", "prompt": LEFT_WAITING, "output_format": "png"}}
    posted = await http.post(f"{base_url}/api/v1/generateTask/nano-banana", json=body)
    task_id = posted.json()["data"]["taskId"]
    await succeed(services, task_id, content)
    async with connect(base_url, http) as client:
        told = await client.call_tool("task_status", {"task_id": task_id})
    [shown] = [part for part in told.content if isinstance(part, ImageContent)]
    picture = base64.b64decode(shown.data)
    assert len(picture) <= AT_MOST
    if shown_as is None:
        assert (picture, shown.mime_type) == (content, "image/png")
    else:
        assert shown.mime_type == shown_as
        assert min(Image.open(io.BytesIO(picture)).size) == side_px


async def test_what_goes_wrong_is_a_result_that_says_so(
    base_url: str, http: httpx2.AsyncClient, services: ApiServices
) -> None:
    six = ["https://a.example/b"] * 6
    async with connect(base_url, http) as client:
        for tool, arguments, words in (
            ("generate_image", {}, "prompt is missing"),
            ("generate_image", {"prompt": "x" * 5001}, "at most 5000"),
            ("generate_image", {"prompt": "x", "model": "imagen"}, "Unknown model"),
            ("generate_image", {"prompt": "x", "aspect_ratio": "7:5"}, "aspect_ratio must be one of"),
            ("edit_image", {"prompt": "x", "images": []}, "images"),
            ("edit_image", {"prompt": "x", "images": six}, "images must have at most 5"),
            ("edit_image", {"prompt": "x", "images": ["task_" + "0" * 32]}, "Task not found"),
            ("edit_image", {"prompt": "x", "images": [f"{PUBLIC_URL}/results/x.png"]}, "No such picture"),
            ("task_status", {"task_id": "x"}, "Task not found"),
            ("no_such_tool", {}, "No such tool"),
            ("generate_image", {"prompt": "CONTENT_VIOLATION: content policy"}, "CONTENT_VIOLATION"),
        ):
            result = await client.call_tool(tool, arguments)
            assert result.is_error, arguments
            assert words in said(result), said(result)
    assert len(await asked(services)) == 1


async def test_the_key_is_asked_for_and_counted(app: Front, services: ApiServices) -> None:
    secret = await new_key(services, requests_per_minute=3)
    client, key = Client(app, secret), {**ACCEPT, "Authorization": f"Bearer {secret}"}
    stranger = await client.call("POST", "/mcp", body=LIST, headers=ACCEPT)
    assert (stranger.status, stranger.headers["www-authenticate"]) == (401, "Bearer")
    assert stranger.json["error"]["data"] == {"status": 401}
    await early_in_a_minute()
    replies = [await client.call("POST", "/mcp", body=LIST, headers=key) for _ in range(4)]
    assert replies[0].status == 200
    assert "ratelimit-remaining" in replies[0].headers
    assert replies[-1].status == 429
    assert replies[-1].json["jsonrpc"] == "2.0"


async def test_other_methods_and_bodies_are_refused(app: Front, secret: str) -> None:
    client, key = Client(app, secret), {**ACCEPT, "Authorization": f"Bearer {secret}"}
    for method, body, headers, status in (
        ("GET", None, {}, 405),
        ("POST", b"not json", {}, 400),
        ("POST", LIST, {"Accept": "text/html"}, 406),
        ("POST", LIST, {"Content-Type": "text/plain"}, 415),
        ("POST", LIST, {"Content-Length": str(41 * 1024 * 1024)}, 413),
    ):
        reply = await client.call(method, "/mcp", body=body, headers={**key, **headers})
        assert reply.status == status, reply.body
        assert "message" in reply.json["error"]


async def test_a_picture_that_takes_longer_than_the_wait_is_named_for_later(
    services: ApiServices, http: httpx2.AsyncClient
) -> None:
    impatient = replace(services, settings=replace(services.settings, sync_wait_s=0.2))
    async with serving(create_app(impatient)) as url, connect(url, http) as client:
        made = await client.call_tool("generate_image", {"prompt": LEFT_WAITING})
        assert not made.is_error
        told = made.structured_content
        assert told["state"] == "pending"
        assert "call task_status with this task_id" in said(made)
        again = await client.call_tool("task_status", {"task_id": told["task_id"]})
        assert again.structured_content == told
        edited = await client.call_tool("edit_image", {"prompt": "x", "images": [told["task_id"]]})
        assert edited.is_error
        assert "which has no picture" in said(edited)
