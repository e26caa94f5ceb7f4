import asyncio
import base64
import threading
from pathlib import Path

import asyncpg
import pytest
from tests.standins.sample_pictures import picture

from cavendish.adapters.references.reference_source import read_data_url
from cavendish.adapters.storage.store_address import open_asset_store
from cavendish.database.connection_pool import Pool
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.errors import (
    BalanceUsedUpError,
    ConflictError,
    InvalidRequestError,
    NotReadyError,
    StorageError,
    TooManyLiveTasksError,
    UnauthenticatedError,
)
from cavendish.domain.generation import GenerationRequest, Mode, ReferenceImage
from cavendish.domain.ids import ApiKeyId, new_asset_token, new_task_id
from cavendish.domain.routing import Strategy
from cavendish.domain.task import NewTask
from cavendish.ports.asset_store import AssetStore
from cavendish.services.manage_keys import ManageKeys
from cavendish.services.submit_task import SubmitTask


@pytest.fixture
def store(tmp_path: Path) -> AssetStore:
    return open_asset_store(tmp_path.as_uri(), {})


@pytest.fixture
def submit(pool: Pool, store: AssetStore) -> SubmitTask:
    return SubmitTask(pool, store, read_data_url=read_data_url)


@pytest.fixture
async def key_id(pool: Pool) -> ApiKeyId:
    key, _ = await ManageKeys(pool).create(NewApiKey(name="test", max_live_tasks=5))
    return key


def new_task(key_id: ApiKeyId, *, prompt: str = "a fox", **fields: object) -> NewTask:
    return NewTask(
        id=new_task_id(1_000),
        api_key_id=key_id,
        model="nano-banana",
        request=GenerationRequest(mode=Mode.TEXT_TO_IMAGE, prompt=prompt),
        strategy=Strategy.AUTO,
        asset_token=new_asset_token(),
        **fields,  # type: ignore[arg-type] # only names of NewTask's fields are passed
    )


async def test_a_task_and_its_job_are_stored_when_the_id_is_answered(
    submit: SubmitTask, pool: Pool, key_id: ApiKeyId
) -> None:
    task_id = await submit(new_task(key_id))
    assert await pool.fetchval("SELECT state FROM tasks WHERE id = $1", task_id) == "pending"
    assert await pool.fetchval("SELECT convert_from(payload, 'UTF8') FROM pgqueuer") == task_id


async def test_the_cap_on_live_tasks_is_exact_however_many_come_at_once(
    submit: SubmitTask, pool: Pool, key_id: ApiKeyId
) -> None:
    answers = await asyncio.gather(*(submit(new_task(key_id)) for _ in range(12)), return_exceptions=True)
    assert sum(isinstance(answer, str) for answer in answers) == 5
    assert sum(isinstance(answer, TooManyLiveTasksError) for answer in answers) == 7
    assert await pool.fetchval("SELECT count(*) FROM tasks") == 5


async def test_the_cap_is_exact_over_two_processes(pool: Pool, tmp_path: Path, key_id: ApiKeyId) -> None:
    store = open_asset_store(tmp_path.as_uri(), {})
    one, two = (SubmitTask(pool, store, read_data_url=read_data_url) for _ in range(2))
    answers = await asyncio.gather(
        *(process(new_task(key_id)) for _ in range(6) for process in (one, two)), return_exceptions=True
    )
    assert sum(isinstance(answer, str) for answer in answers) == 5


async def test_a_task_may_be_submitted_again_after_one_has_ended(
    submit: SubmitTask, pool: Pool, key_id: ApiKeyId
) -> None:
    ids = [await submit(new_task(key_id)) for _ in range(5)]
    with pytest.raises(TooManyLiveTasksError):
        await submit(new_task(key_id))
    await pool.execute(
        "UPDATE tasks SET state = 'failed', fail_code = 'CANCELLED', completed_at_ms = 1 WHERE id = $1",
        ids[0],
    )
    assert await submit(new_task(key_id))


