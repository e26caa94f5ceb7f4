"""Jobs on pgqueuer: enqueued inside the transaction of the rows they stand for."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, cast

import asyncpg
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.queries import Queries

from cavendish.database.connection_pool import Connection
from cavendish.domain.ids import TaskId

RUN_TASK: Final = "run_task"
"""The entrypoint that makes a task's picture; its payload is the task id."""
DELIVER_CALLBACK: Final = "deliver_callback"
"""The entrypoint that reports an ended task; its payload is the delivery id."""


async def enqueue_tasks(connection: Connection, task_ids: Sequence[TaskId]) -> None:
    """One job a task, in one statement; workers are notified when the transaction commits."""
    count = len(task_ids)
    await _queue(connection).enqueue(
        [RUN_TASK] * count, [task_id.encode() for task_id in task_ids], [0] * count
    )


async def enqueue_delivery(connection: Connection, delivery_id: str, *, delay_s: float = 0) -> None:
    """A job that sends one callback after `delay_s`."""
    await _queue(connection).enqueue(
        DELIVER_CALLBACK, delivery_id.encode(), execute_after=timedelta(seconds=delay_s) if delay_s else None
    )


def _queue(connection: Connection) -> Queries:
    # A pooled connection is a proxy with the connection's own methods, which the driver's hint leaves out.
    return Queries(AsyncpgDriver(cast("asyncpg.Connection[asyncpg.Record]", connection)))
