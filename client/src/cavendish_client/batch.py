"""Many pictures at once, with a bound."""

import asyncio
import contextlib
import itertools
import queue
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from typing import TypeVar

from cavendish_client.errors import CavendishError
from cavendish_client.image import Image
from cavendish_client.task_request import TaskRequest

JobT = TypeVar("JobT")
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """What became of one request; `index` counts them from 0. Either `image` or `error` is there."""

    index: int
    request: TaskRequest
    image: Image | None = None
    error: CavendishError | None = None

    def result(self) -> Image:
        """The picture, or the error raised."""
        if self.image is None:
            raise self.error or RuntimeError("a batch item without image and error")
        return self.image


async def make_many(
    make: Callable[[TaskRequest], Awaitable[Image]],
    requests: Iterable[str | TaskRequest],
    *,
    concurrency: int,
) -> AsyncGenerator[BatchItem, None]:
    """Each item as it ends. A bug in `make` ends the batch."""

    async def make_item(numbered: tuple[int, str | TaskRequest]) -> BatchItem:
        index, asked = numbered
        request = TaskRequest(prompt=asked) if isinstance(asked, str) else asked
        try:
            return BatchItem(index=index, request=request, image=await make(request))
        except CavendishError as error:
            return BatchItem(index=index, request=request, error=error)

    async with aclosing(run_bounded(make_item, enumerate(requests), concurrency=concurrency)) as items:
        async for item in items:
            yield item


async def run_bounded(
    run: Callable[[JobT], Coroutine[None, None, ResultT]], jobs: Iterable[JobT], *, concurrency: int
) -> AsyncGenerator[ResultT, None]:
    """What `run` returns of each job, in the order of ending. Takes from `jobs` only as there is room.

    The first exception, or leaving early, cancels what runs and waits until it has cleaned up.
    """
    if concurrency < 1:
        raise ValueError(f"concurrency must be at least 1, not {concurrency}")
    waiting = iter(jobs)
    running: set[asyncio.Task[ResultT]] = set()
    try:
        while True:
            for job in itertools.islice(waiting, concurrency - len(running)):
                running.add(asyncio.create_task(run(job)))
            if not running:
                return
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for ended in done:
                yield ended.result()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def iterate_in_thread(
    produce: Callable[[Callable[[BatchItem], None]], Coroutine[None, None, None]],
) -> Generator[BatchItem, None, None]:
    """What `produce` puts, for code without an event loop, or inside one that is busy (a notebook).

    Leaving early cancels `produce` and waits until it has cleaned up.
    """
    items: queue.SimpleQueue[BatchItem | None] = queue.SimpleQueue()
    loop = asyncio.new_event_loop()
    producing = loop.create_task(produce(items.put))

    def work() -> None:
        try:
            loop.run_until_complete(asyncio.wait({producing}))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            loop.close()
            items.put(None)

    thread = threading.Thread(target=work, name="cavendish-batch", daemon=True)
    thread.start()
    try:
        while (item := items.get()) is not None:
            yield item
    finally:
        with contextlib.suppress(RuntimeError):  # its loop has ended by itself
            loop.call_soon_threadsafe(producing.cancel)
        thread.join()
    producing.result()
