"""Many callers, one round trip: what waits is handed over together, in order, one batch at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, TypeAlias, TypeVar

import asyncpg

from cavendish.domain.errors import NotReadyError

Item = TypeVar("Item")
Result = TypeVar("Result")
Process: TypeAlias = Callable[[Sequence[Item]], Awaitable[Sequence[Result | Exception]]]
MAX_BATCH: Final = 200
"""Of a worker's steps: their ids must fit into one notification of at most 8,000 bytes."""
MAX_WAITING: Final = 20_000
REFUSED_ROW_ERRORS: Final = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError)
"""What PostgreSQL says of a row that it will never take. Nothing of the statement was stored."""
_TRIES_OF_A_ROW: Final = 3


class Batcher(Generic[Item, Result]):
    """Await `batcher(item)` for its result; while one batch is under way the next one gathers.

    `process` gets 1 to `max_items` items and returns as many results in their order. A result that is an
    exception is raised to its caller alone; what `process` itself raises goes to every caller of the batch.
    No batch waits to grow: what comes meanwhile makes the next one large.
    More than `max_waiting` callers are refused with NotReadyError.
    """

    def __init__(
        self,
        process: Process[Item, Result],
        *,
        max_items: int = 500,
        max_waiting: int = MAX_WAITING,
        parallel: int = 1,
    ) -> None:
        self._process = process
        self._max_items = max_items
        self._max_waiting = max_waiting
        self._parallel = parallel
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._running = 0
        self._runners: set[asyncio.Task[None]] = set()

    def __call__(self, item: Item) -> "asyncio.Future[Result]":
        """Join the next batch. Giving up the future does not take the item out of its batch."""
        if len(self._waiting) >= self._max_waiting:
            raise NotReadyError("Too many requests are waiting for the database; try again shortly")
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._running < self._parallel:
            self._running += 1
            runner = asyncio.create_task(self._run())
            self._runners.add(runner)
            runner.add_done_callback(self._runners.discard)
        return future

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch = self._waiting[: self._max_items]
                del self._waiting[: self._max_items]
                await self._hand_over(batch)
        finally:
            # At once, not when the task's callbacks run: a caller that wakes before them must start anew.
            self._running -= 1

    async def _hand_over(self, batch: list[tuple[Item, "asyncio.Future[Result]"]]) -> None:
        try:
            results = await self._process([item for item, _ in batch])
        except BaseException as error:
            for _, future in batch:
                if not future.done():
                    future.set_exception(
                        error if isinstance(error, Exception) else NotReadyError("The server is stopping")
                    )
            if not isinstance(error, Exception):
                raise
            return
        for (_, future), result in zip(batch, results, strict=True):
            if future.done():
                continue
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)


def sparing_neighbours(process: Process[Item, Result]) -> Process[Item, Result]:
    """`process`, but a row that PostgreSQL refuses fails alone: its batch is done again one by one.

    So is a batch that met other locks crosswise. A single row that meets them, as it can a migration's, is
    done again, too: PostgreSQL has undone it, and whoever it gave way to is likely to be through.
    """

    async def process_apart(
        batch: Sequence[Item], *, times: int = _TRIES_OF_A_ROW
    ) -> Sequence[Result | Exception]:
        try:
            return await process(batch)
        except (*REFUSED_ROW_ERRORS, asyncpg.DeadlockDetectedError) as error:
            if len(batch) > 1:
                return [result for item in batch for result in await process_apart([item])]
            if isinstance(error, asyncpg.DeadlockDetectedError) and times > 1:
                return await process_apart(batch, times=times - 1)
            return [error]

    return process_apart
