"""A worker whose database goes away and comes back goes on by itself."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict
from tests.integration.routing.worker_on_standins import ends, environ, route, submit, worker
from tests.standins.database_line import DatabaseLine
from tests.standins.fal_upstream import FalUpstream
from tests.standins.upstream_server import Scenario

from cavendish.bootstrap import WorkerServices
from cavendish.database.connection_pool import Pool
from cavendish.database.job_queue import RUN_TASK, enqueue_tasks
from cavendish.database.worker_rows import count_workers
from cavendish.domain.ids import TaskId
from cavendish.entrypoints.worker.job_lane import JobLane, LaneSpec
from cavendish.entrypoints.worker.worker_loop import WorkerLoop

pytestmark = pytest.mark.integration

WITHIN_S = 30
ROUTES = [route("cheap", "fal", "value")]
Logs = list[EventDict]


@pytest.fixture
async def line(database_url: str) -> AsyncIterator[DatabaseLine]:
    async with DatabaseLine(database_url) as line:
        yield line


@pytest.fixture
def logs() -> Iterator[Logs]:
    with capture_logs() as logs:
        yield logs


@pytest.fixture
async def fal() -> AsyncIterator[FalUpstream]:
    async with FalUpstream() as fal:
        yield fal


@contextlib.asynccontextmanager
async def working(services: WorkerServices, *, drain_s: float = 30.0) -> AsyncIterator[WorkerLoop]:
    loop = WorkerLoop(services, drain_s=drain_s)
    running = asyncio.create_task(loop.run())
    yield loop
    loop.stop()
    await asyncio.wait_for(running, WITHIN_S)


async def until_said(logs: Logs, event: str) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not any(entry["event"] == event for entry in logs):
            await asyncio.sleep(0.02)


async def until_seen(pool: Pool) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not await count_workers(pool, seen_within_ms=60_000):
            await asyncio.sleep(0.02)


async def until_made(pool: Pool, *task_ids: TaskId) -> None:
    async with pool.acquire() as connection:
        await enqueue_tasks(connection, task_ids)
    async with asyncio.timeout(WITHIN_S):
        while set(await ends(pool, task_ids)) != {"success"}:
            await asyncio.sleep(0.02)


async def test_a_worker_takes_up_tasks_again_once_its_database_is_back(
    line: DatabaseLine, pool: Pool, tmp_path: Path, fal: FalUpstream, logs: Logs
) -> None:
    before, after = await submit(pool, 2)
    async with worker(line.dsn, tmp_path, ROUTES, environ(fal=fal)) as services, working(services):
        await until_made(pool, before)
        await line.cut()
        await until_said(logs, "the database is away")
        await pool.execute("DELETE FROM workers")
        await line.mend()
        await until_made(pool, after)
        await until_seen(pool)


@contextlib.asynccontextmanager
async def restoring(database_url: str) -> AsyncIterator[None]:
    """The database has another name meanwhile, as while an operator puts a backup in its place."""
    name = database_url.partition("@/")[2].partition("?")[0]
    other = await asyncpg.connect(database_url.replace(name, "postgres"))
    try:
        await other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        await other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1", name
        )
        await other.execute(f"ALTER DATABASE {name} RENAME TO {name}_kept")
        yield
        await other.execute(f"ALTER DATABASE {name}_kept RENAME TO {name}")
        await other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    finally:
        await other.close()


async def test_a_worker_goes_on_after_its_database_was_restored(
    database_url: str, line: DatabaseLine, pool: Pool, tmp_path: Path, fal: FalUpstream, logs: Logs
) -> None:
    before, after = await submit(pool, 2)
    async with worker(line.dsn, tmp_path, ROUTES, environ(fal=fal)) as services, working(services):
        await until_made(pool, before)
        await pool.execute("DELETE FROM workers")
        await line.cut()
        async with restoring(database_url):
            await line.mend()
            for _ in range(2):  # each of those that listen and tell has tried by then
                await until_said(logs, "the database is away")
                logs.clear()
        await until_made(pool, after)
        await until_seen(pool)
        async with asyncio.timeout(WITHIN_S):
            while not services.notifications.is_connected:
                await asyncio.sleep(0.02)


async def test_a_job_that_finds_the_database_gone_is_tried_again(
    database_url: str, pool: Pool, logs: Logs
) -> None:
    tries: list[bytes] = []

    async def handle(payload: bytes) -> None:
        tries.append(payload)
        if len(tries) == 1:
            raise asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation")

    lane = JobLane(database_url, LaneSpec(entrypoint=RUN_TASK, handle=handle, concurrent=8))
    running = asyncio.create_task(lane.run())
    async with pool.acquire() as connection:
        await enqueue_tasks(connection, [TaskId("task_1")])
    async with asyncio.timeout(WITHIN_S):
        while len(tries) < 2:
            await asyncio.sleep(0.02)
    lane.stop(keep=lambda _: True)
    await asyncio.wait_for(running, WITHIN_S)
    assert tries == [b"task_1"] * 2
    assert await pool.fetchval("SELECT count(*) FROM pgqueuer") == 0


async def test_a_job_that_cannot_even_be_put_back_is_taken_up_when_the_database_is_there_again(
    line: DatabaseLine, pool: Pool, logs: Logs
) -> None:
    tries: list[bytes] = []

    async def handle(payload: bytes) -> None:
        tries.append(payload)
        if len(tries) == 1:
            await line.cut()
            raise asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation")

    lane = JobLane(line.dsn, LaneSpec(entrypoint=RUN_TASK, handle=handle, concurrent=8))
    running = asyncio.create_task(lane.run())
    async with pool.acquire() as connection:
        await enqueue_tasks(connection, [TaskId("task_1")])
    await until_said(logs, "a job waits for its next worker: the database is away")
    await line.mend()
    async with asyncio.timeout(WITHIN_S):
        while len(tries) < 2:
            await asyncio.sleep(0.02)
    lane.stop(keep=lambda _: True)
    await asyncio.wait_for(running, WITHIN_S)
    assert tries == [b"task_1"] * 2
    assert await pool.fetchval("SELECT count(*) FROM pgqueuer") == 0


async def test_what_has_not_ended_when_the_drain_time_is_up_is_handed_back(
    database_url: str, pool: Pool, tmp_path: Path, fal: FalUpstream
) -> None:
    (task_id,) = await submit(pool)
    fal.play(Scenario.NEVER_DONE)
    async with worker(database_url, tmp_path, ROUTES, environ(fal=fal)) as services:
        async with working(services, drain_s=0.2):
            async with pool.acquire() as connection:
                await enqueue_tasks(connection, [task_id])
            async with asyncio.timeout(WITHIN_S):
                while not fal.submits:
                    await asyncio.sleep(0.02)
        assert await pool.fetchval("SELECT status FROM pgqueuer") == "queued"
    assert await ends(pool, [task_id]) == ["processing"]
