"""What SIGTERM does to clients that follow something, and would follow it for an hour."""

import asyncio
import time
from collections.abc import Iterator

import aiohttp
import pytest
from tests.e2e.cavendish_process import ApiCaller, CavendishProcess

ADMIN_TOKEN = "an admin token for the drain"
KILLED_AFTER_S = 30
"""What a request that does not end by itself costs: the API's workers are killed then."""


@pytest.fixture
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.prepared(CAVENDISH_ADMIN_TOKEN=ADMIN_TOKEN) as server:
        server.start_api_only("--role", "api", "--workers", "2")
        yield server


class Follower:
    """One event stream: `is_open` is set once it brought something, `whole` returns what it brought."""

    def __init__(self, session: aiohttp.ClientSession, url: str, **headers: str) -> None:
        self.is_open = asyncio.Event()
        self._reading = asyncio.create_task(self._read(session, url, headers))

    async def whole(self) -> bytes:
        """Raises a ClientError unless the stream was ended as HTTP ends a body."""
        return await self._reading

    async def _read(self, session: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> bytes:
        text = b""
        timeout = aiohttp.ClientTimeout(total=None)
        async with session.get(url, headers=headers, timeout=timeout) as answer:
            assert answer.status == 200
            async for chunk in answer.content.iter_any():
                text += chunk
                self.is_open.set()
        return text


@pytest.mark.e2e
@pytest.mark.timeout(180)
async def test_open_streams_and_waiting_reads_do_not_hold_the_end_up(server: CavendishProcess) -> None:
    admin = {"Authorization": f"Bearer {ADMIN_TOKEN}"}
    async with ApiCaller.open(server.base) as api, aiohttp.ClientSession() as operator:
        task_id = await api.submit("logo of a fox, flat")
        events = f"{server.base}/api/v1/tasks/{task_id}/events"
        followers = [
            *(Follower(api._session, events) for _ in range(10)),
            *(Follower(operator, f"{server.base}/admin/api/v1/events", **admin) for _ in range(4)),
        ]
        waiting = asyncio.create_task(api.status(task_id, wait_s=60))
        await asyncio.gather(*(follower.is_open.wait() for follower in followers))
        await asyncio.sleep(0.5)  # nothing shows from outside that the read waits
        begun = time.monotonic()
        stopping = asyncio.create_task(asyncio.to_thread(server.stop))
        texts = await asyncio.gather(*(follower.whole() for follower in followers))
        assert (await waiting)["state"] == "pending"
        assert await stopping == 0
        took_s = time.monotonic() - begun
    print(f"ended {took_s:.1f} s after SIGTERM")
    assert took_s < KILLED_AFTER_S / 2
    assert all(text.startswith(b"retry: ") for text in texts), "clients know when to connect again"
    assert "killed" not in server.log()


@pytest.mark.e2e
@pytest.mark.timeout(180)
async def test_a_call_that_waits_for_its_picture_learns_where_to_read_it_before_the_end(
    server: CavendishProcess,
) -> None:
    order = {"prompt": "logo of a fox, flat", "n": 1}
    async with ApiCaller.open(server.base) as api:
        url = f"{server.base}/v1/images/generations"
        calling = asyncio.create_task(api._session.post(url, json=order))
        async with asyncio.timeout(30):
            while not await _tasks(api):
                await asyncio.sleep(0.1)
        stopping = asyncio.create_task(asyncio.to_thread(server.stop))
        answer = await calling
        text = await answer.text()
        assert await stopping == 0
    assert answer.status == 504
    assert f"taskId={answer.headers['x-task-id']}" in text
    assert "killed" not in server.log()


async def _tasks(api: ApiCaller) -> list[object]:
    async with api._session.get(f"{api.base}/api/v1/tasks") as answer:
        return list((await answer.json())["data"]["tasks"])
