"""One kind of job, taken from the queue and worked at until told to stop, through crashes of the database."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog
from pgqueuer import PgQueuer
from pgqueuer.errors import RetryRequested
from pgqueuer.models import Job

from cavendish.database.connection_pool import CONNECTION_ERRORS, open_pool
from cavendish.database.queue_driver import QueueDriver
from cavendish.database.queue_queries import QueueQueries
from cavendish.domain.errors import NotReadyError, SetupError

_DEQUEUE_TIMEOUT: Final = timedelta(seconds=2)
_HEARTBEAT_TIMEOUT: Final = timedelta(seconds=15)
"""A worker that was silent for this long is taken for dead, and another one takes up what it had."""
_RESTART_S: Final = 1.0
_RETRY: Final = timedelta(seconds=2)

_log = structlog.get_logger("cavendish.worker")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneSpec:
    """What a lane does: `handle` gets each job's payload; `prepare` may add schedules to its queue."""

    entrypoint: str
    handle: Callable[[bytes], Awaitable[None]]
    concurrent: int
    """Jobs this process may hold at once."""
    prepare: Callable[[PgQueuer], None] = lambda _: None
    gather_s: float = 0.01
    """How long changes of the queue are gathered before it is looked at again, while they keep coming."""

    @property
    def batch_size(self) -> int:
        """Jobs fetched at once; the queue wants at most half of `concurrent`."""
        return max(1, min(100, self.concurrent // 4))


class JobLane:
    def __init__(self, dsn: str, spec: LaneSpec) -> None:
        self._dsn = dsn
        self._spec = spec
        self._stopping = asyncio.Event()
        self._database_came_back = asyncio.Event()
        self._queue: PgQueuer | None = None
        self._old_runs: set[asyncio.Task[None]] = set()
        self._running: dict[bytes, asyncio.Task[None]] = {}

    @property
    def running(self) -> int:
        return len(self._running)

    def stop(self, *, keep: Callable[[bytes], bool]) -> None:
        """Take no more; hand back the jobs whose payload `keep` does not want finished."""
        self._stopping.set()
        if self._queue is not None:
            self._queue.shutdown.set()
        for payload, work in list(self._running.items()):
            if not keep(payload):
                work.cancel()

    def renew(self) -> None:
        """The database came back: work with fresh connections."""
        self._database_came_back.set()

    async def run(self) -> None:
        """Return when stopped and every job has ended or was handed back."""
        while not self._stopping.is_set():
            await self._run_one_queue()
        if self._old_runs:
            await asyncio.wait(self._old_runs)

    async def _run_one_queue(self) -> None:
        """Run until stopped, until the queue fails, or until the database came back after it was away.

        A queue whose connections broke would finish its running jobs before it ends: it goes on doing that
        in the background while a new one takes up work.
        """
        self._database_came_back.clear()
        queue_run = asyncio.create_task(self._run_queue())
        came_back = asyncio.create_task(self._database_came_back.wait())
        await asyncio.wait({queue_run, came_back}, return_when=asyncio.FIRST_COMPLETED)
        came_back.cancel()
        if not queue_run.done():
            if self._queue is not None:
                self._queue.shutdown.set()
            self._old_runs.add(queue_run)
            queue_run.add_done_callback(self._old_runs.discard)
        elif not self._stopping.is_set():
            await asyncio.sleep(_RESTART_S)

    async def _run_queue(self) -> None:
        try:
            # A job only says that somebody should look: one that is looked at again does no harm.
            pool = await open_pool(self._dsn, min_size=2, max_size=4, waits_for_disk=False)
        except (NotReadyError, SetupError) as error:
            _log.warning("the database is away", reason=str(error))
            return
        try:
            driver = QueueDriver(pool, gather_s=self._spec.gather_s)
            await self._take_jobs(PgQueuer(driver, queries=QueueQueries(driver)))
        except CONNECTION_ERRORS as error:
            _log.warning("the database went away", reason=str(error))
        except Exception:  # noqa: BLE001 - the worker loop outlives every fault of one round
            _log.exception("the queue stopped; it is started again")
        finally:
            pool.terminate()

    async def _take_jobs(self, queue: PgQueuer) -> None:
        queue.entrypoint(self._spec.entrypoint)(self._handle)
        self._spec.prepare(queue)
        self._queue = queue
        if self._stopping.is_set():
            return
        await queue.run(
            dequeue_timeout=_DEQUEUE_TIMEOUT,
            heartbeat_timeout=_HEARTBEAT_TIMEOUT,
            batch_size=self._spec.batch_size,
            max_concurrent_tasks=self._spec.concurrent,
            shutdown_on_listener_failure=True,
            log_aggregation_interval=timedelta(0),
        )

    async def _handle(self, job: Job) -> None:
        """The queue drops a job whose handler raises; what must not be lost asks for its retry."""
        if job.payload is None:
            return
        work = asyncio.ensure_future(self._spec.handle(job.payload))
        self._running[job.payload] = work
        try:
            await work
        except CONNECTION_ERRORS as error:
            raise RetryRequested(_RETRY, reason=f"the database went away: {error}") from error
        except asyncio.CancelledError:
            if not self._stopping.is_set():
                work.cancel()
                raise
            raise RetryRequested(reason="its worker is stopping") from None
        finally:
            self._running.pop(job.payload, None)
