"""The tasks that are being made in this process, and how one is stopped that ended elsewhere."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.task_rows import find_statuses
from cavendish.domain.ids import TaskId

_log: Final = structlog.get_logger("cavendish.run_task")


@dataclass(slots=True, kw_only=True)
class _Running:
    """A task that is being made here."""

    work: asyncio.Task[None]
    is_ending: bool = False
    """Its end is ours, being written now: what is heard of it from now on is our own voice."""
    ended_elsewhere: bool = False
    """Its owner cancelled it, or another worker ended it."""


class RunningTasks:
    """Work by the task it is done for, each of which may end elsewhere at any moment."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._running: dict[TaskId, _Running] = {}
        self._to_look_at: set[TaskId] = set()
        self._look: asyncio.Task[None] | None = None

    def __contains__(self, task_id: TaskId) -> bool:
        return task_id in self._running

    async def run(self, task_id: TaskId, work: Coroutine[Any, Any, None]) -> bool:
        """Do the work of a task; false when it was stopped, because the task ended elsewhere meanwhile."""
        running = _Running(work=asyncio.create_task(work, name=task_id))
        self._running[task_id] = running
        try:
            await running.work
        except asyncio.CancelledError:
            if not running.ended_elsewhere:
                raise
            return False
        finally:
            self._running.pop(task_id, None)
        return True

    def note_ending(self, task_id: TaskId) -> None:
        """Its end is being written here: what is heard of it is no reason to stop its work any more."""
        if (running := self._running.get(task_id)) is not None:
            running.is_ending = True

    def notice(self, task_ids: str) -> None:
        """Tasks ended somewhere: one that is being made here and is not ending here was cancelled."""
        self._look_at(
            task_id
            for task_id in map(TaskId, task_ids.split())
            if (running := self._running.get(task_id)) is not None and not running.is_ending
        )

    def notice_gap(self) -> None:
        """Notices may have been missed: look at everything that is being made here."""
        self._look_at(self._running)

    def _look_at(self, task_ids: Iterable[TaskId]) -> None:
        self._to_look_at.update(task_ids)
        if self._to_look_at and (self._look is None or self._look.done()):
            self._look = asyncio.get_running_loop().create_task(self._look_until_all_seen())

    async def _look_until_all_seen(self) -> None:
        while self._to_look_at:
            task_ids = list(self._to_look_at)
            self._to_look_at.clear()
            await self._stop_if_ended(task_ids)

    async def _stop_if_ended(self, task_ids: Sequence[TaskId]) -> None:
        try:
            statuses = await find_statuses(self._pool, task_ids)
        except CONNECTION_ERRORS as error:
            _log.warning("could not look for cancelled tasks", reason=str(error))
            return
        for task_id in task_ids:
            running, status = self._running.get(task_id), statuses.get(task_id)
            if running is None or running.is_ending or (status is not None and not status.state.is_final):
                continue
            running.ended_elsewhere = True
            running.work.cancel()
