"""What the database knows of the whole installation: every process tells the same, so take the maximum."""

import asyncio
from collections.abc import Iterator
from typing import Final

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from typing_extensions import override

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.installation_rows import InstallationLoad, QueueLoad, read_installation_load
from cavendish.database.job_queue import DELIVER_CALLBACK, RUN_TASK
from cavendish.domain.task import TaskState

_FRESH_S: Final = 5.0
_PATIENCE_S: Final = 3.0
_EMPTY: Final = QueueLoad(due=0, later=0, taken=0, oldest_s=0.0)


class InstallationMetrics(Collector):
    """Figures are read when asked for by `refresh`, at most every 5 s however often Prometheus comes."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._load: InstallationLoad | None = None
        self._read_at_s = float("-inf")
        self._reading = asyncio.Lock()

    async def refresh(self) -> None:
        """Read the figures anew; without a database there are none, and `cavendish_database_up` is 0."""
        async with self._reading:
            now_s = asyncio.get_running_loop().time()
            if now_s - self._read_at_s < _FRESH_S:
                return
            try:
                async with asyncio.timeout(_PATIENCE_S):
                    self._load = await read_installation_load(self._pool)
            except CONNECTION_ERRORS:
                self._load = None
            self._read_at_s = asyncio.get_running_loop().time()

    async def keep_fresh(self, *, every_s: float = 15.0) -> None:
        """For a process whose metrics are served from another thread; until cancelled."""
        while True:
            await self.refresh()
            await asyncio.sleep(every_s)

    @override
    def collect(self) -> Iterator[Metric]:
        load = self._load
        yield GaugeMetricFamily(
            "cavendish_database_up", "1 while the database answers.", value=load is not None
        )
        if load is None:
            return
        tasks = GaugeMetricFamily(
            "cavendish_live_tasks", "Tasks that have not ended, by state.", labels=("state",)
        )
        for state in (TaskState.PENDING.value, TaskState.PROCESSING.value):
            tasks.add_metric((state,), load.live_tasks.get(state, 0))
        yield tasks
        yield GaugeMetricFamily(
            "cavendish_oldest_pending_task_age_seconds",
            "Age of the oldest task that nobody works on.",
            value=load.oldest_pending_s,
        )
        yield from _queues(load)
        yield GaugeMetricFamily(
            "cavendish_owed_deliveries", "Callbacks that wait for an attempt.", value=load.owed_deliveries
        )


def _queues(load: InstallationLoad) -> Iterator[Metric]:
    jobs = GaugeMetricFamily("cavendish_queue_jobs", "Jobs in the queue.", labels=("queue", "state"))
    age = GaugeMetricFamily(
        "cavendish_queue_oldest_due_seconds", "How long the oldest due job has waited.", labels=("queue",)
    )
    for name in (RUN_TASK, DELIVER_CALLBACK):
        queue = load.queues.get(name, _EMPTY)
        for state, count in (("due", queue.due), ("later", queue.later), ("taken", queue.taken)):
            jobs.add_metric((name, state), count)
        age.add_metric((name,), queue.oldest_s)
    yield jobs
    yield age
