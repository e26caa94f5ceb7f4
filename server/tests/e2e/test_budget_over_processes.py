"""Prepaid money with two API processes on one database, while tasks succeed, fail and are cancelled."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator

import aiohttp
import asyncpg
import pytest
from tests.e2e.cavendish_process import CavendishProcess

from cavendish.database.connection_pool import Pool, open_pool
from cavendish.database.embedded import EmbeddedPostgres
from cavendish.database.ledger_rows import find_balance, sum_ledger
from cavendish.database.task_endings import end_in_failure, end_in_success
from cavendish.database.task_rows import GoodEnd, Start, start_tasks
from cavendish.domain.errors import FailCode
from cavendish.domain.ids import ApiKeyId, TaskId

PRICE = 40_000
AFFORDABLE = 1_000
SUBMIT = "/api/v1/generateTask/nano-banana"
BODY = {"input": {"prompt": "a red fox"}}


@pytest.fixture
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.prepared(CAVENDISH_PRICE_USD="0.04") as server:
        server.start_api_only("--role", "api", "--workers", "2")
        yield server


async def end(pool: Pool, task_id: TaskId, *, succeeds: bool) -> None:
    """What a worker does, twice: the second end must move no money."""
    for _ in range(2):
        if succeeds:
            await start_tasks(pool, [Start(task_id)])
            end = GoodEnd(task_id=task_id, attempt_id=None, cost_microusd=1, asset_size_bytes=1)
            await end_in_success(pool, [end])
        else:
            async with pool.acquire() as connection, connection.transaction():
                await end_in_failure(connection, task_id, code=FailCode.GENERATION_FAILED, message="x")


class Crowd:
    """Callers of one key."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.accepted: list[TaskId] = []
        self.answers: Counter[int] = Counter()

    async def submit(self) -> None:
        async with self._session.post(SUBMIT, json=BODY) as answer:
            envelope = await answer.json()
        self.answers[envelope["code"]] += 1
        if answer.status == 200:
            self.accepted.append(TaskId(envelope["data"]["taskId"]))

    async def cancel(self, task_id: TaskId) -> None:
        async with self._session.post(f"/api/v1/cancelTask/nano-banana?taskId={task_id}") as answer:
            assert answer.status in (200, 409)

    async def balance(self) -> float:
        async with self._session.get("/api/v1/apikeys/current-balance") as answer:
            return float((await answer.json())["data"])


async def lowest_balance(pool: Pool, key_id: ApiKeyId, until: asyncio.Event) -> int:
    lowest = AFFORDABLE * PRICE
    while not until.is_set():
        lowest = min(lowest, await find_balance(pool, key_id) or 0)
        await asyncio.sleep(0.01)
    return lowest


@pytest.mark.e2e
@pytest.mark.alone
@pytest.mark.timeout(300)
async def test_two_thousand_submits_on_money_for_a_thousand_lose_and_invent_no_cent(
    server: CavendishProcess,
) -> None:
    key_id, secret = await asyncio.to_thread(server.create_key, "--budget", "40", "--live-tasks", "5000")
    with EmbeddedPostgres.start(server.data) as postgres:
        pool = await open_pool(postgres.dsn, max_size=8)
        connector = aiohttp.TCPConnector(limit=100)
        headers = {"Authorization": f"Bearer {secret}"}
        async with aiohttp.ClientSession(server.base, headers=headers, connector=connector) as session:
            crowd = Crowd(session)
            await asyncio.gather(*(crowd.submit() for _ in range(2 * AFFORDABLE)))
            assert crowd.answers == {200: AFFORDABLE, 402: AFFORDABLE}
            assert await crowd.balance() == 0
            await end_some_while_others_submit(pool, crowd, key_id)
            ledger = await sum_ledger(pool, key_id)
            remaining = await find_balance(pool, key_id)
            succeeded = await count_successes(pool)
            print(f"answers {dict(crowd.answers)}; ledger {ledger}; remaining {remaining}")
            assert ledger["charge"] == succeeded * PRICE
            assert ledger["topup"] == AFFORDABLE * PRICE == ledger["charge"] + (remaining or 0)
            assert ledger["hold"] == ledger["charge"] + ledger["release"] == len(crowd.accepted) * PRICE
            assert await crowd.balance() == (remaining or 0) / 1e6
        await pool.close()


async def end_some_while_others_submit(pool: Pool, crowd: Crowd, key_id: ApiKeyId) -> None:
    """300 of the thousand fail or are cancelled while 600 more submits hope for their money."""
    first = list(crowd.accepted)
    random.Random(5).shuffle(first)
    failing, cancelled, succeeding = first[:200], first[200:300], first[300:]
    is_over = asyncio.Event()
    watching = asyncio.create_task(lowest_balance(pool, key_id, is_over))
    await asyncio.gather(
        *(end(pool, task_id, succeeds=False) for task_id in failing),
        *(crowd.cancel(task_id) for task_id in cancelled),
        *(end(pool, task_id, succeeds=True) for task_id in succeeding),
        *(crowd.submit() for _ in range(600)),
    )
    second = crowd.accepted[AFFORDABLE:]
    assert len(second) <= 300
    # And a worker that comes just as a caller cancels: one of them ends the task, and moves its money.
    await asyncio.gather(
        *(end(pool, task_id, succeeds=index % 2 == 0) for index, task_id in enumerate(second)),
        *(crowd.cancel(task_id) for task_id in second[::3]),
    )
    is_over.set()
    assert await watching >= 0


async def count_successes(pool: asyncpg.Pool) -> int:
    assert await pool.fetchval("SELECT count(*) FROM tasks WHERE completed_at_ms IS NULL") == 0
    return int(await pool.fetchval("SELECT count(*) FROM tasks WHERE state = 'success'"))
