"""The steps of many tasks in one statement: each keeps its own compare-and-set."""

import asyncio
from dataclasses import replace
from functools import partial

import asyncpg
import pytest
from tests.integration.database.task_factory import make_key, new_task

from cavendish.database.attempt_rows import NewAttempt, close_attempt, list_attempts, open_attempts
from cavendish.database.batcher import Batcher, sparing_neighbours
from cavendish.database.connection_pool import Pool
from cavendish.database.queue_driver import QueueDriver
from cavendish.database.task_endings import end_in_failure, end_in_success
from cavendish.database.task_rows import GoodEnd, Start, find_tasks, insert_tasks, start_tasks
from cavendish.domain.attempt import Outcome
from cavendish.domain.errors import FailCode, FailureKind
from cavendish.domain.ids import AttemptId, TaskId
from cavendish.domain.task import TaskState, TaskStatus

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


async def started(pool: Pool, task_ids: list[TaskId]) -> list[TaskId]:
    """As a worker does that takes them up, or over."""
    assert None not in await start_tasks(pool, [*map(Start, task_ids)])
    return task_ids


async def opened(pool: Pool, *task_ids: TaskId) -> dict[TaskId, AttemptId]:
    calls = [NewAttempt(task_id=task_id, route="r", provider="p") for task_id in task_ids]
    found = dict(zip(task_ids, await open_attempts(pool, calls), strict=True))
    return {task_id: attempt_id for task_id, attempt_id in found.items() if attempt_id is not None}


def good_end(task_id: TaskId, attempt_id: AttemptId | None = None, *, callback: bool = False) -> GoodEnd:
    return GoodEnd(
        task_id=task_id, attempt_id=attempt_id, cost_microusd=7, asset_size_bytes=1, owes_callback=callback
    )


async def test_tasks_are_found_and_started_in_the_order_they_were_asked_for(pool: Pool) -> None:
    first, second, ended = await stored(pool, 3)
    await cancel(pool, ended)
    found = await find_tasks(pool, [second, UNKNOWN, first])
    assert [task.id if task else None for task in found] == [second, None, first]
    await started(pool, [first])
    claimed = await start_tasks(pool, [*map(Start, [ended, second, UNKNOWN, first])])
    assert [one and one.claims for one in claimed] == [None, 1, None, 2]
    assert [one.state if one else None for one in await find_tasks(pool, [first, ended])] == [
        TaskState.PROCESSING,
        TaskState.FAILED,
    ]


async def test_a_task_may_start_with_its_first_call_but_only_one_that_nobody_started_before(
    pool: Pool,
) -> None:
    new, taken_over, ended, later = await stored(pool, 4)
    await started(pool, [taken_over])
    await cancel(pool, ended)
    starts = [Start(task_id, "fal", "fal") for task_id in (new, taken_over, ended, UNKNOWN)]
    claimed = await start_tasks(pool, [*starts, Start(later)])
    assert [one and one.claims for one in claimed] == [1, 2, None, None, 1]
    (call,) = [one.first_call for one in claimed if one is not None and one.first_call is not None]
    recorded = {task_id: await list_attempts(pool, task_id) for task_id in (new, taken_over, ended, later)}
    assert {task_id: len(calls) for task_id, calls in recorded.items()} == {
        new: 1, taken_over: 0, ended: 0, later: 0
    }  # fmt: skip
    assert (recorded[new][0].id, recorded[new][0].route) == (call, "fal")
    assert (recorded[new][0].outcome, recorded[new][0].is_repeat) == (Outcome.RUNNING, False)


async def test_of_a_batch_only_tasks_that_still_run_succeed_and_the_others_attempts_stay_as_they_were(
    pool: Pool,
) -> None:
    task_ids = await stored(pool, 2)
    attempts = list((await opened(pool, *await started(pool, task_ids))).values())
    await cancel(pool, task_ids[1])
    ends = [good_end(*pair) for pair in zip(task_ids, attempts, strict=True)]
    assert [status is not None for status in await end_in_success(pool, ends)] == [True, False]
    assert await end_in_success(pool, ends) == [None, None]
    (won,), (lost,) = [await list_attempts(pool, task_id) for task_id in task_ids]
    assert (won.outcome, won.cost_microusd, won.id) == (Outcome.SUCCEEDED, 7, attempts[0])
    assert (lost.outcome, lost.cost_microusd, lost.id) == (Outcome.ABANDONED, 0, attempts[1])


async def test_a_success_closes_the_calls_of_a_worker_that_took_the_task_over(pool: Pool) -> None:
    task_ids = await stored(pool, 3)
    first = await opened(pool, *await started(pool, task_ids))
    # What the other worker thought of two of the calls, which make their pictures all the same.
    await close_attempt(pool, first[task_ids[0]], outcome=Outcome.ABANDONED, reason="its worker died")
    await close_attempt(
        pool, first[task_ids[1]], outcome=Outcome.FAILED, failure_kind=FailureKind.TRANSIENT, reason="reset"
    )
    second = await opened(pool, *await started(pool, task_ids))
    ended = await end_in_success(pool, [good_end(task_id, first[task_id]) for task_id in task_ids])
    assert None not in ended
    for task_id in task_ids:
        made, other = await list_attempts(pool, task_id)
        assert (made.id, made.outcome, made.cost_microusd) == (first[task_id], Outcome.SUCCEEDED, 7)
        assert (made.failure_kind, made.reason) == (None, None)
        assert (other.id, other.outcome) == (second[task_id], Outcome.ABANDONED)
        assert "success" in (other.reason or "")


