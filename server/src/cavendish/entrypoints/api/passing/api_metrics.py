"""All that an API process tells Prometheus, and what has to run for it."""

import asyncio

from prometheus_client import ProcessCollector, generate_latest

from cavendish.bootstrap import ApiServices
from cavendish.entrypoints.api.passing.request_metrics import RequestMetrics
from cavendish.entrypoints.metrics.installation_metrics import InstallationMetrics
from cavendish.entrypoints.metrics.metrics_exchange import MetricsExchange
from cavendish.entrypoints.metrics.process_metrics import ProcessMetrics
from cavendish.entrypoints.metrics.work_metrics import WorkMetrics


class ApiMetrics:
    def __init__(self, services: ApiServices) -> None:
        self.requests = RequestMetrics()
        self._process = ProcessMetrics("api", services.pool)
        self._installation = InstallationMetrics(services.pool)
        work = WorkMetrics(storage=services.storage_tally, batch_sizes=services.submit_task.batch_sizes)
        self._exchange = MetricsExchange(
            (self.requests, self._process, work, self._installation, ProcessCollector(registry=None)),
            role="api",
            folder=services.settings.metrics_dir,
            clock=services.clock,
        )

    async def run(self) -> None:
        """Sample the event loop, and leave the figures where fellow processes find them; until cancelled."""
        await asyncio.gather(self._process.watch_loop(), self._exchange.keep_writing())

    async def page(self) -> bytes:
        """What GET /metrics answers: the figures of all processes of this `serve`."""
        await self._installation.refresh()
        return generate_latest(self._exchange)
