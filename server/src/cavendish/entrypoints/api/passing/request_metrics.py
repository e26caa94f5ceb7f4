"""What Prometheus reads of this process's requests; counted in plain dictionaries, for a lock costs more."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from typing_extensions import override

from cavendish.entrypoints.api.passing.exchange import Exchange, Series

_BUCKETS_S: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class RequestMetrics(Collector):
    """Requests by method, route template and status; latency by route; requests under way."""

    def __init__(self) -> None:
        self.in_flight = 0
        self._requests: dict[Series, _Requests] = {}
        self._latency: dict[str, _Latency] = {}

    def note(self, exchange: Exchange) -> None:
        """Count one request that is over."""
        requests = self._requests.get(exchange.series) or self._open(exchange.series)
        requests.count += 1
        latency = requests.latency
        latency.counts[bisect_left(_BUCKETS_S, exchange.duration_s)] += 1
        latency.sum_s += exchange.duration_s

    def _open(self, series: Series) -> "_Requests":
        latency = self._latency.setdefault(series[1], _Latency())
        return self._requests.setdefault(series, _Requests(latency))

    @override
    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily(
            "cavendish_http_requests",
            "Requests answered, by method, route and status (499: the client hung up).",
            labels=("method", "route", "status"),
        )
        for (method, route, status), seen in self._requests.items():
            requests.add_metric((method, route, str(status)), seen.count)
        yield requests
        durations = HistogramMetricFamily(
            "cavendish_http_request_duration_seconds", "Time to the end of the answer.", labels=("route",)
        )
        for route, latency in self._latency.items():
            durations.add_metric((route,), latency.cumulated(), latency.sum_s)
        yield durations
        yield GaugeMetricFamily(
            "cavendish_http_requests_in_flight", "Requests under way in this process.", value=self.in_flight
        )


class _Requests:
    """Of one series; its latency is its route's."""

    __slots__ = ("count", "latency")

    def __init__(self, latency: "_Latency") -> None:
        self.count = 0
        self.latency = latency


class _Latency:
    __slots__ = ("counts", "sum_s")

    def __init__(self) -> None:
        self.counts = [0] * (len(_BUCKETS_S) + 1)
        self.sum_s = 0.0

    def cumulated(self) -> list[tuple[str, float]]:
        total = 0
        buckets: list[tuple[str, float]] = []
        for bound, count in zip((*_BUCKETS_S, float("inf")), self.counts, strict=True):
            total += count
            buckets.append(("+Inf" if bound == float("inf") else str(bound), total))
        return buckets
