"""Over real sockets, under uvicorn: streams, hang-ups, bodies that come in pieces."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
import uvicorn
from structlog.testing import capture_logs
from tests.api_fixtures import PICTURE, new_key, start, succeed
from tests.integration.api.asgi_client import STATUS, SUBMIT, Client

from cavendish.bootstrap import ApiServices
from cavendish.entrypoints.api.front import Front

pytestmark = pytest.mark.integration


@dataclass(frozen=True, slots=True)
class Wire:
    url: str
    session: aiohttp.ClientSession
    direct: Client


@pytest.fixture
async def wire(app: Front, services: ApiServices) -> AsyncIterator[Wire]:
    config = uvicorn.Config(app, host="127.0.0.1", port=0, lifespan="off", log_level="critical", ws="none")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    secret = await new_key(services)
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {secret}"}) as session:
        yield Wire(f"http://127.0.0.1:{port}", session, Client(app, secret))
    server.should_exit = True
    await serving


async def until_watched(services: ApiServices, *, count: int) -> None:
    async with asyncio.timeout(5):
        while services.watch_tasks.waiting != count:
            await asyncio.sleep(0.01)


async def test_a_task_from_submit_to_picture(wire: Wire, services: ApiServices) -> None:
    async with wire.session.post(wire.url + SUBMIT, json={"input": {"prompt": "a red fox"}}) as reply:
        assert reply.status == 200
        assert reply.headers["RateLimit-Limit"] == "10000"
        task_id = (await reply.json())["data"]["taskId"]
    status = await succeed(services, task_id)
    async with wire.session.get(f"{wire.url}{STATUS}?taskId={task_id}") as reply:
        body = await reply.json()
        assert reply.headers["Content-Type"] == "application/json"
    urls = json.loads(body["data"]["resultJson"])["resultUrls"]
    assert urls[0].endswith(status.asset_name)
    async with wire.session.get(f"{wire.url}/results/{status.asset_name}") as reply:
        assert await reply.read() == PICTURE
    async with wire.session.head(f"{wire.url}/results/{status.asset_name}") as reply:
        assert reply.headers["Content-Length"] == str(len(PICTURE))
        assert await reply.read() == b""
    async with wire.session.head(f"{wire.url}{STATUS}?taskId={task_id}") as reply:
        assert reply.status == 200
    # The connection is still in step: HEAD left no body on it.
    async with wire.session.get(f"{wire.url}/health/live") as reply:
        assert reply.status == 200


async def test_events_tell_each_state_and_end_after_the_last(wire: Wire, services: ApiServices) -> None:
    task_id = await wire.direct.submit_prompt()
    headers = {"Last-Event-ID": "nonsense, 9"}
    async with wire.session.get(f"{wire.url}/api/v1/tasks/{task_id}/events", headers=headers) as reply:
        assert reply.status == 200
        assert reply.headers["Content-Type"].startswith("text/event-stream")
        assert reply.headers["RateLimit-Remaining"]
        text = b""
        states = []
        async with asyncio.timeout(20):
            async for chunk in reply.content.iter_any():
                text += chunk
                states = [json.loads(line[6:])["state"] for line in text.splitlines() if line[:5] == b"data:"]
                if states == ["pending"]:
                    await start(services, task_id)
                elif states == ["pending", "processing"]:
                    await succeed(services, task_id)
    assert states == ["pending", "processing", "success"]
    final = [line for line in text.splitlines() if line.startswith(b"data:")][-1]
    assert json.loads(final[6:]) == (await wire.direct.status(task_id)).json["data"]


async def test_a_quiet_stream_has_a_heartbeat(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cavendish.entrypoints.api.routes.task_events._HEARTBEAT_S", 0.05)
    task_id = await wire.direct.submit_prompt()
    async with wire.session.get(f"{wire.url}/api/v1/tasks/{task_id}/events") as reply:
        text = b""
        async with asyncio.timeout(5):
            while text.count(b": still here") < 2:
                text += await reply.content.readany()
    assert text.count(b"event: state") == 1


async def test_events_of_an_ended_task_end_at_once(wire: Wire, services: ApiServices) -> None:
    task_id = await wire.direct.submit_prompt()
    await succeed(services, task_id)
    async with asyncio.timeout(5), wire.session.get(f"{wire.url}/api/v1/tasks/{task_id}/events") as reply:
        assert (await reply.read()).count(b"event: state") == 1
    async with wire.session.head(f"{wire.url}/api/v1/tasks/{task_id}/events") as reply:
        assert reply.status == 200


@pytest.mark.parametrize("path", ["/api/v1/tasks/{}/events", f"{STATUS}?taskId={{}}&wait=60"])
async def test_a_client_that_hangs_up_frees_its_waiter(wire: Wire, services: ApiServices, path: str) -> None:
    task_id = await wire.direct.submit_prompt()
    calling = asyncio.create_task(_read(wire, path.format(task_id)))
    await until_watched(services, count=1)
    with capture_logs() as log:
        calling.cancel()
        await asyncio.gather(calling, return_exceptions=True)
        await until_watched(services, count=0)
        await asyncio.sleep(0.1)  # the request goes on after its waiter
    assert log == [], "hanging up is no crash"


async def _read(wire: Wire, path: str) -> bytes:
    async with wire.session.get(wire.url + path) as reply:
        return await reply.read()


async def test_a_chunked_body_over_the_ceiling_is_413_before_its_end(
    wire: Wire, services: ApiServices
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 200 * 1024 * 1024:
            sent += 65_536
            yield b" " * 65_536

    async with wire.session.post(
        wire.url + SUBMIT, data=endless(), headers={"Content-Type": "application/json"}
    ) as reply:
        assert reply.status == 413
        assert (await reply.json())["code"] == 413
    assert sent < 100 * 1024 * 1024


async def test_a_client_that_hangs_up_within_a_picture_harms_nobody(
    wire: Wire, services: ApiServices
) -> None:
    task_id = await wire.direct.submit_prompt()
    big = bytes(16 * 1024 * 1024)
    status = await succeed(services, task_id, big)
    for _ in range(3):
        reply = await wire.session.get(f"{wire.url}/results/{status.asset_name}")
        await reply.content.read(1000)
        reply.close()
    async with wire.session.get(f"{wire.url}/results/{status.asset_name}") as whole:
        assert len(await whole.read()) == len(big)


@pytest.mark.parametrize(
    "head",
    [
        b"POST " + SUBMIT.encode() + b" HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET /api/v1/tasks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \xc3\xa9\r\n\r\n",
    ],
)
async def test_raw_nonsense_gets_a_4xx_and_the_server_lives_on(wire: Wire, head: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(wire.url.rpartition(":")[2]))
    writer.write(head)
    async with asyncio.timeout(5):
        line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert line == b"" or line.split(b" ")[1].startswith(b"4"), line
    async with wire.session.get(f"{wire.url}/health/live") as reply:
        assert reply.status == 200
