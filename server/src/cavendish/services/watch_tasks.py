"""Use case: wait for a task to change, woken by the database."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from typing import Final

from cavendish.domain.ids import TaskId
from cavendish.domain.task import TaskStatus

_SAFETY_S: Final = 5.0
"""A waiter looks this often by itself, in case a notification got lost."""


class WatchTasks:
    """Wakes waiters when `wake` is called with their tasks' ids (from the database's notifications)."""

    def __init__(self) -> None:
        self._waiters: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._is_draining = False

    def wake(self, task_ids: str) -> None:
        """Tasks changed; their ids have blanks between them."""
        for task_id in task_ids.split() if self._waiters else ():
            for event in self._waiters.get(task_id, ()):
                event.set()

    def wake_all(self) -> None:
        """Notifications may have been missed: let everybody look."""
        for events in self._waiters.values():
            for event in events:
                event.set()

    def drain(self) -> None:
        """The process is about to stop: end all waiting, now and from now on, that does not outlast it."""
        self._is_draining = True
        self.wake_all()

    async def wait(
        self, read: Callable[[], Awaitable[TaskStatus]], *, timeout_s: float, outlasts_drain: bool = False
    ) -> TaskStatus:
        """The task once it has ended, or as it stands after `timeout_s` or at a drain. `read` may raise."""
        deadline = asyncio.get_running_loop().time() + timeout_s
        following = self.changes(read, deadline=deadline, outlasts_drain=outlasts_drain)
        async with contextlib.aclosing(following) as changes:
            async for status in changes:
                if status.state.is_final:
                    return status
        return await read()

    async def changes(
        self, read: Callable[[], Awaitable[TaskStatus]], *, deadline: float, outlasts_drain: bool = False
    ) -> AsyncGenerator[TaskStatus, None]:
        """The task now and after each change of its state, to its end, `deadline` (loop time) or a drain."""
        status = await read()
        yield status
        if status.state.is_final:
            return
        with self._waiter(status.id) as event:
            loop = asyncio.get_running_loop()
            while (left := deadline - loop.time()) > 0 and (outlasts_drain or not self._is_draining):
                before = status.state
                event.clear()
                status = await read()
                if status.state is not before:
                    yield status
                    if status.state.is_final:
                        return
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(event.wait(), min(left, _SAFETY_S))

    @contextlib.contextmanager
    def _waiter(self, task_id: TaskId) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        self._waiters[task_id].add(event)
        try:
            yield event
        finally:
            self._waiters[task_id].discard(event)
            if not self._waiters[task_id]:
                del self._waiters[task_id]
