"""Ends tasks that owe a callback, and plays the queue for their deliveries, one job at a time."""

from collections.abc import Mapping
from typing import Any

from cavendish.adapters.outbound.callback_http import CallbackHttp
from cavendish.database.connection_pool import Pool
from cavendish.database.job_queue import DELIVER_CALLBACK
from cavendish.database.task_endings import end_in_failure, end_in_success
from cavendish.database.task_rows import GoodEnd, Start, insert_tasks, start_tasks
from cavendish.domain.api_key import NewApiKey
from cavendish.domain.clock import SystemClock
from cavendish.domain.errors import FailCode
from cavendish.domain.generation import GenerationRequest, Mode
from cavendish.domain.ids import ApiKeyId, DeliveryId, TaskId, new_asset_token, new_task_id
from cavendish.domain.network_policy import NetworkPolicy
from cavendish.domain.receiver_slots import ReceiverSlots
from cavendish.domain.routing import Strategy
from cavendish.domain.task import NewTask, TaskStatus
from cavendish.entrypoints.api.answers.status_envelope import render_status_envelope
from cavendish.services.deliver_callback import DeliverCallback
from cavendish.services.manage_keys import ManageKeys

PUBLIC_URL = "https://pictures.example.com"


def render(status: TaskStatus) -> bytes:
    return render_status_envelope(status, public_url=PUBLIC_URL)


async def make_key(pool: Pool, name: str = "test") -> ApiKeyId:
    key_id, _ = await ManageKeys(pool).create(NewApiKey(name=name))
    return key_id


async def make_tasks(pool: Pool, key_id: ApiKeyId, callback_url: str | None, count: int = 1) -> list[TaskId]:
    """Tasks in `pending` that owe a callback when they end."""
    now_ms = SystemClock().now_ms()
    tasks = [
        NewTask(
            id=new_task_id(now_ms),
            api_key_id=key_id,
            model="nano-banana",
            request=GenerationRequest(mode=Mode.TEXT_TO_IMAGE, prompt="a fox"),
            strategy=Strategy.AUTO,
            asset_token=new_asset_token(),
            callback_url=callback_url,
        )
        for _ in range(count)
    ]
    async with pool.acquire() as connection, connection.transaction():
        await insert_tasks(connection, tasks)
    return [task.id for task in tasks]


async def succeed(pool: Pool, task_id: TaskId) -> None:
    await start_tasks(pool, [Start(task_id)])
    end = GoodEnd(task_id=task_id, attempt_id=None, cost_microusd=0, asset_size_bytes=1, owes_callback=True)
    assert await end_in_success(pool, [end]) != [None]


async def fail(pool: Pool, task_id: TaskId, code: FailCode = FailCode.CONTENT_VIOLATION) -> None:
    async with pool.acquire() as connection, connection.transaction():
        assert await end_in_failure(connection, task_id, code=code, message="content policy")


async def owe(pool: Pool, key_id: ApiKeyId, url: str) -> DeliveryId:
    """A task that has succeeded and whose callback was not sent yet."""
    (task_id,) = await make_tasks(pool, key_id, url)
    await succeed(pool, task_id)
    return DeliveryId(await pool.fetchval("SELECT id FROM deliveries WHERE task_id = $1", task_id))


def make_http(*, limit_s: float = 5.0, policy: NetworkPolicy | None = None, **others: Any) -> CallbackHttp:
    return CallbackHttp(policy or NetworkPolicy(allow_private=True), limit_s=limit_s, **others)


def make_deliver(pool: Pool, http: CallbackHttp, **changes: Any) -> DeliverCallback:
    settings: Mapping[str, Any] = {
        "post": http.post,
        "render": render,
        "retry_delays_s": (30.0, 120.0, 600.0),
        "slots": ReceiverSlots(),
        **changes,
    }
    return DeliverCallback(pool, SystemClock(), **settings)


async def queued_jobs(pool: Pool) -> list[tuple[bytes, float]]:
    """Payloads of the waiting jobs and the seconds until each is due, in order of arrival."""
    rows = await pool.fetch(
        "SELECT payload, extract(epoch FROM execute_after - clock_timestamp())::float8 AS due_s "
        "FROM pgqueuer WHERE entrypoint = $1 ORDER BY id",
        DELIVER_CALLBACK,
    )
    return [(row["payload"], row["due_s"]) for row in rows]


async def run_next_job(pool: Pool, deliver: DeliverCallback) -> float:
    """Take the oldest job, whenever it is due, as the queue would; returns how long it would have waited."""
    (payload, due_s), *_ = await queued_jobs(pool)
    await deliver(payload)
    await pool.execute("DELETE FROM pgqueuer WHERE payload = $1", payload)
    return due_s
