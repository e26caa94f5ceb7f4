"""The worker: brings tasks to their end, delivers their callbacks and keeps house."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from pgqueuer import PgQueuer
from pgqueuer.models import Schedule

from cavendish.bootstrap import WorkerServices
from cavendish.database.connection_pool import CONNECTION_ERRORS
from cavendish.database.job_queue import DELIVER_CALLBACK, RUN_TASK
from cavendish.database.worker_rows import forget_workers, see_worker
from cavendish.domain.errors import StorageError
from cavendish.domain.ids import TaskId
from cavendish.entrypoints.worker.job_lane import JobLane, LaneSpec

_SEEN_EVERY_S: Final = 5.0
_LOOK_AGAIN_S: Final = 1.0
_MAX_TASKS: Final = 4000
_MAX_DELIVERIES: Final = 500
_DELIVERIES_GATHER_S: Final = 0.05
"""Tasks change the queue as well, far more often than callbacks do, and a callback is in no such hurry."""
_FORGET_AFTER_MS: Final = 3_600_000

_log = structlog.get_logger("cavendish.worker")


class WorkerLoop:
    """Runs until `stop`, then drains: takes nothing new, hands back what waits, finishes what runs.

    Tasks and deliveries have lanes of their own: no number of slow pictures delays a callback.
    """

    def __init__(self, services: WorkerServices, *, drain_s: float = 30.0) -> None:
        self._services = services
        self._drain_s = drain_s
        self._stopping = asyncio.Event()
        self._tasks = JobLane(
            services.dsn,
            LaneSpec(
                entrypoint=RUN_TASK,
                handle=self._run_task,
                concurrent=min(_MAX_TASKS, max(8, services.capacity * 2)),
                prepare=self._schedule,
            ),
        )
        self._deliveries = JobLane(
            services.dsn,
            LaneSpec(
                entrypoint=DELIVER_CALLBACK,
                handle=services.deliver,
                concurrent=_MAX_DELIVERIES,
                gather_s=_DELIVERIES_GATHER_S,
            ),
        )
        self.worker_id = f"{socket.gethostname()}-{id(self):x}"

    def stop(self) -> None:
        """Begin to drain; `run` returns when that is done, after the drain time at the latest."""
        self._stopping.set()

    async def run(self) -> None:
        alive = asyncio.create_task(self._say_alive())
        drain = asyncio.create_task(self._drain_when_stopped())
        try:
            await asyncio.gather(self._tasks.run(), self._deliveries.run())
        finally:
            for task in (alive, drain):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            with contextlib.suppress(*CONNECTION_ERRORS):
                await forget_workers(
                    self._services.pool, unseen_for_ms=_FORGET_AFTER_MS, worker_id=self.worker_id
                )

    async def _run_task(self, payload: bytes) -> None:
        await self._services.run_task(TaskId(payload.decode()))

    def _schedule(self, queue: PgQueuer) -> None:
        tidy_up = self._services.tidy_up
        jobs: dict[str, tuple[str, Callable[[], Awaitable[int]]]] = {
            "expire_results": ("*/5 * * * *", tidy_up.expire_results),
            "expire_uploads": ("*/5 * * * *", tidy_up.expire_uploads),
            "forget_old_tasks": ("17 * * * *", tidy_up.forget_old_tasks),
            "requeue_jobless_tasks": ("* * * * *", tidy_up.requeue_jobless_tasks),
            "rescue_deliveries": ("* * * * *", self._services.rescue_deliveries),
        }
        for name, (when, work) in jobs.items():
            queue.schedule(name, when)(_quietly(name, work))

    async def _drain_when_stopped(self) -> None:
        await self._stopping.wait()
        self._tasks.stop(keep=lambda payload: self._services.run_task.is_working_on(TaskId(payload.decode())))
        self._deliveries.stop(keep=lambda _: True)
        running = self._tasks.running + self._deliveries.running
        _log.info("draining", jobs=running, at_most_s=self._drain_s)
        await asyncio.sleep(self._drain_s)
        for lane in (self._tasks, self._deliveries):
            lane.stop(keep=lambda _: False)

    async def _say_alive(self) -> None:
        was_away = False
        while True:
            try:
                await see_worker(self._services.pool, self.worker_id)
            except CONNECTION_ERRORS:
                was_away = True
            else:
                if was_away:
                    self._tasks.renew()
                    self._deliveries.renew()
                was_away = False
            await asyncio.sleep(_LOOK_AGAIN_S if was_away else _SEEN_EVERY_S)


def _quietly(name: str, work: Callable[[], Awaitable[int]]) -> Callable[[Schedule], Awaitable[None]]:
    async def run(_: Schedule) -> None:
        try:
            await work()
        except (*CONNECTION_ERRORS, StorageError) as error:
            _log.warning("housekeeping put off to its next time", job=name, reason=str(error))

    return run
