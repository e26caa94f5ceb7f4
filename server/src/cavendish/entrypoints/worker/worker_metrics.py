"""All that a worker process tells Prometheus, and what has to run for it."""

import asyncio

from prometheus_client import CollectorRegistry, ProcessCollector, start_http_server

from cavendish.bootstrap import WorkerServices
from cavendish.domain.clock import SystemClock
from cavendish.entrypoints.metrics.installation_metrics import InstallationMetrics
from cavendish.entrypoints.metrics.metrics_exchange import MetricsExchange
from cavendish.entrypoints.metrics.process_metrics import ProcessMetrics
from cavendish.entrypoints.metrics.work_metrics import WorkMetrics
from cavendish.entrypoints.worker.route_metrics import RouteMetrics


class WorkerMetrics:
    """`serve` answers Prometheus from a thread of its own, where the settings name a port for it."""

    def __init__(self, services: WorkerServices) -> None:
        self._settings = services.settings
        self._process = ProcessMetrics("worker", services.pool)
        self._installation = InstallationMetrics(services.pool)
        work = WorkMetrics(
            storage=services.storage_tally,
            task_ends=services.run_task.ends,
            delivery_outcomes=services.deliver.outcomes,
        )
        own = (
            RouteMetrics(services),
            self._process,
            work,
            self._installation,
            ProcessCollector(registry=None),
        )
        self._exchange = MetricsExchange(
            own, role="worker", folder=services.settings.metrics_dir, clock=SystemClock()
        )

    def serve(self) -> None:
        if (port := self._settings.worker_metrics_port) is None:
            return
        registry = CollectorRegistry()
        registry.register(self._exchange)
        start_http_server(port, addr=self._settings.worker_metrics_host, registry=registry)

    async def run(self) -> None:
        """Sample the event loop and the installation, and leave the figures for fellow processes."""
        await asyncio.gather(
            self._process.watch_loop(), self._installation.keep_fresh(), self._exchange.keep_writing()
        )