async def test_the_same_idempotency_key_and_body_give_the_same_task(
    submit: SubmitTask, pool: Pool, key_id: ApiKeyId
) -> None:
    first = await submit(new_task(key_id, idempotency_key="order-1", body_digest=b"a"))
    assert await submit(new_task(key_id, idempotency_key="order-1", body_digest=b"a")) == first
    assert await pool.fetchval("SELECT count(*) FROM tasks") == 1


async def test_the_same_idempotency_key_twice_in_one_batch_makes_one_task(
    submit: SubmitTask, pool: Pool, key_id: ApiKeyId
) -> None:
    answers = await asyncio.gather(
        *(submit(new_task(key_id, idempotency_key="order-1", body_digest=b"a")) for _ in range(4))
    )
    assert len(set(answers)) == 1
    assert await pool.fetchval("SELECT count(*) FROM tasks") == 1


async def test_another_body_under_the_same_idempotency_key_is_a_conflict(
    submit: SubmitTask, key_id: ApiKeyId
) -> None:
    await submit(new_task(key_id, idempotency_key="order-1", body_digest=b"a"))
    with pytest.raises(ConflictError):
        await submit(new_task(key_id, idempotency_key="order-1", body_digest=b"b"))


async def test_a_revoked_key_cannot_submit_even_where_it_is_still_cached(
    submit: SubmitTask, pool: Pool, key_id: ApiKeyId
) -> None:
    await ManageKeys(pool).revoke(key_id)
    with pytest.raises(UnauthenticatedError):
        await submit(new_task(key_id))


async def test_a_row_that_the_database_refuses_does_not_take_its_neighbours_down(
    submit: SubmitTask, pool: Pool, key_id: ApiKeyId
) -> None:
    good, bad = new_task(key_id), new_task(key_id, prompt="a\0b")
    answers = await asyncio.gather(submit(good), submit(bad), return_exceptions=True)
    assert answers[0] == good.id
    assert isinstance(answers[1], Exception)
    assert await pool.fetchval("SELECT count(*) FROM tasks") == 1


async def test_a_bad_data_url_is_refused_with_the_field_it_is_in(
    submit: SubmitTask, key_id: ApiKeyId
) -> None:
    task = new_task(key_id)
    request = GenerationRequest(
        mode=Mode.IMAGE_TO_IMAGE,
        prompt="x",
        image_urls=("https://example.com/a.png", "data:image/png;base64,!!"),
    )
    with pytest.raises(InvalidRequestError, match=r"input\.image_urls\[1\]"):
        await submit(task._replace(request=request))


DATA_URL = "data:image/png;base64," + base64.b64encode(picture()).decode()


def edit_task(key_id: ApiKeyId, *urls: str, **fields: object) -> NewTask:
    task = new_task(key_id, **fields)  # type: ignore[arg-type] # only what new_task takes is passed
    return task._replace(request=task.request._replace(mode=Mode.IMAGE_TO_IMAGE, image_urls=urls))


async def test_only_stored_tasks_leave_their_pictures_in_the_storage(
    submit: SubmitTask, store: AssetStore, key_id: ApiKeyId, pool: Pool
) -> None:
    named = {"idempotency_key": "order-1", "body_digest": b"a"}
    task_id = await submit(edit_task(key_id, DATA_URL, **named))
    assert await submit(edit_task(key_id, DATA_URL, **named)) == task_id
    with pytest.raises(ConflictError):
        await submit(edit_task(key_id, DATA_URL, **{**named, "body_digest": b"b"}))
    with pytest.raises(TooManyLiveTasksError):
        await submit.together([edit_task(key_id, DATA_URL) for _ in range(5)])
    with pytest.raises(InvalidRequestError, match=r"input\.image_urls\[1\]"):
        await submit(edit_task(key_id, DATA_URL, "data:image/png;base64,!!"))
    await pool.execute("UPDATE api_keys SET balance_microusd = 0 WHERE id = $1", key_id)
    with pytest.raises(BalanceUsedUpError):
        await submit(edit_task(key_id, DATA_URL, price_microusd=20))
    assert await store.list_keys("uploads") == [f"uploads/{task_id}/0"]


