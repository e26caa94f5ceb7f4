"""A task's end and all that must commit with it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import asyncpg
import structlog

from cavendish.database.attempt_rows import abandon_attempts
from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.delivery_rows import owe_deliveries
from cavendish.database.task_rows import GoodEnd, fail_task, succeed_tasks
from cavendish.domain.errors import FailCode
from cavendish.domain.ids import TaskId
from cavendish.domain.task import TaskStatus

_CLOSES_TRIED: Final = 3
_log: Final = structlog.get_logger("cavendish.tasks")


async def end_in_success(pool: Pool, ends: Sequence[GoodEnd]) -> list[TaskStatus | None]:
    """End processing tasks with their stored pictures, in one transaction; None for one that had ended.

    Calls that other workers have open for them are closed next. Whoever dies before that finds the ended
    task again, for its job is still there.
    """
    if any(end.owes_callback for end in ends):
        async with pool.acquire() as connection, connection.transaction():
            ended = await succeed_tasks(connection, ends)
            owing = [
                each.status
                for end, each in zip(ends, ended, strict=True)
                if end.owes_callback and each is not None
            ]
            await owe_deliveries(connection, owing)
    else:
        ended = await succeed_tasks(pool, ends)
    taken_over = [each.status.id for each in ended if each is not None and each.was_taken_over]
    if taken_over:
        await _close_other_calls(pool, taken_over)
    return [None if each is None else each.status for each in ended]


async def _close_other_calls(pool: Pool, task_ids: Sequence[TaskId]) -> None:
    """What ended stays ended, whatever becomes of this: the workers that made those calls close them, too."""
    for _ in range(_CLOSES_TRIED):
        try:
            await abandon_attempts(pool, task_ids, reason="the task ended: success by another call")
        except asyncpg.DeadlockDetectedError:
            continue
        return
    _log.warning("calls of ended tasks could not be closed", tasks=len(task_ids))


async def end_in_failure(
    connection: Connection,
    task_id: TaskId,
    *,
    code: FailCode,
    message: str,
    details: Mapping[str, Any] | None = None,
) -> TaskStatus | None:
    """End a live task without a picture, in the caller's transaction; None when it had ended already.

    Whatever calls for it are open are closed.
    """
    status = await fail_task(connection, task_id, code=code, message=message, details=details)
    how = code.value if status is not None else "without it"
    await abandon_attempts(connection, [task_id], reason=f"the task ended: {how}")
    if status is not None:
        await owe_deliveries(connection, [status])
    return status
