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
from cavendish.database.connection_pool import CONNECTION_ERRORS, open_pool
from cavendish.database.job_queue import RUN_TASK
from cavendish.database.queue_driver import QueueDriver
from cavendish.database.worker_rows import forget_workers, see_worker
from cavendish.domain.errors import NotReadyError, StorageError
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
        self._old_queues: set[asyncio.Task[None]] = set()
        self._database_came_back = asyncio.Event()
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
                await self._run_one_queue()
            if self._old_queues:
                await asyncio.wait(self._old_queues)
        finally:
            for task in (alive, drain):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            with contextlib.suppress(*CONNECTION_ERRORS):
                await forget_workers(self._services.pool, unseen_for_ms=3_600_000, worker_id=self.worker_id)

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
            self._old_queues.add(queue_run)
            queue_run.add_done_callback(self._old_queues.discard)
        elif not self._stopping.is_set():
            await asyncio.sleep(_RESTART_S)

    async def _run_queue(self) -> None:
        try:
            pool = await open_pool(self._services.dsn, min_size=2, max_size=6)
        except NotReadyError as error:
            _log.warning("the database is away", reason=str(error))
            return
        try:
            await self._take_jobs(PgQueuer(QueueDriver(pool)))
        except CONNECTION_ERRORS as error:
            _log.warning("the database went away", reason=str(error))
        except Exception:  # noqa: BLE001 - the worker loop outlives every fault of one round
            _log.exception("the queue stopped; it is started again")
        finally:
            pool.terminate()

    async def _take_jobs(self, queue: PgQueuer) -> None:
        queue.entrypoint(RUN_TASK)(self._run_task)
        self._schedule(queue)
        self._queue = queue
        if self._stopping.is_set():
            return
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
        was_away = False
        while True:
            try:
                await see_worker(self._services.pool, self.worker_id)
            except CONNECTION_ERRORS:
                was_away = True
            else:
                if was_away:
                    self._database_came_back.set()
                was_away = False
            await asyncio.sleep(_RESTART_S if was_away else _SEEN_EVERY_S)


def _quietly(name: str, work: Callable[[], Awaitable[int]]) -> Callable[[Schedule], Awaitable[None]]:
    async def run(_: Schedule) -> None:
        try:
            await work()
        except (*CONNECTION_ERRORS, StorageError) as error:
            _log.warning("housekeeping put off to its next time", job=name, reason=str(error))

    return run
