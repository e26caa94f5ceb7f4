"""Use case: look through one's own tasks."""

from dataclasses import dataclass

from cavendish.database.attempt_rows import Attempt, list_attempts
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.task_rows import TaskDetail, find_detail, list_tasks
from cavendish.domain.errors import NotFoundError, NotReadyError
from cavendish.domain.ids import ApiKeyId, TaskId
from cavendish.domain.task import TaskState, TaskStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """Tasks, newest first, and where the next page begins (None: there is none)."""

    tasks: list[TaskStatus]
    next_before: TaskId | None


class BrowseTasks:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def page(
        self,
        *,
        key_id: ApiKeyId,
        before: TaskId | None = None,
        state: TaskState | None = None,
        model: str | None = None,
        limit: int = 50,
    ) -> TaskPage:
        """One page of a key's tasks; pass `next_before` as `before` for the next."""
        try:
            tasks = await list_tasks(
                self._pool, key_id=key_id, before=before, state=state, model=model, limit=limit + 1
            )
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Tasks cannot be read now; try again shortly") from error
        return TaskPage(tasks=tasks[:limit], next_before=tasks[limit - 1].id if len(tasks) > limit else None)

    async def detail(self, task_id: TaskId, *, key_id: ApiKeyId) -> tuple[TaskDetail, list[Attempt]]:
        """A key's own task with every call made for it. Raises NotFoundError."""
        try:
            detail = await find_detail(self._pool, task_id=task_id, key_id=key_id)
            if detail is None:
                raise NotFoundError("Task not found")
            return detail, await list_attempts(self._pool, task_id)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("The task cannot be read now; try again shortly") from error
