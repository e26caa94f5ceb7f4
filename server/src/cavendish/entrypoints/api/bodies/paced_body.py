"""A request's body that must keep coming."""

import asyncio
from typing import Final
from weakref import WeakKeyDictionary

from starlette.types import Message, Receive

from cavendish.domain.errors import TooSlowError

GRACE_S: Final = 30.0
MIN_BYTES_PER_S: Final = 16 * 1024
LOOK_EVERY_S: Final = 0.5


class PacedBody:
    """`receive` for a body that must keep coming: TooSlowError under 16 KB a second after 30 s of grace.

    So a body of 72 MB may take 77 minutes, and one that stops holds its connection for at most as long as
    what came of it earned.
    """

    __slots__ = ("_loop", "_receive", "_task", "_watch", "ends_at_s", "is_late")

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._watch = _watch_of(self._loop)
        self._task: asyncio.Task[object] | None = None
        self.ends_at_s = self._loop.time() + GRACE_S
        """When it is late, by the event loop's clock; every byte that comes earns it some more time."""
        self.is_late = False

    async def __call__(self) -> Message:
        self._task = task = asyncio.current_task(self._loop)
        self._watch.add(self, self._loop)
        try:
            message = await self._receive()
        except asyncio.CancelledError as error:
            if self.is_late and task is not None and task.uncancel() == 0:
                raise TooSlowError("The request's body came too slowly: send it again") from error
            raise  # somebody else gave it up, too
        finally:
            self._watch.discard(self)
        self.ends_at_s += len(message.get("body", b"")) / MIN_BYTES_PER_S
        return message

    def give_up(self) -> None:
        """End the waiting for what does not come."""
        self.is_late = True
        if self._task is not None:
            self._task.cancel()


class _Watch:
    """Looks after all bodies of one event loop twice a second: a timer for each costs 10 µs a request.

    It does not hold the loop, which would live for ever then.
    """

    def __init__(self) -> None:
        self._awaited: set[PacedBody] = set()
        self._is_looking = False

    def add(self, body: PacedBody, loop: asyncio.AbstractEventLoop) -> None:
        self._awaited.add(body)
        if not self._is_looking:
            self._is_looking = True
            loop.call_later(LOOK_EVERY_S, self._look, loop)

    def discard(self, body: PacedBody) -> None:
        self._awaited.discard(body)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._is_looking = bool(self._awaited)
        if not self._is_looking:
            return
        now_s = loop.time()
        for body in self._awaited:
            if body.ends_at_s <= now_s and not body.is_late:
                body.give_up()
        loop.call_later(LOOK_EVERY_S, self._look, loop)


_watches: "Final[WeakKeyDictionary[asyncio.AbstractEventLoop, _Watch]]" = WeakKeyDictionary()


def _watch_of(loop: asyncio.AbstractEventLoop) -> _Watch:
    watch = _watches.get(loop)
    if watch is None:
        watch = _watches[loop] = _Watch()
    return watch
