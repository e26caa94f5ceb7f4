"""Both seed limits, with two API processes on one database."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
from tests.e2e.cavendish_process import KEY, CavendishProcess

REQUESTS_A_MINUTE = 10_000
LIVE_TASKS = 1_000
UNKNOWN = "/api/v1/statusTask/nano-banana?taskId=task_" + "0" * 32


@pytest.fixture(scope="module")
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.running() as server:
        server.stop()
        server.start_api_only("--role", "api", "--workers", "2")
        yield server


@pytest.fixture
async def session(server: CavendishProcess) -> AsyncIterator[aiohttp.ClientSession]:
    # New connections now and then, so that both processes get their share.
    connector = aiohttp.TCPConnector(limit=64)
    headers = {"Authorization": f"Bearer {KEY}"}
    async with aiohttp.ClientSession(server.base, headers=headers, connector=connector) as session:
        yield session


async def wait_for_a_fresh_minute(session: aiohttp.ClientSession, *, seconds_left: int) -> int:
    """Until a minute has this much left; returns how many requests of it are used."""
    while True:
        async with session.get(UNKNOWN) as answer:
            reset_s = int(answer.headers["RateLimit-Reset"])
            used = REQUESTS_A_MINUTE - int(answer.headers["RateLimit-Remaining"])
        # The other test may have used up this minute.
        if reset_s >= seconds_left and used < REQUESTS_A_MINUTE // 2:
            return used
        await asyncio.sleep(reset_s + 0.1)


@pytest.mark.e2e
@pytest.mark.timeout(200)
async def test_ten_thousand_requests_pass_in_a_minute_and_not_one_more(
    session: aiohttp.ClientSession,
) -> None:
    used = await wait_for_a_fresh_minute(session, seconds_left=35)
    left = REQUESTS_A_MINUTE - used

    async def ask(_: int) -> int:
        async with session.get(UNKNOWN) as answer:
            return answer.status

    answers = Counter(await asyncio.gather(*(ask(number) for number in range(left + 50))))
    assert answers == {404: left, 429: 50}
    async with session.get(UNKNOWN) as answer:
        envelope = await answer.json()
        assert answer.status == envelope["code"] == 429
        assert "10000 a minute" in envelope["message"]
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
        assert answer.headers["RateLimit-Remaining"] == "0"


@pytest.mark.e2e
@pytest.mark.timeout(200)
async def test_a_thousand_live_tasks_pass_and_the_next_when_one_has_ended(
    session: aiohttp.ClientSession,
) -> None:
    await wait_for_a_fresh_minute(session, seconds_left=20)
    body = {"input": {"prompt": "a red fox"}}

    async def submit() -> tuple[int, str]:
        async with session.post("/api/v1/generateTask/nano-banana", json=body) as answer:
            envelope = await answer.json()
            return answer.status, envelope["data"]["taskId"] if answer.status == 200 else envelope["message"]

    answers = await asyncio.gather(*(submit() for _ in range(LIVE_TASKS + 40)))
    assert Counter(code for code, _ in answers) == {200: LIVE_TASKS, 429: 40}
    refused = next(text for code, text in answers if code == 429)
    assert "1000" in refused.replace(",", "")
    task_id = next(text for code, text in answers if code == 200)
    async with session.post(f"/api/v1/cancelTask/nano-banana?taskId={task_id}") as answer:
        assert answer.status == 200
    assert (await submit())[0] == 200
    assert (await submit())[0] == 429
