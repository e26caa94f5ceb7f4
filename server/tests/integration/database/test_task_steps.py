"""The steps of many tasks in one statement: each keeps its own compare-and-set."""

import asyncio
from functools import partial

import asyncpg
import pytest
from tests.integration.database.task_factory import make_key, new_task

from cavendish.database.attempt_rows import NewAttempt, list_attempts, open_attempts
from cavendish.database.batcher import Batcher, sparing_neighbours
from cavendish.database.connection_pool import Pool
from cavendish.database.queue_driver import QueueDriver
from cavendish.database.task_endings import end_in_failure, end_in_success
from cavendish.database.task_rows import GoodEnd, find_tasks, insert_tasks, start_tasks
from cavendish.domain.attempt import Outcome
from cavendish.domain.errors import FailCode
from cavendish.domain.ids import AttemptId, TaskId
from cavendish.domain.task import TaskState

UNKNOWN = TaskId("task_" + "0" * 32)


async def stored(pool: Pool, count: int, *, callback_url: str | None = None) -> list[TaskId]:
    key_id, _ = await make_key(pool)
    tasks = [new_task(key_id, callback_url=callback_url) for _ in range(count)]
    async with pool.acquire() as connection:
        await insert_tasks(connection, tasks)
    return [task.id for task in tasks]


async def cancel(pool: Pool, task_id: TaskId) -> None:
    async with pool.acquire() as connection, connection.transaction():
        await end_in_failure(connection, task_id, code=FailCode.CANCELLED, message="cancelled")


def good_end(task_id: TaskId, attempt_id: AttemptId | None = None, *, callback: bool = False) -> GoodEnd:
    return GoodEnd(
        task_id=task_id, attempt_id=attempt_id, cost_microusd=7, asset_size_bytes=1, owes_callback=callback
    )


async def test_tasks_are_found_and_started_in_the_order_they_were_asked_for(pool: Pool) -> None:
    first, second, ended = await stored(pool, 3)
    await cancel(pool, ended)
    found = await find_tasks(pool, [second, UNKNOWN, first])
    assert [task.id if task else None for task in found] == [second, None, first]
    started = await start_tasks(pool, [ended, second, UNKNOWN, first])
    assert [task.id if task else None for task in started] == [None, second, None, first]
    again = await start_tasks(pool, [first])
    assert [(task.state, task.claims) for task in again if task] == [(TaskState.PROCESSING, 2)]


async def test_of_a_batch_only_tasks_that_still_run_succeed_and_the_others_attempts_stay_as_they_were(
    pool: Pool,
) -> None:
    task_ids = await stored(pool, 2)
    await start_tasks(pool, task_ids)
    attempts = await open_attempts(
        pool, [NewAttempt(task_id=task_id, route="r", provider="p") for task_id in task_ids]
    )
    await cancel(pool, task_ids[1])
    ends = [good_end(*pair) for pair in zip(task_ids, attempts, strict=True)]
    assert [status is not None for status in await end_in_success(pool, ends)] == [True, False]
    assert await end_in_success(pool, ends) == [None, None]
    (won,), (lost,) = [await list_attempts(pool, task_id) for task_id in task_ids]
    assert (won.outcome, won.cost_microusd, won.id) == (Outcome.SUCCEEDED, 7, attempts[0])
    assert (lost.outcome, lost.cost_microusd, lost.id) == (Outcome.ABANDONED, 0, attempts[1])


async def test_callbacks_are_owed_for_those_of_a_batch_that_asked_for_one(pool: Pool) -> None:
    (silent,) = await stored(pool, 1)
    (loud,) = await stored(pool, 1, callback_url="https://shop.example/hook")
    await start_tasks(pool, [silent, loud])
    await end_in_success(pool, [good_end(silent), good_end(loud, callback=True)])
    assert [row["task_id"] for row in await pool.fetch("SELECT task_id FROM deliveries")] == [loud]
    assert await pool.fetchval("SELECT count(*) FROM pgqueuer WHERE entrypoint = 'deliver_callback'") == 1


async def test_batches_that_share_tasks_in_another_order_do_not_block_each_other(pool: Pool) -> None:
    task_ids = await stored(pool, 40)
    await asyncio.gather(*(start_tasks(pool, task_ids[:: 1 if n % 2 else -1]) for n in range(10)))
    ends = [good_end(task_id) for task_id in task_ids]
    ended = await asyncio.gather(*(end_in_success(pool, ends[:: 1 if n % 2 else -1]) for n in range(10)))
    assert sum(status is not None for batch in ended for status in batch) == 40


async def test_a_row_that_the_database_refuses_fails_alone(pool: Pool) -> None:
    (task_id,) = await stored(pool, 1)
    opening: Batcher[NewAttempt, AttemptId] = Batcher(sparing_neighbours(partial(open_attempts, pool)))
    good, bad = await asyncio.gather(
        opening(NewAttempt(task_id=task_id, route="r", provider="p")),
        opening(NewAttempt(task_id=UNKNOWN, route="r", provider="p")),
        return_exceptions=True,
    )
    assert isinstance(good, int)
    assert isinstance(bad, asyncpg.ForeignKeyViolationError)


async def test_starts_and_ends_are_told_with_the_ids_of_their_batch(pool: Pool, database_url: str) -> None:
    task_ids = await stored(pool, 2)
    heard: asyncio.Queue[tuple[str, set[str]]] = asyncio.Queue()
    listener = await asyncpg.connect(database_url)
    try:
        for channel in ("cavendish_task_started", "cavendish_task"):
            await listener.add_listener(
                channel, lambda *said: heard.put_nowait((said[2], set(str(said[3]).split())))
            )
        await start_tasks(pool, task_ids)
        await end_in_success(pool, [good_end(task_id) for task_id in task_ids])
        await end_in_success(pool, [good_end(task_id) for task_id in task_ids])
        told = [await asyncio.wait_for(heard.get(), 20) for _ in range(2)]
        await listener.fetch("SELECT 1")
    finally:
        await listener.close()
    assert told == [("cavendish_task_started", set(task_ids)), ("cavendish_task", set(task_ids))]
    assert heard.empty()


async def test_the_queue_hears_of_a_burst_of_changes_twice(pool: Pool) -> None:
    heard: list[str] = []
    async with QueueDriver(pool, gather_s=0.2) as driver:
        await driver.add_listener("burst", lambda payload: heard.append(str(payload)))
        for number in range(5):
            await driver.notify("burst", f"table_changed_event {number}")
        await driver.notify("burst", "health_check_event")
        async with asyncio.timeout(20):
            while len(heard) < 3:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
    assert len(heard) == 3
    assert heard[0] == "table_changed_event 0"
    assert "health_check_event" in heard
    assert "table_changed_event 4" in heard


@pytest.mark.parametrize(
    ("status", "is_kept"), [("queued", False), ("successful", False), ("exception", True)]
)
async def test_the_queue_s_log_keeps_what_went_wrong(pool: Pool, status: str, is_kept: bool) -> None:
    await pool.execute(
        "INSERT INTO pgqueuer_log (job_id, status, entrypoint, priority) VALUES (1, $1, 'x', 0)", status
    )
    assert await pool.fetchval("SELECT count(*) FROM pgqueuer_log") == int(is_kept)
