"""What every process tells Prometheus of itself: its event loop, its connections, its release."""

import asyncio
import platform
from collections.abc import Iterator
from typing import Final

from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from typing_extensions import override

from cavendish.database.connection_pool import Pool
from cavendish.domain.spread import Spread
from cavendish.entrypoints.product_version import product_version

_BOUNDS_S: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_SAMPLE_S: Final = 0.5


class ProcessMetrics(Collector):
    """`role` is `api` or `worker`. Lag is sampled while `watch_loop` runs."""

    def __init__(self, role: str, pool: Pool) -> None:
        self._role = role
        self._pool = pool
        self._lag = Spread(_BOUNDS_S)

    async def watch_loop(self) -> None:
        """Measure twice a second how late the event loop wakes up; until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due_s = loop.time() + _SAMPLE_S
            await asyncio.sleep(_SAMPLE_S)
            self._lag.add(max(0.0, loop.time() - due_s))

    @override
    def collect(self) -> Iterator[Metric]:
        lag = HistogramMetricFamily(
            "cavendish_event_loop_lag_seconds", "How late the event loop wakes up.", labels=("role",)
        )
        lag.add_metric((self._role,), self._lag.cumulated(), self._lag.total)
        yield lag
        connections = GaugeMetricFamily(
            "cavendish_pool_connections", "Connections to the database, by state.", labels=("role", "state")
        )
        size, idle = self._pool.get_size(), self._pool.get_idle_size()
        connections.add_metric((self._role, "used"), size - idle)
        connections.add_metric((self._role, "idle"), idle)
        yield connections
        most = GaugeMetricFamily(
            "cavendish_pool_max_connections", "The most connections there may be.", labels=("role",)
        )
        most.add_metric((self._role,), self._pool.get_max_size())
        yield most
        build = GaugeMetricFamily("cavendish_build_info", "This release.", labels=("version", "python"))
        build.add_metric((product_version(), platform.python_version()), 1)
        yield build
