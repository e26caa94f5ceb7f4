"""Jobs on pgqueuer: enqueued inside the transaction of the rows they stand for."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, cast

import asyncpg
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.queries import Queries

from cavendish.database.connection_pool import Connection
from cavendish.domain.delivery import DeliveryJob
from cavendish.domain.ids import TaskId

RUN_TASK: Final = "run_task"
"""The entrypoint that makes a task's picture; its payload is the task id."""
DELIVER_CALLBACK: Final = "deliver_callback"
"""The entrypoint that reports an ended task; its payload is an encoded `DeliveryJob`."""


async def enqueue_tasks(connection: Connection, task_ids: Sequence[TaskId]) -> None:
    """One job a task, in one statement; workers are notified when the transaction commits."""
    count = len(task_ids)
    await _queue(connection).enqueue(
        [RUN_TASK] * count, [task_id.encode() for task_id in task_ids], [0] * count
    )


async def enqueue_deliveries(
    connection: Connection, jobs: Sequence[DeliveryJob], *, delays_s: Sequence[float] | None = None
) -> None:
    """Jobs that each make one attempt of a callback, after its delay, in one statement.

    Those that were turned away come after fresh ones, so that the backlog of a slow receiver is no queue
    that everybody stands in.
    """
    await _queue(connection).enqueue(
        [DELIVER_CALLBACK] * len(jobs),
        [job.encode() for job in jobs],
        [-1 if job.turned_away else 0 for job in jobs],
        [timedelta(seconds=delay_s) for delay_s in delays_s or [0.0] * len(jobs)],
    )


def _queue(connection: Connection) -> Queries:
    # A pooled connection is a proxy with the connection's own methods, which the driver's hint leaves out.
    return Queries(AsyncpgDriver(cast("asyncpg.Connection[asyncpg.Record]", connection)))
