"""The short way of a submit: one statement, where no key needs a closer look."""

import asyncio
from pathlib import Path

import asyncpg
import pytest
from tests.integration.database.test_submit_task import new_task

from cavendish.adapters.references.reference_source import read_data_url
from cavendish.adapters.storage.store_address import open_asset_store
from cavendish.database.connection_pool import Pool
from cavendish.database.job_queue import RUN_TASK, enqueue_tasks
from cavendish.database.task_rows import set_live_bounds, store_plainly
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.errors import BalanceUsedUpError, TooManyLiveTasksError, UnauthenticatedError
from cavendish.domain.ids import ApiKeyId, TaskId
from cavendish.domain.task import NewTask
from cavendish.services.manage_keys import ManageKeys
from cavendish.services.submit_task import SubmitTask

CAP = 5


@pytest.fixture
async def key_id(pool: Pool) -> ApiKeyId:
    """A key of which is known that nothing of it lives."""
    key, _ = await ManageKeys(pool).create(NewApiKey(name="test", max_live_tasks=CAP))
    async with pool.acquire() as connection:
        await set_live_bounds(connection, {key: 0})
    return key


async def is_stored(pool: Pool, *tasks: NewTask) -> bool:
    asked: dict[ApiKeyId, int] = {}
    for task in tasks:
        asked[task.api_key_id] = asked.get(task.api_key_id, 0) + 1
    is_plain = await store_plainly(pool, asked, tasks, entrypoint=RUN_TASK)
    ids = [task.id for task in tasks]
    stored = await pool.fetchval("SELECT count(*) FROM tasks WHERE id = ANY ($1)", ids)
    jobs = await pool.fetchval(
        "SELECT count(*) FROM pgqueuer WHERE convert_from(payload, 'UTF8') = ANY ($1)", ids
    )
    assert stored == jobs == (len(tasks) if is_plain else 0)
    return is_plain


async def test_a_job_is_the_row_that_the_queue_itself_makes(pool: Pool, key_id: ApiKeyId) -> None:
    task = new_task(key_id)
    assert await is_stored(pool, task)
    async with pool.acquire() as connection:
        await enqueue_tasks(connection, [TaskId(task.id)])
    ours, theirs = [dict(row) for row in await pool.fetch("SELECT * FROM pgqueuer ORDER BY id")]
    for row in (ours, theirs):
        assert row.pop("id")
        assert len({row.pop(name) for name in ("created", "updated", "heartbeat", "execute_after")}) == 1
    assert ours == theirs


async def test_up_to_its_cap_a_key_goes_the_short_way_and_not_a_task_further(
    pool: Pool, key_id: ApiKeyId
) -> None:
    assert await is_stored(pool, *(new_task(key_id) for _ in range(CAP)))
    assert not await is_stored(pool, new_task(key_id))


async def test_whose_live_tasks_are_not_known_is_looked_at(pool: Pool, key_id: ApiKeyId) -> None:
    await pool.execute("TRUNCATE live_bounds")
    assert not await is_stored(pool, new_task(key_id))


@pytest.mark.parametrize("change", ["revoked_at_ms = 1", "balance_microusd = 1000000", "max_live_tasks = 0"])
async def test_one_key_that_needs_a_look_keeps_the_whole_batch_from_the_short_way(
    pool: Pool, key_id: ApiKeyId, change: str
) -> None:
    other, _ = await ManageKeys(pool).create(NewApiKey(name="other"))
    async with pool.acquire() as connection:
        await set_live_bounds(connection, {other: 0})
    assert await is_stored(pool, new_task(key_id), new_task(other))
    await pool.execute(f"UPDATE api_keys SET {change} WHERE id = $1", other)
    assert not await is_stored(pool, new_task(key_id), new_task(other))
    assert await is_stored(pool, new_task(key_id))


async def test_a_key_that_is_not_there_gets_nothing(pool: Pool, key_id: ApiKeyId) -> None:
    assert not await is_stored(pool, new_task(key_id), new_task(ApiKeyId(4_711)))


async def test_a_row_that_the_database_refuses_takes_its_batch_along(pool: Pool, key_id: ApiKeyId) -> None:
    with pytest.raises(asyncpg.DataError):
        await is_stored(pool, new_task(key_id), new_task(key_id, prompt="a\0b"))
    assert await pool.fetchval("SELECT count(*) FROM tasks") == 0


async def test_a_submit_takes_the_long_way_when_the_short_one_is_closed_and_comes_back(
    pool: Pool, tmp_path: Path, key_id: ApiKeyId
) -> None:
    submit = SubmitTask(pool, open_asset_store(tmp_path.as_uri(), {}), read_data_url=read_data_url)
    bad, good = new_task(key_id, prompt="a\0b"), new_task(key_id)
    answers = await asyncio.gather(submit(bad), submit(good), return_exceptions=True)
    assert answers[1] == good.id
    assert isinstance(answers[0], asyncpg.DataError)
    await pool.execute("UPDATE api_keys SET balance_microusd = 30 WHERE id = $1", key_id)
    await submit(new_task(key_id, price_microusd=20))
    with pytest.raises(BalanceUsedUpError):
        await submit(new_task(key_id, price_microusd=20))
    await pool.execute("UPDATE api_keys SET balance_microusd = NULL WHERE id = $1", key_id)
    for _ in range(CAP - 2):
        await submit(new_task(key_id, price_microusd=20))
    with pytest.raises(TooManyLiveTasksError):
        await submit(new_task(key_id))
    await pool.execute("UPDATE tasks SET state = 'failed', fail_code = 'CANCELLED', completed_at_ms = 1")
    assert len(await submit.together([new_task(key_id) for _ in range(CAP)])) == CAP
    await ManageKeys(pool).revoke(key_id)
    with pytest.raises(UnauthenticatedError):
        await submit(new_task(key_id))
    assert await pool.fetchval("SELECT count(*) FROM tasks") == CAP + CAP
    assert await pool.fetchval("SELECT count(*) FROM pgqueuer") == CAP + CAP
