"""Callbacks in the database: what is owed, and the POSTs made for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import asyncpg

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.job_queue import enqueue_deliveries
from cavendish.database.named_sql import load_queries
from cavendish.domain.correlation import Origin
from cavendish.domain.delivery import (
    Delivery,
    DeliveryAttempt,
    DeliveryJob,
    DeliveryState,
    OwedDelivery,
    new_delivery_id,
)
from cavendish.domain.ids import ApiKeyId, DeliveryId, TaskId
from cavendish.domain.task import TaskStatus

_SQL: Final = load_queries("deliveries")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptResult:
    """What came of one attempt, and what it makes of its delivery."""

    delivery_id: DeliveryId
    attempt: DeliveryAttempt
    retry_delay_s: float | None
    """None: no further attempt, for it succeeded or was the last."""

    @property
    def state(self) -> DeliveryState:
        if self.attempt.is_success:
            return DeliveryState.DELIVERED
        return DeliveryState.DEAD if self.retry_delay_s is None else DeliveryState.PENDING

    @property
    def next_job(self) -> DeliveryJob:
        return DeliveryJob(delivery_id=self.delivery_id, attempt=self.attempt.number + 1)


async def owe_deliveries(connection: Connection, ended: Sequence[TaskStatus]) -> None:
    """Store the callbacks of tasks that end in this transaction, and their jobs, where one was asked for."""
    ids = [new_delivery_id(status.completed_at_ms or status.created_at_ms) for status in ended]
    rows = await connection.fetch(_SQL["insert_deliveries"], ids, [status.id for status in ended])
    if rows:
        jobs = [DeliveryJob(delivery_id=DeliveryId(row["id"]), attempt=1) for row in rows]
        await enqueue_deliveries(connection, jobs)


async def find_owed(pool: Pool, delivery_ids: Sequence[DeliveryId]) -> dict[DeliveryId, OwedDelivery]:
    """The deliveries among these that are pending."""
    return {
        DeliveryId(row["id"]): OwedDelivery(
            id=DeliveryId(row["id"]),
            task_id=TaskId(row["task_id"]),
            api_key_id=ApiKeyId(row["api_key_id"]),
            url=row["url"],
            attempts=row["attempts"],
            failures=row["failures"],
            origin=Origin(request_id=row["request_id"], traceparent=row["traceparent"]),
        )
        for row in await pool.fetch(_SQL["find_pending"], delivery_ids)
    }


async def record_attempts(connection: Connection, results: Sequence[AttemptResult]) -> set[DeliveryId]:
    """Write attempts, move their deliveries on, and queue the retries; returns the ones that counted.

    An attempt whose number was recorded before does not count. `results` names each delivery once.
    """
    rows = await connection.fetch(
        _SQL["record_attempts"],
        [result.delivery_id for result in results],
        [result.attempt.number for result in results],
        [result.state.value for result in results],
        [round((result.retry_delay_s or 0) * 1000) for result in results],
        [result.attempt.started_at_ms for result in results],
        [result.attempt.duration_ms for result in results],
        [result.attempt.status_code for result in results],
        [result.attempt.error for result in results],
        [result.attempt.excerpt for result in results],
    )
    counted = {DeliveryId(row["delivery_id"]) for row in rows}
    retries = [
        (result.next_job, result.retry_delay_s)
        for result in results
        if result.retry_delay_s is not None and result.delivery_id in counted
    ]
    if retries:
        await enqueue_deliveries(
            connection, [job for job, _ in retries], delays_s=[delay_s for _, delay_s in retries]
        )
    return counted


async def list_deliveries(
    pool: Pool,
    *,
    key_id: ApiKeyId,
    before: DeliveryId | None,
    state: DeliveryState | None,
    task_id: TaskId | None,
    limit: int,
) -> list[Delivery]:
    """A key's deliveries, newest first; `before` is the last id of the page before."""
    wanted = state.value if state else None
    if task_id is not None:
        rows = await pool.fetch(_SQL["list_deliveries_of_task"], key_id, before, wanted, task_id)
    else:
        is_rare = state in (DeliveryState.PENDING, DeliveryState.DEAD)
        query = _SQL["list_unsettled_deliveries" if is_rare else "list_deliveries"]
        rows = await pool.fetch(query, key_id, before, wanted, limit)
    return [_delivery(row) for row in rows]


async def find_delivery(pool: Pool, delivery_id: DeliveryId, *, key_id: ApiKeyId) -> Delivery | None:
    """A key's own delivery; another key's is None."""
    row = await pool.fetchrow(_SQL["find_delivery"], delivery_id, key_id)
    return _delivery(row) if row else None


async def list_delivery_attempts(pool: Pool, delivery_id: DeliveryId) -> list[DeliveryAttempt]:
    """The POSTs made for one delivery, in order."""
    return [
        DeliveryAttempt(
            number=row["number"],
            started_at_ms=row["started_at_ms"],
            duration_ms=row["duration_ms"],
            status_code=row["status_code"],
            error=row["error"],
            excerpt=row["excerpt"],
        )
        for row in await pool.fetch(_SQL["list_attempts"], delivery_id)
    ]


async def replay_delivery(
    connection: Connection, delivery_id: DeliveryId, *, key_id: ApiKeyId
) -> Delivery | None:
    """Owe a key's own delivery again, with an attempt at once; None when it is not there."""
    row = await connection.fetchrow(_SQL["replay_delivery"], delivery_id, key_id)
    if row is None:
        return None
    delivery = _delivery(row)
    await enqueue_deliveries(
        connection, [DeliveryJob(delivery_id=delivery.id, attempt=delivery.attempts + 1)]
    )
    return delivery


async def requeue_jobless(connection: Connection, *, overdue_ms: int, limit: int) -> list[DeliveryId]:
    """Give overdue deliveries without a job a new one; returns which, none unless something went wrong."""
    rows = await connection.fetch(_SQL["list_jobless"], overdue_ms, limit)
    jobs = [DeliveryJob(delivery_id=DeliveryId(row["id"]), attempt=row["attempts"] + 1) for row in rows]
    if jobs:
        await enqueue_deliveries(connection, jobs)
    return [job.delivery_id for job in jobs]


def _delivery(row: asyncpg.Record) -> Delivery:
    return Delivery(
        id=DeliveryId(row["id"]),
        task_id=TaskId(row["task_id"]),
        url=row["url"],
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        failures=row["failures"],
        created_at_ms=row["created_at_ms"],
        next_attempt_at_ms=row["next_attempt_at_ms"],
        ended_at_ms=row["ended_at_ms"],
    )
