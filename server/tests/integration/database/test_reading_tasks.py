import asyncio
from collections import Counter
from collections.abc import Awaitable
from pathlib import Path

import pytest
from tests.integration.database.task_factory import MovableClock, finish, make_key, new_task

from cavendish.adapters.references.reference_source import read_data_url
from cavendish.adapters.storage.store_address import open_asset_store
from cavendish.database.connection_pool import Pool
from cavendish.database.task_endings import end_in_failure
from cavendish.domain.errors import (
    ConflictError,
    ExpiredError,
    FailCode,
    NotFoundError,
    TooManyRequestsError,
)
from cavendish.domain.ids import ApiKeyId, TaskId
from cavendish.domain.task import RESULT_LIFETIME_MS, TaskState, TaskStatus, asset_key
from cavendish.ports.asset_store import AssetStore
from cavendish.services.browse_tasks import BrowseTasks
from cavendish.services.cancel_task import CancelTask
from cavendish.services.open_result import OpenResult
from cavendish.services.read_status import ReadStatus
from cavendish.services.submit_task import SubmitTask
from cavendish.services.tidy_up import TidyUp
from cavendish.services.watch_tasks import WatchTasks


@pytest.fixture
def store(tmp_path: Path) -> AssetStore:
    return open_asset_store(tmp_path.as_uri(), {})


@pytest.fixture
async def key_id(pool: Pool) -> ApiKeyId:
    return (await make_key(pool))[0]


@pytest.fixture
async def task_id(pool: Pool, store: AssetStore, key_id: ApiKeyId) -> TaskId:
    return await SubmitTask(pool, store, read_data_url=read_data_url)(new_task(key_id))


async def test_another_keys_task_another_model_and_an_unknown_id_read_the_same(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId
) -> None:
    read = ReadStatus(pool)
    stranger, _ = await make_key(pool)
    assert (await read(task_id, key_id=key_id, model="nano-banana")).state is TaskState.PENDING
    unknown = TaskId("task_" + "0" * 32)
    for wrong in ((task_id, stranger, None), (task_id, key_id, "nano-banana-2"), (unknown, key_id, None)):
        with pytest.raises(NotFoundError, match=r"^Task not found$"):
            await read(wrong[0], key_id=wrong[1], model=wrong[2])


async def test_an_ended_task_is_kept_in_memory_and_still_its_owners_alone(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId
) -> None:
    read = ReadStatus(pool)
    await finish(pool, task_id, completed_at_ms=1)
    await read(task_id, key_id=key_id)
    assert read.find_ended(task_id) is not None
    with pytest.raises(NotFoundError):
        await read(task_id, key_id=ApiKeyId(key_id + 1))


async def test_the_picture_of_a_task_that_was_read_is_found_without_asking_again(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId, store: AssetStore
) -> None:
    clock = MovableClock()
    open_result = OpenResult(pool, store, clock)
    await finish(pool, task_id, completed_at_ms=clock.now_ms())
    status = await ReadStatus(pool, on_ended=open_result.learn)(task_id, key_id=key_id)
    await pool.execute("DELETE FROM tasks")
    assert (await open_result.find(status.asset_name)).name == status.asset_name
    with pytest.raises(NotFoundError):
        await OpenResult(pool, store, clock).find(status.asset_name)
    clock.at_ms += RESULT_LIFETIME_MS
    with pytest.raises(ExpiredError):
        await open_result.find(status.asset_name)


async def test_a_waiting_reader_is_woken_when_the_task_ends(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId
) -> None:
    read, watch = ReadStatus(pool), WatchTasks()
    waiting = asyncio.create_task(watch.wait(task_id, lambda: read(task_id, key_id=key_id), timeout_s=30))
    await end(pool, task_id)
    watch.wake(task_id)
    async with asyncio.timeout(3):
        assert (await waiting).state is TaskState.FAILED
    assert watch.waiting == 0


async def test_who_waits_for_the_end_does_not_look_at_a_start_and_who_follows_does(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId
) -> None:
    read, watch, looks = ReadStatus(pool), WatchTasks(), Counter[str]()

    async def look(who: str) -> TaskStatus:
        looks[who] += 1
        return await read(task_id, key_id=key_id)

    async def follow() -> list[TaskState]:
        deadline = asyncio.get_running_loop().time() + 30
        following = watch.changes(task_id, lambda: look("follower"), deadline=deadline)
        return [status.state async for status in following]

    waiting = asyncio.create_task(watch.wait(task_id, lambda: look("waiter"), timeout_s=30))
    following = asyncio.create_task(follow())
    async with asyncio.timeout(10):
        while watch.waiting < 2:
            await asyncio.sleep(0)
        watch.note_started(task_id)
        while looks["follower"] < 2:
            await asyncio.sleep(0)
        assert looks["waiter"] == 1
        await end(pool, task_id)
        watch.wake(task_id)
        assert (await waiting).state is TaskState.FAILED
        assert await following == [TaskState.PENDING, TaskState.FAILED]
    assert looks["waiter"] == 2


