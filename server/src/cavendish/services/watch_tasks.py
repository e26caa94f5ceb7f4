"""Use case: wait for a task to change, woken by the database."""

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from typing import Final, TypeAlias

from cavendish.domain.errors import TooManyRequestsError
from cavendish.domain.ids import ApiKeyId, TaskId
from cavendish.domain.task import TaskStatus

MOST_WAITING: Final = 1_000
"""Calls of one key that may wait in one process, and as many repeats of orders that wait: each looks into
the database now and then."""
_RETRY_AFTER_S: Final = 5
_SAFETY_S: Final = 5.0
"""A waiter looks this often by itself, in case a notification got lost."""
_Events: TypeAlias = defaultdict[str, set[asyncio.Event]]
"""By task: what to set when something happens to it."""


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
        self._until_ended: _Events = defaultdict(set)
        self._until_changed: _Events = defaultdict(set)
        self._draining_since_s: float | None = None

    @property
    def waiting(self) -> int:
        """Calls that wait for a task now."""
        return self._readers.taken.total() + self._repeats.taken.total() + len(self._ordered)

    def wake(self, task_ids: str) -> None:
        """Tasks ended; their ids have blanks between them."""
        _set(self._until_ended, task_ids)
        _set(self._until_changed, task_ids)

    def note_started(self, task_ids: str) -> None:
        """Tasks were taken up: who waits for their end need not look yet."""
        _set(self._until_changed, task_ids)

    def wake_all(self) -> None:
        """Notifications may have been missed: let everybody look."""
        for waiting in (self._until_ended, self._until_changed):
            _set(waiting, " ".join(waiting))

    def drain(self) -> None:
        """The process is about to stop: end all waiting, now and from now on, but for what outlasts it."""
        self._draining_since_s = asyncio.get_running_loop().time()
        self.wake_all()

    def require_place(self, key_id: ApiKeyId) -> None:
        """Raise TooManyRequestsError when as many calls of this key, orders apart, wait as may."""
        self._readers.require(key_id)

    async def wait(
        self,
        task_id: TaskId,
        read: Callable[[], Awaitable[TaskStatus]],
        *,
        timeout_s: float,
        outlasts_drain_s: float = 0.0,
        is_order: bool = False,
    ) -> TaskStatus:
        """The task once it has ended, or as it stands after `timeout_s` or `outlasts_drain_s` into a drain.

        `read` gives the task's state and may raise. Raises TooManyRequestsError when too many calls of the
        task's key wait.
        """
        deadline = asyncio.get_running_loop().time() + timeout_s
        with _waiter(self._until_ended, task_id) as event:
            status = await read()
            if status.state.is_final:
                return status
            with self._place(status, is_order=is_order):
                while (left := self._left_s(deadline, outlasts_drain_s)) > 0:
                    await _next(event, within_s=left)
                    status = await read()
                    if status.state.is_final:
                        break
        return status

    async def changes(
        self, task_id: TaskId, read: Callable[[], Awaitable[TaskStatus]], *, deadline: float
    ) -> AsyncGenerator[TaskStatus, None]:
        """The task now and after each change of its state, to its end, `deadline` (loop time) or a drain."""
        with _waiter(self._until_changed, task_id) as event:
            status = await read()
            yield status
            if status.state.is_final:
                return
            with self._readers.take(status.api_key_id):
                while (left := self._left_s(deadline)) > 0:
                    await _next(event, within_s=left)
                    before, status = status.state, await read()
                    if status.state is not before:
                        yield status
                        if status.state.is_final:
                            return

    def _left_s(self, deadline: float, outlasts_drain_s: float = 0.0) -> float:
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


def _set(waiting: _Events, task_ids: str) -> None:
    for task_id in task_ids.split() if waiting else ():
        for event in waiting.get(task_id, ()):
            event.set()


@contextlib.contextmanager
def _waiter(waiting: _Events, task_id: TaskId) -> Iterator[asyncio.Event]:
    """Set from now on by what happens to the task: nothing is missed between a look and the wait after it."""
    event = asyncio.Event()
    waiting[task_id].add(event)
    try:
        yield event
    finally:
        waiting[task_id].discard(event)
        if not waiting[task_id]:
            del waiting[task_id]


async def _next(event: asyncio.Event, *, within_s: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(min(within_s, _SAFETY_S)):
            await event.wait()
    event.clear()
