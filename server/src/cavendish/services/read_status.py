"""Use case: report the state of one task."""

from collections.abc import Callable, Sequence
from typing import Final

from cavendish.database.batcher import Batcher
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.task_rows import find_statuses
from cavendish.domain.errors import NotFoundError, NotReadyError
from cavendish.domain.ids import ApiKeyId, TaskId
from cavendish.domain.task import TaskStatus

_CACHED_TASKS: Final = 50_000


class ReadStatus:
    """Reads many tasks in one round trip; ended tasks never change and are kept in memory."""

    def __init__(self, pool: Pool, *, on_ended: Callable[[TaskStatus], None] = lambda _: None) -> None:
        """`on_ended` hears of every ended task that was read from the database."""
        self._pool = pool
        self._on_ended = on_ended
        self._batcher: Batcher[TaskId, TaskStatus | None] = Batcher(self._fetch, parallel=2)
        # Two generations: when the young one is full it becomes the old one, and the old one is dropped.
        self._young: dict[TaskId, TaskStatus] = {}
        self._old: dict[TaskId, TaskStatus] = {}

    async def __call__(self, task_id: TaskId, *, key_id: ApiKeyId, model: str | None = None) -> TaskStatus:
        """The caller's own task, as it stands now; another key's or model's reads as not found."""
        status = self.find_ended(task_id)
        if status is None:
            try:
                status = await self._batcher(task_id)
            except CONNECTION_ERRORS as error:
                raise NotReadyError("The task cannot be read now; try again shortly") from error
        if status is None or status.api_key_id != key_id or (model is not None and status.model != model):
            raise NotFoundError("Task not found")
        return status

    def find_ended(self, task_id: TaskId) -> TaskStatus | None:
        """An ended task that is in memory, whoever owns it; None says nothing."""
        status = self._young.get(task_id)
        if status is None and (status := self._old.get(task_id)) is not None:
            self._keep(status)
        return status

    async def _fetch(self, task_ids: Sequence[TaskId]) -> list[TaskStatus | Exception | None]:
        found = await find_statuses(self._pool, task_ids)
        for status in found.values():
            if status.state.is_final:
                self._keep(status)
                self._on_ended(status)
        return [found.get(task_id) for task_id in task_ids]

    def _keep(self, status: TaskStatus) -> None:
        if len(self._young) >= _CACHED_TASKS // 2:
            self._old, self._young = self._young, {}
        self._young[status.id] = status