async def test_a_drain_ends_the_waiting_at_once_or_after_the_patience_that_was_asked_for(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId
) -> None:
    read, watch = ReadStatus(pool), WatchTasks()

    def wait(patience_s: float) -> asyncio.Task[TaskStatus]:
        reading = watch.wait(
            task_id, lambda: read(task_id, key_id=key_id), timeout_s=30, outlasts_drain_s=patience_s
        )
        return asyncio.create_task(reading)

    at_once, patient, very_patient = wait(0), wait(0.2), wait(20)
    while watch.waiting < 3:
        await asyncio.sleep(0.01)
    watch.drain()
    assert not (await asyncio.wait_for(at_once, 5)).state.is_final
    assert not patient.done()
    assert not (await asyncio.wait_for(patient, 5)).state.is_final
    assert not very_patient.done()
    very_patient.cancel()


async def test_a_waiting_reader_gets_the_state_as_it_is_when_time_is_up(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId
) -> None:
    read = ReadStatus(pool)
    status = await WatchTasks().wait(task_id, lambda: read(task_id, key_id=key_id), timeout_s=0.05)
    assert status.state is TaskState.PENDING


async def test_a_key_may_wait_so_many_times_at_once_and_no_more(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId
) -> None:
    read, watch = ReadStatus(pool), WatchTasks(most_waiting=2)

    def wait() -> Awaitable[TaskStatus]:
        return watch.wait(task_id, lambda: read(task_id, key_id=key_id), timeout_s=30)

    waiting = [asyncio.create_task(wait()) for _ in range(2)]
    while watch.waiting < 2:
        await asyncio.sleep(0)
    with pytest.raises(TooManyRequestsError, match="waiting calls: this key may have 2 at once"):
        await wait()
    watch.require_place(ApiKeyId(key_id + 1))
    waiting[0].cancel()
    await asyncio.wait([waiting[0]])
    watch.require_place(key_id)
    await end(pool, task_id)
    watch.wake(task_id)
    async with asyncio.timeout(10):
        assert (await waiting[1]).state is TaskState.FAILED
    assert watch.waiting == 0


async def test_one_order_waits_freely_for_each_task_and_its_repeats_have_places_of_their_own(
    pool: Pool, store: AssetStore, key_id: ApiKeyId
) -> None:
    submit = SubmitTask(pool, store, read_data_url=read_data_url)
    task_ids = [await submit(new_task(key_id)) for _ in range(3)]
    read, watch = ReadStatus(pool), WatchTasks(most_waiting=2)

    async def wait(task_id: TaskId, *, is_order: bool = True) -> asyncio.Task[TaskStatus]:
        before = watch.waiting
        reading = watch.wait(task_id, lambda: read(task_id, key_id=key_id), timeout_s=30, is_order=is_order)
        waiting = asyncio.create_task(reading)
        while watch.waiting == before and not waiting.done():
            await asyncio.sleep(0)
        return waiting

    reader, orders = await wait(task_ids[0], is_order=False), [await wait(task_id) for task_id in task_ids]
    repeats = [await wait(task_ids[0]) for _ in range(2)]
    with pytest.raises(TooManyRequestsError, match="repeated calls that wait: this key may have 2 at once"):
        await (await wait(task_ids[0]))
    orders[0].cancel()
    await asyncio.wait([orders[0]])
    repeats.append(await wait(task_ids[0]))
    for task_id in task_ids:
        await end(pool, task_id)
    watch.wake(" ".join(task_ids))
    async with asyncio.timeout(10):
        for waiting in (reader, *orders[1:], *repeats):
            assert (await waiting).state is TaskState.FAILED
    assert watch.waiting == 0


async def end(pool: Pool, task_id: TaskId) -> None:
    async with pool.acquire() as connection, connection.transaction():
        await end_in_failure(connection, task_id, code=FailCode.GENERATION_FAILED, message="x")


