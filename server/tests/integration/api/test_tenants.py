"""Two tenants: whatever takes an id answers another key's id as it answers one that never was."""

import json
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from tests.api_fixtures import PUBLIC_URL, fail, new_key
from tests.integration.api.asgi_client import STATUS, SUBMIT, Client, Reply

from cavendish.bootstrap import ApiServices
from cavendish.entrypoints.api.documentation.openapi_document import openapi_document
from cavendish.entrypoints.api.front import Front

pytestmark = pytest.mark.integration
CALLBACK = "https://example.com/hook"
TASK_CALLS = {
    "GET /api/v1/statusTask/nano-banana": ("GET", STATUS + "?taskId={task}"),
    "GET /api/v1/statusTask/nano-banana, waiting": ("GET", STATUS + "?taskId={task}&wait=1"),
    "POST /api/v1/cancelTask/{model}": ("POST", "/api/v1/cancelTask/nano-banana?taskId={task}"),
    "GET /api/v1/tasks/{taskId}": ("GET", "/api/v1/tasks/{task}"),
    "GET /api/v1/tasks/{taskId}/events": ("GET", "/api/v1/tasks/{task}/events"),
    "GET /api/v1/deliveries/{deliveryId}": ("GET", "/api/v1/deliveries/{delivery}"),
    "POST /api/v1/deliveries/{deliveryId}/replay": ("POST", "/api/v1/deliveries/{delivery}/replay"),
}
NO_IDS = {
    "POST /api/v1/generateTask/nano-banana", "POST /api/v1/generateTask/nano-banana-2",
    "POST /api/v1/generateTask/nano-banana-pro", "GET /api/v1/statusTask/nano-banana-2",
    "GET /api/v1/statusTask/nano-banana-pro", "GET /api/v1/apikeys/current-balance", "GET /api/v1/tasks",
    "GET /api/v1/deliveries", "POST /api/v1/files", "POST /api/v1/webhook-secret/rotate",
    "POST /v1/images/generations", "POST /v1/images/edits", "GET /v1/models", "GET /v1/models/{model}",
    "POST /v1beta/models/{model}:generateContent", "GET /v1beta/models", "GET /v1beta/models/{model}",
    "POST /mcp",
}  # fmt: skip
"""Of these, whatever names something of a key's in its body or query has a test of its own below."""


@pytest.fixture
async def stranger(app: Front, services: ApiServices) -> Client:
    return Client(app, await new_key(services))


@pytest.fixture
async def ids(client: Client, services: ApiServices) -> dict[str, str]:
    """A task of the first tenant's that has ended and owes a callback."""
    task_id = await client.submit_prompt(request_type="callback", callback_url=CALLBACK)
    await fail(services, task_id)
    delivery = await services.pool.fetchval("SELECT id FROM deliveries WHERE task_id = $1", task_id)
    return {"task": task_id, "delivery": delivery}


MCP_CALLS = {
    "task_status": {"task_id": "{task}"},
    "edit_image": {"prompt": "in winter", "images": ["{task}"]},
}
MCP_HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
OWN_PAGE = {"X-Cavendish-Page": "1", "Sec-Fetch-Site": "same-origin", "Origin": PUBLIC_URL}
NEVER = {"task": "task_" + "0" * 32, "delivery": "msg_" + "0" * 32}


async def ask(client: Client, call: tuple[str, str], ids: dict[str, str]) -> Reply:
    method, target = call
    return await client.call(method, target.format(**ids))


@pytest.mark.parametrize("call", TASK_CALLS.values(), ids=TASK_CALLS)
async def test_another_keys_id_is_the_404_of_one_that_never_was(
    client: Client, stranger: Client, ids: dict[str, str], call: tuple[str, str]
) -> None:
    own = await ask(client, call, ids)
    assert own.status in (200, 409), own.body
    theirs, never = await ask(stranger, call, ids), await ask(stranger, call, NEVER)
    assert theirs.status == never.status == 404
    assert theirs.body == never.body
    assert (await ask(client, call, ids)).status in (200, 409), "the stranger changed something"


