"""Use case: wait for a task to change, woken by the database."""

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from typing import Final

from cavendish.domain.errors import TooManyRequestsError
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.task import TaskStatus

MOST_WAITING: Final = 1_000
"""Calls of one key that may wait in one process: each looks into the database now and then."""
_RETRY_AFTER_S: Final = 5
_SAFETY_S: Final = 5.0
"""A waiter looks this often by itself, in case a notification got lost."""


class WatchTasks:
    """Wakes waiters when `wake` is called with their tasks' ids (from the database's notifications).

    Calls that outlast a drain wait for tasks that they made themselves: those are bounded as live tasks are.
    The others are bounded here, for anybody may wait for one task a thousand times.
    """

    def __init__(self, *, most_waiting: int = MOST_WAITING) -> None:
        self._most_waiting = most_waiting
        self._waiting_of_key: Counter[ApiKeyId] = Counter()
        self._waiters: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._draining_since_s: float | None = None

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
        """The process is about to stop: end all waiting, now and from now on, but for what outlasts it."""
        self._draining_since_s = asyncio.get_running_loop().time()
        self.wake_all()

    def require_place(self, key_id: ApiKeyId) -> None:
        """Raise TooManyRequestsError when as many calls of this key wait as may."""
        if self._waiting_of_key[key_id] >= self._most_waiting:
            raise TooManyRequestsError(
                f"Too many waiting calls: this key may have {self._most_waiting} at once; "
                "end some, or read the state without waiting",
                retry_after_s=_RETRY_AFTER_S,
            )

    async def wait(
        self, read: Callable[[], Awaitable[TaskStatus]], *, timeout_s: float, outlasts_drain_s: float = 0.0
    ) -> TaskStatus:
        """The task once it has ended, or as it stands after `timeout_s` or `outlasts_drain_s` into a drain.

        `read` may raise. Raises TooManyRequestsError when too many calls of the task's key wait.
        """
        deadline = asyncio.get_running_loop().time() + timeout_s
        following = self.changes(read, deadline=deadline, outlasts_drain_s=outlasts_drain_s)
        async with contextlib.aclosing(following) as changes:
            async for status in changes:
                if status.state.is_final:
                    return status
        return await read()

    async def changes(
        self, read: Callable[[], Awaitable[TaskStatus]], *, deadline: float, outlasts_drain_s: float = 0.0
    ) -> AsyncGenerator[TaskStatus, None]:
        """The task now and after each change of its state, to its end, `deadline` (loop time) or a drain."""
        status = await read()
        yield status
        if status.state.is_final:
            return
        with self._waiter(status, is_bounded=not outlasts_drain_s) as event:
            while (left := self._left_s(deadline, outlasts_drain_s)) > 0:
                before = status.state
                event.clear()
                status = await read()
                if status.state is not before:
                    yield status
                    if status.state.is_final:
                        return
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(event.wait(), min(left, _SAFETY_S))

    def _left_s(self, deadline: float, outlasts_drain_s: float) -> float:
        if self._draining_since_s is not None:
            deadline = min(deadline, self._draining_since_s + outlasts_drain_s)
        return deadline - asyncio.get_running_loop().time()

    @contextlib.contextmanager
    def _waiter(self, status: TaskStatus, *, is_bounded: bool) -> Iterator[asyncio.Event]:
        key_id, event = status.api_key_id, asyncio.Event()
        if is_bounded:
            self.require_place(key_id)
            self._waiting_of_key[key_id] += 1
        self._waiters[status.id].add(event)
        try:
            yield event
        finally:
            self._waiters[status.id].discard(event)
            if not self._waiters[status.id]:
                del self._waiters[status.id]
            if is_bounded:
                self._waiting_of_key[key_id] -= 1
                if not self._waiting_of_key[key_id]:
                    del self._waiting_of_key[key_id]
