"""Many pictures at once, with a bound."""

import asyncio
import contextlib
import itertools
import queue
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass

from cavendish_client.errors import CavendishError
from cavendish_client.image import Image
from cavendish_client.task_request import TaskRequest


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
    """Each item as it ends. Reads `requests` only as there is room; a bug in `make` ends the batch."""
    if concurrency < 1:
        raise ValueError(f"concurrency must be at least 1, not {concurrency}")
    waiting = enumerate(TaskRequest(prompt=item) if isinstance(item, str) else item for item in requests)
    running: set[asyncio.Task[BatchItem]] = set()
    try:
        while True:
            for index, request in itertools.islice(waiting, concurrency - len(running)):
                running.add(asyncio.create_task(_make_item(make, index, request)))
            if not running:
                return
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for item in sorted((ended.result() for ended in done), key=lambda item: item.index):
                yield item
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def iterate_in_thread(
    produce: Callable[[Callable[[BatchItem], None]], Coroutine[None, None, None]],
) -> Iterator[BatchItem]:
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


async def _make_item(
    make: Callable[[TaskRequest], Awaitable[Image]], index: int, request: TaskRequest
) -> BatchItem:
    try:
        return BatchItem(index=index, request=request, image=await make(request))
    except CavendishError as error:
        return BatchItem(index=index, request=request, error=error)
