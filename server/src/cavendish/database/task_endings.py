"""A task's end and all that must commit with it, in the caller's transaction."""

from collections.abc import Mapping
from typing import Any

from cavendish.database.attempt_rows import abandon_attempts
from cavendish.database.connection_pool import Connection
from cavendish.database.delivery_rows import owe_delivery
from cavendish.database.task_rows import fail_task, succeed_task
from cavendish.domain.errors import FailCode
from cavendish.domain.ids import TaskId
from cavendish.domain.task import TaskStatus


async def end_in_success(
    connection: Connection,
    task_id: TaskId,
    *,
    cost_microusd: int,
    details: Mapping[str, Any] | None,
    asset_size_bytes: int,
) -> TaskStatus | None:
    """End a processing task with its stored picture; None when it had ended already."""
    status = await succeed_task(
        connection,
        task_id,
        cost_microusd=cost_microusd,
        details=details,
        asset_size_bytes=asset_size_bytes,
    )
    if status is not None:
        await owe_delivery(connection, status)
    return status


async def end_in_failure(
    connection: Connection,
    task_id: TaskId,
    *,
    code: FailCode,
    message: str,
    details: Mapping[str, Any] | None = None,
) -> TaskStatus | None:
    """End a live task without a picture; None when it had ended already."""
    status = await fail_task(connection, task_id, code=code, message=message, details=details)
    if status is not None:
        await abandon_attempts(connection, task_id, reason=f"the task ended: {code.value}")
        await owe_delivery(connection, status)
    return status
