"""Room in memory for pictures that arrive: when hundreds come at once, most wait in the network instead."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Iterator
from contextvars import ContextVar
from time import monotonic
from typing import Final

USUAL_BYTES: Final = 2 * 1024 * 1024
"""Of an answer that does not say its length."""
_SIZE_BYTES: Final = 12 * 1024 * 1024
"""Six usual pictures: more than one process can check and store at once."""
_PATIENCE_S: Final = 10.0
_LONGEST_S: Final = 30.0
"""Half of what web servers wait for a client that reads nothing (60 s by nginx's and Apache's defaults)."""


class AnswerRoom:
    """So many bytes of answers may be held in one process at a time; others wait, in the order of arrival.

    Once nobody has left for `patience_s`, or after `longest_s` in any case, they go in regardless: what an
    upstream has answered is paid for, and a store that hangs must not keep it from being read.
    """

    def __init__(
        self,
        size_bytes: int = _SIZE_BYTES,
        *,
        patience_s: float = _PATIENCE_S,
        longest_s: float = _LONGEST_S,
    ) -> None:
        self._size = self._free = size_bytes
        self._patience_s = patience_s
        self._longest_s = longest_s
        self._left_at_s = 0.0
        """When somebody left last, by `monotonic`."""
        self._waiting: OrderedDict[asyncio.Future[None], int] = OrderedDict()
        """Thousands may wait, and each that leaves looks for the first: a plain dict finds it slowly."""

    @property
    def free_bytes(self) -> int:
        """Less than nothing when patience has ended for some."""
        return self._free

    @contextlib.contextmanager
    def visit(self) -> Iterator[None]:
        """Within the block `make_room` and `leave_room` mean this room; at its end all is given back."""
        visit = _Visit(self)
        token = _CURRENT.set(visit)
        try:
            yield
        finally:
            _CURRENT.reset(token)
            visit.leave()

    async def take(self, wanted_bytes: int) -> int:
        """Wait for room; returns the bytes to give back. An answer larger than the room gets all of it."""
        wanted_bytes = min(wanted_bytes, self._size)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[turn] = wanted_bytes
        self._serve()
        try:
            await self._wait(turn)
        except asyncio.CancelledError:
            if turn.done():
                self.give_back(wanted_bytes)
            raise
        finally:
            self._waiting.pop(turn, None)
        if not turn.done():
            self._free -= wanted_bytes
            self._serve()
        return wanted_bytes

    async def _wait(self, turn: "asyncio.Future[None]") -> None:
        """Returns without the turn when patience has ended."""
        begun_s = monotonic()
        while not turn.done():
            patient_until_s = max(begun_s, self._left_at_s) + self._patience_s
            left_s = min(patient_until_s, begun_s + self._longest_s) - monotonic()
            if left_s <= 0:
                return
            await asyncio.wait((turn,), timeout=left_s)

    def give_back(self, taken_bytes: int) -> None:
        self._free += taken_bytes
        self._left_at_s = monotonic()
        self._serve()

    def _serve(self) -> None:
        while self._waiting:
            turn, wanted_bytes = next(iter(self._waiting.items()))
            if wanted_bytes > self._free:
                return
            self._free -= wanted_bytes
            del self._waiting[turn]
            turn.set_result(None)


class _Visit:
    """One task's share of a room."""

    def __init__(self, room: AnswerRoom) -> None:
        self._room = room
        self._taken_bytes = 0

    async def take(self, wanted_bytes: int) -> None:
        """In the place of what was taken before: only one answer of a task is held."""
        self.leave()
        self._taken_bytes = await self._room.take(wanted_bytes)

    def leave(self) -> None:
        if self._taken_bytes:
            self._room.give_back(self._taken_bytes)
            self._taken_bytes = 0


_CURRENT: ContextVar[_Visit | None] = ContextVar("cavendish_answer_room", default=None)


async def make_room(wanted_bytes: int = USUAL_BYTES) -> None:
    """Wait until this task may hold an answer of that size; at once where nothing limits it."""
    if (visit := _CURRENT.get()) is not None:
        await visit.take(wanted_bytes)


def leave_room() -> None:
    """This task holds no answer any more, or must no longer keep others from theirs."""
    if (visit := _CURRENT.get()) is not None:
        visit.leave()
