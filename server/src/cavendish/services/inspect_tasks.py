"""Use case: look through the tasks of all keys, as the operator."""

from dataclasses import dataclass

from cavendish.database.admin_rows import TaskFilter, TaskOwner, TaskRow, find_owner, list_all_tasks
from cavendish.database.attempt_rows import Attempt, list_attempts
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.moderation_rows import list_decisions
from cavendish.database.task_rows import TaskDetail, find_detail
from cavendish.domain.errors import NotFoundError, NotReadyError
from cavendish.domain.ids import TaskId, first_task_id
from cavendish.domain.moderation import ModerationDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRowPage:
    """Tasks, newest first, and where the next page begins (None: there is none)."""

    rows: list[TaskRow]
    next_before: TaskId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedTask:
    """Everything that is known of a task."""

    detail: TaskDetail
    owner: TaskOwner
    attempts: list[Attempt]
    decisions: list[ModerationDecision]


class InspectTasks:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def page(
        self,
        wanted: TaskFilter,
        *,
        before: TaskId | None = None,
        from_ms: int | None = None,
        to_ms: int | None = None,
        limit: int = 50,
    ) -> TaskRowPage:
        """One page of the tasks created in a range of time; pass `next_before` as `before` for the next.

        Raises ConflictError when there is too much to look through, and NotReadyError.
        """
        below = "task_g" if to_ms is None else first_task_id(to_ms)
        try:
            found = await list_all_tasks(
                self._pool,
                wanted,
                below=min(below, before or below),
                from_id="" if from_ms is None else first_task_id(from_ms),
                limit=limit + 1,
            )
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Tasks cannot be read now; try again shortly") from error
        next_before = found[limit - 1].status.id if len(found) > limit else None
        return TaskRowPage(rows=found[:limit], next_before=next_before)

    async def detail(self, task_id: TaskId) -> InspectedTask:
        """Any key's task with every call made for it. Raises NotFoundError."""
        try:
            owner = await find_owner(self._pool, task_id)
            if owner is None:
                raise NotFoundError("Task not found")
            detail = await find_detail(self._pool, task_id=task_id, key_id=owner.key_id)
            if detail is None:
                raise NotFoundError("Task not found")
            return InspectedTask(
                detail=detail,
                owner=owner,
                attempts=await list_attempts(self._pool, task_id),
                decisions=await list_decisions(self._pool, task_id=task_id),
            )
        except CONNECTION_ERRORS as error:
            raise NotReadyError("The task cannot be read now; try again shortly") from error
