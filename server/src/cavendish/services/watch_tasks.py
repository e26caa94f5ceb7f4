"""Use case: wait for a task to change, woken by the database."""

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from typing import Final

from cavendish.domain.errors import TooManyRequestsError
from cavendish.domain.ids import ApiKeyId, TaskId
from cavendish.domain.task import TaskStatus

MOST_WAITING: Final = 1_000
"""Calls of one key that may wait in one process, and as many repeats of orders that wait: each looks into
the database now and then."""
_RETRY_AFTER_S: Final = 5
_SAFETY_S: Final = 5.0
"""A waiter looks this often by itself, in case a notification got lost."""


class _Places:
    """So many calls of each key at a time, and no more."""

    def __init__(self, most: int, *, what: str) -> None:
        self._most = most
        self._what = what
        self.taken: Counter[ApiKeyId] = Counter()

    def require(self, key_id: ApiKeyId) -> None:
        """Raise TooManyRequestsError when none is free."""
        if self.taken[key_id] >= self._most:
            raise TooManyRequestsError(
                f"Too many {self._what}: this key may have {self._most} at once; "
                "end some, or read the state without waiting",
                retry_after_s=_RETRY_AFTER_S,
            )

    @contextlib.contextmanager
    def take(self, key_id: ApiKeyId) -> Iterator[None]:
        self.require(key_id)
        self.taken[key_id] += 1
        try:
            yield
        finally:
            self.taken[key_id] -= 1
            if not self.taken[key_id]:
                del self.taken[key_id]


class WatchTasks:
    """Wakes waiters when `wake` is called with their tasks' ids (from the database's notifications).

    Anybody may wait for one task a thousand times, so those who wait need one of their key's places. An order
    (a call that made its tasks) needs none while it is the only one that waits for them: live tasks bound
    those. But it may be a repeat under an Idempotency-Key; then it needs a place for each task for which
    another order waits. These are apart from the readers' places.
    """

    def __init__(self, *, most_waiting: int = MOST_WAITING) -> None:
        self._readers = _Places(most_waiting, what="waiting calls")
        self._repeats = _Places(most_waiting, what="repeated calls that wait")
        self._ordered: set[TaskId] = set()
        """Tasks for which an order waits that needs no place."""
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
        """Raise TooManyRequestsError when as many calls of this key, orders apart, wait as may."""
        self._readers.require(key_id)

    async def wait(
        self,
        read: Callable[[], Awaitable[TaskStatus]],
        *,
        timeout_s: float,
        outlasts_drain_s: float = 0.0,
        is_order: bool = False,
    ) -> TaskStatus:
        """The task once it has ended, or as it stands after `timeout_s` or `outlasts_drain_s` into a drain.

        `read` may raise. Raises TooManyRequestsError when too many calls of the task's key wait.
        """
        deadline = asyncio.get_running_loop().time() + timeout_s
        following = self.changes(
            read, deadline=deadline, outlasts_drain_s=outlasts_drain_s, is_order=is_order
        )
        async with contextlib.aclosing(following) as changes:
            async for status in changes:
                if status.state.is_final:
                    return status
        return await read()

    async def changes(
        self,
        read: Callable[[], Awaitable[TaskStatus]],
        *,
        deadline: float,
        outlasts_drain_s: float = 0.0,
        is_order: bool = False,
    ) -> AsyncGenerator[TaskStatus, None]:
        """The task now and after each change of its state, to its end, `deadline` (loop time) or a drain."""
        status = await read()
        yield status
        if status.state.is_final:
            return
        with self._place(status, is_order=is_order), self._waiter(status) as event:
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
    def _place(self, status: TaskStatus, *, is_order: bool) -> Iterator[None]:
        if not is_order or status.id in self._ordered:
            with (self._repeats if is_order else self._readers).take(status.api_key_id):
                yield
            return
        self._ordered.add(status.id)
        try:
            yield
        finally:
            self._ordered.discard(status.id)

    @contextlib.contextmanager
    def _waiter(self, status: TaskStatus) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        self._waiters[status.id].add(event)
        try:
            yield event
        finally:
            self._waiters[status.id].discard(event)
            if not self._waiters[status.id]:
                del self._waiters[status.id]