@pytest.mark.parametrize("call", TASK_CALLS.values(), ids=TASK_CALLS)
async def test_a_browser_session_reaches_no_further_than_its_key(
    client: Client, stranger: Client, ids: dict[str, str], call: tuple[str, str]
) -> None:
    shown = {**OWN_PAGE, "Authorization": f"Bearer {stranger.secret}"}
    session = await stranger.call("POST", "/session", headers=shown)
    cookie = session.headers["set-cookie"].partition(";")[0]
    method, target = call
    headers = {**OWN_PAGE, "Cookie": cookie}
    theirs = await stranger.call(method, target.format(**ids), headers=headers, key=None)
    never = await stranger.call(method, target.format(**NEVER), headers=headers, key=None)
    assert theirs.status == never.status == 404
    assert theirs.body == never.body


@pytest.mark.parametrize("tool", MCP_CALLS)
async def test_an_mcp_tool_knows_nothing_of_another_keys_task(
    client: Client, stranger: Client, ids: dict[str, str], tool: str
) -> None:
    async def use(caller: Client, task_id: str) -> Any:
        arguments = json.loads(json.dumps(MCP_CALLS[tool]).replace("{task}", task_id))
        params = {"name": tool, "arguments": arguments}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        headers = {**MCP_HEADERS, "Authorization": f"Bearer {caller.secret}"}
        reply = await caller.call("POST", "/mcp", body=body, headers=headers)
        assert reply.status == 200, reply.body
        return reply.body.replace(task_id.encode(), b"ID")

    own, theirs = await use(client, ids["task"]), await use(stranger, ids["task"])
    assert theirs == await use(stranger, NEVER["task"])
    assert b"Task not found" in theirs
    assert own != theirs


async def test_every_keyed_call_of_the_document_was_thought_of() -> None:
    keyed = {
        f"{method.upper()} {path}"
        for path, operations in openapi_document()["paths"].items()
        for method, operation in operations.items()
        if operation.get("security") == [{"apiKey": []}]
    }
    assert keyed - NO_IDS - set(TASK_CALLS) == set()


async def test_lists_show_ones_own_only(client: Client, stranger: Client, ids: dict[str, str]) -> None:
    assert (await stranger.get("/api/v1/tasks")).json["data"]["tasks"] == []
    for query in ("", f"?taskId={ids['task']}", f"?cursor={ids['delivery'][:-1]}f"):
        reply = await stranger.get(f"/api/v1/deliveries{query}")
        assert reply.json["data"]["deliveries"] == []
    assert len((await client.get("/api/v1/tasks")).json["data"]["tasks"]) == 1
    after = await stranger.get(f"/api/v1/tasks?cursor={'task_' + 'f' * 32}")
    assert after.json["data"]["tasks"] == []


async def test_an_idempotency_key_belongs_to_its_api_key(client: Client, stranger: Client) -> None:
    body, headers = {"input": {"prompt": "a red fox"}}, {"Idempotency-Key": "order-1"}
    first = await client.submit(body, headers=headers)
    second = await stranger.submit(body, headers=headers)
    other = await stranger.submit({"input": {"prompt": "x"}}, headers={"Idempotency-Key": "order-2"})
    assert (first.status, second.status, other.status) == (200, 200, 200)
    assert first.json["data"]["taskId"] != second.json["data"]["taskId"]
    assert (await client.submit(body, headers={"Idempotency-Key": "order-2"})).status == 200


async def test_a_file_serves_its_own_keys_tasks_only(client: Client, stranger: Client) -> None:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    url = (await client.call("POST", "/api/v1/files", body=out.getvalue())).json["data"]["url"]
    body = {"input": {"mode": "image-to-image", "prompt": "x", "image_urls": [url]}}
    assert (await client.submit(body)).status == 200
    refused = await stranger.submit(body)
    assert (refused.status, "input.image_urls[0]" in refused.error) == (400, True)


async def test_a_balance_is_the_calling_keys(app: Front, services: ApiServices, client: Client) -> None:
    rich = Client(app, await new_key(services, balance_microusd=5_000_000))
    path = "/api/v1/apikeys/current-balance"
    assert (await rich.get(path)).json["data"] == 5
    assert (await client.get(path)).json["data"] is None
    assert (await client.submit({"input": {"prompt": "x"}}, path=SUBMIT)).status == 200
    assert (await rich.get(path)).json["data"] == 5