async def test_a_failure_that_comes_after_the_end_closes_what_its_worker_left_open(pool: Pool) -> None:
    task_ids = await stored(pool, 1)
    first = await opened(pool, *await started(pool, task_ids))
    await opened(pool, *await started(pool, task_ids))
    await end_in_success(pool, [good_end(task_ids[0], first[task_ids[0]])])
    await pool.execute(
        "UPDATE attempts SET outcome = 'running', ended_at_ms = NULL WHERE id <> $1", first[task_ids[0]]
    )
    await cancel(pool, task_ids[0])
    outcomes = [attempt.outcome for attempt in await list_attempts(pool, task_ids[0])]
    assert outcomes == [Outcome.SUCCEEDED, Outcome.ABANDONED]


async def test_a_call_for_a_task_that_has_ended_is_not_recorded(pool: Pool) -> None:
    live, ended = await started(pool, await stored(pool, 2))
    await end_in_success(pool, [good_end(ended)])
    asked = [NewAttempt(task_id=task_id, route="r", provider="p") for task_id in (ended, live, UNKNOWN)]
    assert [bool(attempt_id) for attempt_id in await open_attempts(pool, asked)] == [False, True, False]
    assert await pool.fetchval("SELECT array_agg(task_id) FROM attempts") == [live]


@pytest.mark.parametrize("how", ["success", "failure"])
async def test_no_call_slips_in_beside_an_end(pool: Pool, how: str) -> None:
    task_ids = await stored(pool, 1)
    await started(pool, task_ids)
    first = await opened(pool, *await started(pool, task_ids))
    async with pool.acquire() as connection, connection.transaction():
        (late,) = await open_attempts(
            connection, [NewAttempt(task_id=task_ids[0], route="late", provider="p")]
        )
        end = asyncio.ensure_future(
            end_in_success(pool, [good_end(task_ids[0], first[task_ids[0]])])
            if how == "success"
            else cancel(pool, task_ids[0])
        )
        async with asyncio.timeout(20):
            while not await pool.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"):
                await asyncio.sleep(0.01)
    await end
    outcomes = {attempt.id: attempt.outcome for attempt in await list_attempts(pool, task_ids[0])}
    assert outcomes[late] is Outcome.ABANDONED  # type: ignore[index]


async def test_callbacks_are_owed_for_those_of_a_batch_that_asked_for_one(pool: Pool) -> None:
    (silent,) = await stored(pool, 1)
    (loud,) = await stored(pool, 1, callback_url="https://shop.example/hook")
    await start_tasks(pool, [Start(silent), Start(loud)])
    await end_in_success(pool, [good_end(silent), good_end(loud, callback=True)])
    assert [row["task_id"] for row in await pool.fetch("SELECT task_id FROM deliveries")] == [loud]
    assert await pool.fetchval("SELECT count(*) FROM pgqueuer WHERE entrypoint = 'deliver_callback'") == 1


async def test_batches_that_share_tasks_in_another_order_do_not_block_each_other(pool: Pool) -> None:
    task_ids = await stored(pool, 40)
    await asyncio.gather(
        *(start_tasks(pool, [*map(Start, task_ids[:: 1 if n % 2 else -1])]) for n in range(10))
    )
    ends = [good_end(task_id) for task_id in task_ids]
    ended = await asyncio.gather(*(end_in_success(pool, ends[:: 1 if n % 2 else -1]) for n in range(10)))
    assert sum(status is not None for batch in ended for status in batch) == 40


async def test_a_row_that_the_database_refuses_fails_alone(pool: Pool) -> None:
    task_ids = await started(pool, await stored(pool, 2))
    ending: Batcher[GoodEnd, TaskStatus | None] = Batcher(sparing_neighbours(partial(end_in_success, pool)))
    good, bad = await asyncio.gather(
        ending(good_end(task_ids[0])),
        ending(replace(good_end(task_ids[1]), details={"text": "\0"})),
        return_exceptions=True,
    )
    assert isinstance(good, TaskStatus)
    assert isinstance(bad, asyncpg.DataError)


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0)])
async def test_a_batch_that_meets_other_locks_crosswise_ends_all_its_tasks(
    pool: Pool, database_url: str, first: int, second: int
) -> None:
    task_ids = await started(pool, await stored(pool, 2))
    calls = await open_attempts(
        pool, [NewAttempt(task_id=one, route="fal", provider="fal") for one in task_ids]
    )
    ends = [
        good_end(task_id, call) for task_id, call in zip(task_ids, calls, strict=True) if call is not None
    ]
    ending: Batcher[GoodEnd, TaskStatus | None] = Batcher(sparing_neighbours(partial(end_in_success, pool)))
    other = await asyncpg.connect(database_url)
    try:
        lock = "SELECT FROM attempts WHERE id = $1 FOR UPDATE"
        await other.execute("BEGIN; SET LOCAL deadlock_timeout = '30s'")
        await other.fetch(lock, calls[first])
        ended = asyncio.gather(*map(ending, ends))
        await until_waiting(pool)
        await other.fetch(lock, calls[second])
        await other.execute("COMMIT")
        assert all(status is not None for status in await ended)
    finally:
        await other.close()


async def until_waiting(pool: Pool) -> None:
    """Until a statement waits for a lock."""
    async with asyncio.timeout(20):
        while not await pool.fetchval(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database()"
        ):
            await asyncio.sleep(0.01)


async def test_starts_and_ends_are_told_with_the_ids_of_their_batch(pool: Pool, database_url: str) -> None:
    task_ids = await stored(pool, 2)
    heard: asyncio.Queue[tuple[str, set[str]]] = asyncio.Queue()
    listener = await asyncpg.connect(database_url)
    try:
        for channel in ("cavendish_task_started", "cavendish_task"):
            await listener.add_listener(
                channel, lambda *said: heard.put_nowait((said[2], set(str(said[3]).split())))
            )
        await start_tasks(pool, [*map(Start, task_ids)])
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