@pytest.mark.parametrize(("tasks", "blocked"), [(1, 2), (2, 1)], ids=["its third", "its neighbour's second"])
async def test_pictures_that_were_stored_before_one_could_not_be_are_deleted(
    submit: SubmitTask, store: AssetStore, key_id: ApiKeyId, tasks: int, blocked: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    group = [edit_task(key_id, *[DATA_URL] * 4) for _ in range(tasks)]
    whole = store.put

    async def put(key: str, content: bytes, *, media_type: str) -> bool:
        """As on a disk that is full for this one."""
        if key == f"uploads/{group[-1].id}/{blocked}":
            raise StorageError("no space left")
        return await whole(key, content, media_type=media_type)

    monkeypatch.setattr(store, "put", put)
    with pytest.raises(NotReadyError, match="pictures cannot be stored now"):
        await submit.together(group)
    assert await store.list_keys("uploads") == []


@pytest.mark.parametrize(
    ("bad", "refusal"),
    [({"prompt": "a\0b"}, asyncpg.DataError), ({"price_microusd": -20}, asyncpg.CheckViolationError)],
)
async def test_a_row_that_the_database_refuses_leaves_no_pictures(
    submit: SubmitTask, store: AssetStore, pool: Pool, bad: dict[str, object], refusal: type[Exception]
) -> None:
    key_id, _ = await ManageKeys(pool).create(NewApiKey(name="prepaid", balance_microusd=50))
    task = edit_task(key_id, DATA_URL, **bad)
    with pytest.raises(refusal):
        await submit(task)
    assert await store.list_keys("uploads") == []


async def test_a_crowd_that_is_turned_away_leaves_no_pictures_and_a_lost_answer_keeps_them(
    pool: Pool, store: AssetStore, key_id: ApiKeyId
) -> None:
    submit = SubmitTask(pool, store, read_data_url=read_data_url, most_waiting=1)
    in_hand, waiting, one_too_many = (edit_task(key_id, DATA_URL) for _ in range(3))
    async with pool.acquire() as other, other.transaction():
        await other.execute("LOCK TABLE tasks IN EXCLUSIVE MODE")
        first = asyncio.create_task(submit(in_hand))
        while not (blocked := await other.fetch("SELECT pid FROM pg_locks WHERE NOT granted")):
            await asyncio.sleep(0.01)
        second = asyncio.create_task(submit(waiting))
        while not submit._batcher._waiting:
            await asyncio.sleep(0.01)
        with pytest.raises(NotReadyError, match="Too many requests"):
            await submit(one_too_many)
        await other.execute("SELECT pg_terminate_backend($1)", blocked[0]["pid"])
        with pytest.raises(NotReadyError, match="could not be stored"):
            await first
    assert await second == waiting.id
    kept = {f"uploads/{task.id}/0" for task in (in_hand, waiting)}
    assert set(await store.list_keys("uploads")) == kept


async def test_a_picture_that_is_named_often_is_decoded_once_and_told_by_its_first_place(
    pool: Pool, store: AssetStore, key_id: ApiKeyId
) -> None:
    read: list[str] = []

    def reading(url: str) -> ReferenceImage:
        read.append(url)
        return read_data_url(url)

    submit = SubmitTask(pool, store, read_data_url=reading)
    other = "data:image/png;base64," + base64.b64encode(picture(color=(1, 2, 3))).decode()
    task_id = await submit(edit_task(key_id, DATA_URL, other, DATA_URL, DATA_URL))
    assert read == [DATA_URL, other]
    assert len(await store.list_keys(f"uploads/{task_id}")) == 4
    bad = "data:image/png;base64,!!"
    with pytest.raises(InvalidRequestError, match=r"input\.image_urls\[1\]"):
        await submit(edit_task(key_id, DATA_URL, bad, DATA_URL, bad))


async def test_two_pictures_are_decoded_at_once_and_no_more(
    pool: Pool, store: AssetStore, key_id: ApiKeyId
) -> None:
    busy, most, lock = 0, 0, threading.Lock()

    def read(url: str) -> ReferenceImage:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        try:
            return read_data_url(url)
        finally:
            with lock:
                busy -= 1

    submit = SubmitTask(pool, store, read_data_url=read)
    await asyncio.gather(*(submit(edit_task(key_id, DATA_URL)) for _ in range(5)))
    assert 1 <= most <= 2


async def test_the_cap_holds_when_a_crash_of_the_database_has_forgotten_the_bounds(
    submit: SubmitTask, pool: Pool, key_id: ApiKeyId
) -> None:
    for _ in range(4):
        await submit(new_task(key_id))
    await pool.execute("TRUNCATE live_bounds")
    await submit(new_task(key_id))
    with pytest.raises(TooManyLiveTasksError):
        await submit(new_task(key_id))


async def test_live_tasks_are_counted_only_near_the_cap(
    pool: Pool, submit: SubmitTask, key_id: ApiKeyId
) -> None:
    ids = [await submit(new_task(key_id)) for _ in range(5)]
    assert await pool.fetchval("SELECT bound FROM live_bounds") == 5
    await pool.execute(
        "UPDATE tasks SET state = 'failed', fail_code = 'CANCELLED', completed_at_ms = 1 WHERE id <> $1",
        ids[0],
    )
    assert await submit(new_task(key_id)), "the bound says six, the rows say one"
    assert await pool.fetchval("SELECT bound FROM live_bounds") == 2


async def test_a_group_is_stored_whole_or_not_at_all(
    submit: SubmitTask, pool: Pool, key_id: ApiKeyId
) -> None:
    first = await submit.together([new_task(key_id) for _ in range(3)])
    assert len(set(first)) == 3
    with pytest.raises(TooManyLiveTasksError):
        await submit.together([new_task(key_id) for _ in range(3)])
    assert await pool.fetchval("SELECT count(*) FROM tasks") == 3
    assert len(await submit.together([new_task(key_id) for _ in range(2)])) == 2
    assert await pool.fetchval("SELECT count(*) FROM pgqueuer") == 5


async def test_a_refused_group_takes_nothing_from_its_neighbours_in_the_batch(
    submit: SubmitTask, pool: Pool
) -> None:
    key_id, _ = await ManageKeys(pool).create(NewApiKey(name="poor", balance_microusd=50))
    priced = {"price_microusd": 20}
    named = {**priced, "idempotency_key": "once", "body_digest": b"x"}
    answers = await asyncio.gather(
        submit.together([new_task(key_id, **named), new_task(key_id, **priced), new_task(key_id, **priced)]),
        submit.together([new_task(key_id, **named), new_task(key_id, **priced)]),
        return_exceptions=True,
    )
    assert isinstance(answers[0], BalanceUsedUpError)
    assert isinstance(answers[1], tuple)
    assert await pool.fetchval("SELECT count(*) FROM tasks") == 2
    assert await pool.fetchval("SELECT balance_microusd FROM api_keys WHERE id = $1", key_id) == 10


@pytest.mark.parametrize("count", [1, 3])
async def test_tasks_that_meet_a_migration_s_locks_crosswise_are_stored_after_it(
    submit: SubmitTask, pool: Pool, database_url: str, key_id: ApiKeyId, count: int
) -> None:
    migration = await asyncpg.connect(database_url)
    try:
        # It is the submit that PostgreSQL gives up.
        await migration.execute("BEGIN; SET LOCAL deadlock_timeout = '30s'")
        await migration.execute("LOCK TABLE pgqueuer IN ACCESS EXCLUSIVE MODE")
        answers = [asyncio.create_task(submit(new_task(key_id))) for _ in range(count)]
        async with asyncio.timeout(20):
            while not await migration.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"):
                await asyncio.sleep(0.01)
        await migration.execute("LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE")
        await migration.execute("COMMIT")
        async with asyncio.timeout(20):
            task_ids = await asyncio.gather(*answers)
    finally:
        await migration.close()
    assert len(set(task_ids)) == count
    assert await pool.fetchval("SELECT count(*) FROM tasks") == count
    assert await pool.fetchval("SELECT count(*) FROM pgqueuer") == count
