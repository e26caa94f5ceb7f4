"""Use case: end a task at its owner's wish."""

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.task_endings import end_in_failure
from cavendish.database.task_rows import find_statuses
from cavendish.domain.errors import ConflictError, FailCode, NotFoundError, NotReadyError
from cavendish.domain.ids import ApiKeyId, TaskId
from cavendish.domain.task import TaskStatus


class CancelTask:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def __call__(self, task_id: TaskId, *, key_id: ApiKeyId, model: str) -> TaskStatus:
        """End a live task as `failed` with CANCELLED; cancelling twice is the same as once.

        Its worker hears of it and stops. Raises NotFoundError, and ConflictError when it ended otherwise.
        """
        try:
            status = (await find_statuses(self._pool, [task_id])).get(task_id)
            if status is None or status.api_key_id != key_id or status.model != model:
                raise NotFoundError("Task not found")
            async with self._pool.acquire() as connection, connection.transaction():
                ended = await end_in_failure(
                    connection, task_id, code=FailCode.CANCELLED, message="Cancelled by the caller"
                )
            if ended is None:
                ended = (await find_statuses(self._pool, [task_id]))[task_id]
        except CONNECTION_ERRORS as error:
            raise NotReadyError("The task cannot be cancelled now; try again shortly") from error
        if ended.fail_code is not FailCode.CANCELLED:
            raise ConflictError(f"The task has ended already: {ended.state.value}")
        return ended
