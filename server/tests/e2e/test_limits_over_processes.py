"""Both seed limits, with two API processes on one database."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
from tests.e2e.cavendish_process import CavendishProcess

pytestmark = [pytest.mark.e2e, pytest.mark.alone]
REQUESTS_A_MINUTE = 10_000
LIVE_TASKS = 1_000
UNKNOWN = "/api/v1/statusTask/nano-banana?taskId=task_" + "0" * 32


@pytest.fixture(scope="module")
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.prepared() as server:
        server.start_api_only("--role", "api", "--workers", "2")
        yield server


@contextlib.asynccontextmanager
async def fresh_key(server: CavendishProcess) -> AsyncIterator[aiohttp.ClientSession]:
    """A key that nobody has used, and enough connections that both processes get their share."""
    _, secret = await asyncio.to_thread(server.create_key)
    connector = aiohttp.TCPConnector(limit=64)
    headers = {"Authorization": f"Bearer {secret}"}
    async with aiohttp.ClientSession(server.base, headers=headers, connector=connector) as session:
        yield session


async def ask(session: aiohttp.ClientSession) -> tuple[int, int]:
    """One request's status, and how many seconds its answer says the minute has left."""
    async with session.get(UNKNOWN) as answer:
        return answer.status, int(answer.headers["RateLimit-Reset"])


async def count_in_one_minute(session: aiohttp.ClientSession, requests: int) -> Counter[int] | None:
    """The statuses of these many requests; None when the minute rolled over while they were made."""
    loop = asyncio.get_running_loop()
    begun_s = loop.time()
    first = await ask(session)
    answers = [first, *await asyncio.gather(*(ask(session) for _ in range(requests - 1)))]
    left_s = first[1]
    if any(reset_s > left_s for _, reset_s in answers) or loop.time() - begun_s > left_s - 1:
        return None
    return Counter(status for status, _ in answers)


@pytest.mark.timeout(300)
async def test_ten_thousand_requests_pass_in_a_minute_and_not_one_more(server: CavendishProcess) -> None:
    answers = None
    for _ in range(3):
        async with fresh_key(server) as session:
            answers = await count_in_one_minute(session, REQUESTS_A_MINUTE + 50)
            if answers is None:
                continue
            async with session.get(UNKNOWN) as answer:
                envelope = await answer.json()
            if answer.status == 429:
                break
    assert answers == {404: REQUESTS_A_MINUTE, 429: 50}
    assert answer.status == envelope["code"] == 429
    assert "10000 a minute" in envelope["message"]
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.headers["RateLimit-Remaining"] == "0"


@pytest.mark.timeout(200)
async def test_a_thousand_live_tasks_pass_and_the_next_when_one_has_ended(server: CavendishProcess) -> None:
    body = {"input": {"prompt": "a red fox"}}

    async def submit() -> tuple[int, str]:
        async with session.post("/api/v1/generateTask/nano-banana", json=body) as answer:
            envelope = await answer.json()
            return answer.status, envelope["data"]["taskId"] if answer.status == 200 else envelope["message"]

    async with fresh_key(server) as session:
        answers = await asyncio.gather(*(submit() for _ in range(LIVE_TASKS + 40)))
        assert Counter(code for code, _ in answers) == {200: LIVE_TASKS, 429: 40}
        refused = next(text for code, text in answers if code == 429)
        assert "1000" in refused.replace(",", "")
        task_id = next(text for code, text in answers if code == 200)
        async with session.post(f"/api/v1/cancelTask/nano-banana?taskId={task_id}") as answer:
            assert answer.status == 200
        assert (await submit())[0] == 200
        assert (await submit())[0] == 429
