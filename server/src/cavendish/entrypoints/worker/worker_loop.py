"""The worker: takes jobs from the queue and brings their tasks to an end, through crashes of anything."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import structlog
from pgqueuer import PgQueuer
from pgqueuer.errors import RetryRequested
from pgqueuer.models import Job, Schedule

from cavendish.bootstrap import WorkerServices
from cavendish.database.connection_pool import CONNECTION_ERRORS
from cavendish.database.job_queue import RUN_TASK
from cavendish.database.worker_rows import forget_workers, see_worker
from cavendish.domain.errors import StorageError
from cavendish.domain.ids import TaskId

_DEQUEUE_TIMEOUT: Final = timedelta(seconds=2)
_HEARTBEAT_TIMEOUT: Final = timedelta(seconds=15)
"""A job whose worker was silent for this long is taken up by another one."""
_SEEN_EVERY_S: Final = 5.0
_RESTART_S: Final = 1.0
_RETRY: Final = timedelta(seconds=2)
_MAX_CONCURRENT: Final = 1000

_log = structlog.get_logger("cavendish.worker")


class WorkerLoop:
    """Runs until `stop`, then drains: takes nothing new, hands back what waits, finishes what runs."""

    def __init__(self, services: WorkerServices, *, drain_s: float = 30.0) -> None:
        self._services = services
        self._drain_s = drain_s
        self._stopping = asyncio.Event()
        self._queue: PgQueuer | None = None
        self._running: dict[TaskId, asyncio.Task[None]] = {}
        self.worker_id = f"{socket.gethostname()}-{id(self):x}"

    def stop(self) -> None:
        """Begin to drain; `run` returns when that is done, after the drain time at the latest."""
        self._stopping.set()

    async def run(self) -> None:
        alive = asyncio.create_task(self._say_alive())
        drain = asyncio.create_task(self._drain_when_stopped())
        try:
            while not self._stopping.is_set():
                try:
                    await self._run_queue()
                except CONNECTION_ERRORS as error:
                    _log.warning("the database is away", reason=str(error))
                except Exception:  # noqa: BLE001 - the worker loop outlives every fault of one round
                    _log.exception("the queue stopped; it is started again")
                if not self._stopping.is_set():
                    await asyncio.sleep(_RESTART_S)
        finally:
            for helper in (alive, drain):
                helper.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await helper
            with contextlib.suppress(*CONNECTION_ERRORS):
                await forget_workers(self._services.pool, unseen_for_ms=3_600_000, worker_id=self.worker_id)

    async def _run_queue(self) -> None:
        queue = PgQueuer.from_asyncpg_pool(self._services.pool)
        queue.entrypoint(RUN_TASK)(self._run_task)
        self._schedule(queue)
        self._queue = queue
        concurrent = min(_MAX_CONCURRENT, max(8, self._services.capacity * 2))
        await queue.run(
            dequeue_timeout=_DEQUEUE_TIMEOUT,
            heartbeat_timeout=_HEARTBEAT_TIMEOUT,
            batch_size=max(1, min(100, concurrent // 4)),
            max_concurrent_tasks=concurrent,
            shutdown_on_listener_failure=True,
            log_aggregation_interval=timedelta(0),
        )

    def _schedule(self, queue: PgQueuer) -> None:
        tidy_up = self._services.tidy_up
        jobs: dict[str, tuple[str, Callable[[], Awaitable[int]]]] = {
            "expire_results": ("*/5 * * * *", tidy_up.expire_results),
            "forget_old_tasks": ("17 * * * *", tidy_up.forget_old_tasks),
            "requeue_jobless_tasks": ("* * * * *", tidy_up.requeue_jobless_tasks),
        }
        for name, (when, work) in jobs.items():
            queue.schedule(name, when)(_quietly(name, work))

    async def _run_task(self, job: Job) -> None:
        if job.payload is None:
            return
        task_id = TaskId(job.payload.decode())
        work = asyncio.create_task(self._services.run_task(task_id), name=f"job of {task_id}")
        self._running[task_id] = work
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
            self._running.pop(task_id, None)

    async def _drain_when_stopped(self) -> None:
        await self._stopping.wait()
        if self._queue is not None:
            self._queue.shutdown.set()
        for task_id, work in list(self._running.items()):
            if not self._services.run_task.is_working_on(task_id):
                work.cancel()
        _log.info("draining", tasks=len(self._running), seconds=self._drain_s)
        await asyncio.sleep(self._drain_s)
        for work in list(self._running.values()):
            work.cancel()

    async def _say_alive(self) -> None:
        while True:
            with contextlib.suppress(*CONNECTION_ERRORS):
                await see_worker(self._services.pool, self.worker_id)
            await asyncio.sleep(_SEEN_EVERY_S)


def _quietly(name: str, work: Callable[[], Awaitable[int]]) -> Callable[[Schedule], Awaitable[None]]:
    async def run(_: Schedule) -> None:
        try:
            await work()
        except (*CONNECTION_ERRORS, StorageError) as error:
            _log.warning("housekeeping put off to its next time", job=name, reason=str(error))

    return run