async def test_cancelling_ends_a_live_task_once_and_an_ended_one_never(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId, store: AssetStore
) -> None:
    cancel = CancelTask(pool)
    for _ in range(2):
        status = await cancel(task_id, key_id=key_id, model="nano-banana")
        assert (status.state, status.fail_code) == (TaskState.FAILED, FailCode.CANCELLED)
    other = await SubmitTask(pool, store, read_data_url=read_data_url)(new_task(key_id))
    await finish(pool, other, completed_at_ms=1)
    with pytest.raises(ConflictError, match="ended already: success"):
        await cancel(other, key_id=key_id, model="nano-banana")
    with pytest.raises(NotFoundError):
        await cancel(other, key_id=ApiKeyId(key_id + 1), model="nano-banana")


async def test_pages_hold_every_task_once_newest_first(
    pool: Pool, key_id: ApiKeyId, store: AssetStore
) -> None:
    submit = SubmitTask(pool, store, read_data_url=read_data_url)
    ids = [await submit(new_task(key_id)) for _ in range(7)]
    browse = BrowseTasks(pool)
    seen: list[TaskId] = []
    before: TaskId | None = None
    while True:
        page = await browse.page(key_id=key_id, before=before, limit=3)
        seen += [task.id for task in page.tasks]
        before = page.next_before
        if before is None:
            break
    assert seen == sorted(ids, reverse=True)
    assert (await browse.page(key_id=ApiKeyId(key_id + 1))).tasks == []


async def test_a_link_answers_for_exactly_fifteen_days_and_then_its_bytes_go(
    pool: Pool, task_id: TaskId, key_id: ApiKeyId, store: AssetStore
) -> None:
    clock = MovableClock()
    await finish(pool, task_id, completed_at_ms=clock.at_ms)
    name = (await ReadStatus(pool)(task_id, key_id=key_id)).asset_name
    await store.put(asset_key(name), b"picture", media_type="image/png")
    open_result = OpenResult(pool, store, clock)
    tidy_up = TidyUp(pool, store, clock, retention_days=90)
    clock.at_ms += RESULT_LIFETIME_MS - 1
    stored = await open_result.open(await open_result.find(name))
    assert b"".join([chunk async for chunk in stored.chunks]) == b"picture"
    assert await tidy_up.expire_results() == 0
    clock.at_ms += 1
    with pytest.raises(ExpiredError):
        await open_result.find(name)
    clock.at_ms += 1
    assert await tidy_up.expire_results() == 1
    assert await store.size_bytes(asset_key(name)) is None
    with pytest.raises(ExpiredError):
        await OpenResult(pool, store, clock).find(name)


@pytest.mark.parametrize(
    "name", ["", "x", "../../etc/passwd", "0" * 32, "0" * 32 + ".gif", "G" * 32 + ".png"]
)
async def test_a_name_that_never_was_is_not_found(pool: Pool, store: AssetStore, name: str) -> None:
    with pytest.raises(NotFoundError):
        await OpenResult(pool, store, MovableClock()).find(name)


async def test_old_tasks_are_forgotten_only_when_their_time_is_up(
    pool: Pool, key_id: ApiKeyId, store: AssetStore, task_id: TaskId
) -> None:
    clock = MovableClock()  # the task's id says that it was created at this time
    await pool.execute("UPDATE tasks SET state='failed', fail_code='CANCELLED', completed_at_ms=1")
    tidy_up = TidyUp(pool, store, clock, retention_days=90)
    clock.at_ms += 90 * 86_400_000 - 1
    assert await tidy_up.forget_old_tasks() == 0
    clock.at_ms += 2
    assert await tidy_up.forget_old_tasks() == 1


async def test_a_live_task_that_lost_its_job_gets_a_new_one(
    pool: Pool, task_id: TaskId, store: AssetStore
) -> None:
    tidy_up = TidyUp(pool, store, MovableClock(), retention_days=90)
    await pool.execute("DELETE FROM pgqueuer")
    assert await tidy_up.requeue_jobless_tasks() == 0, "a task may be this young without a job"
    await pool.execute("UPDATE tasks SET created_at_ms = created_at_ms - 61000")
    assert await tidy_up.requeue_jobless_tasks() == 1
    assert await tidy_up.requeue_jobless_tasks() == 0


async def test_the_queues_log_is_kept_for_an_hour(pool: Pool, store: AssetStore) -> None:
    await pool.execute(
        "INSERT INTO pgqueuer_log (job_id, status, priority, entrypoint, created) "
        "SELECT i, 'exception', 0, 'run_task', now() - i * interval '59 minutes' "
        "FROM generate_series(3, 0, -1) AS i"
    )
    tidy_up = TidyUp(pool, store, MovableClock(), retention_days=90)
    await tidy_up.forget_old_tasks()
    assert [row["job_id"] for row in await pool.fetch("SELECT job_id FROM pgqueuer_log ORDER BY id")] == [
        1,
        0,
    ]
