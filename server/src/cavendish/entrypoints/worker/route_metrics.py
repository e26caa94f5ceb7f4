"""What Prometheus reads of a worker: calls, seconds and cost by route, and which routes are left alone."""

from collections.abc import Iterator
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from typing_extensions import override

from cavendish.bootstrap import WorkerServices
from cavendish.domain.circuit_breaker import BreakerState, OpeningCause
from cavendish.ports.route_tally import BOUNDS_S, Seconds, counted

_STATE: Final = {BreakerState.CLOSED: 0, BreakerState.HALF_OPEN: 1, BreakerState.OPEN: 2}


class RouteMetrics(Collector):
    """Labels are the names in the route file, its providers, and a fixed set of outcomes."""

    def __init__(self, services: WorkerServices) -> None:
        self._services = services

    @override
    def collect(self) -> Iterator[Metric]:
        yield from self._calls()
        yield from self._health()

    def _calls(self) -> Iterator[Metric]:
        tally = self._services.tally
        calls = CounterMetricFamily(
            "cavendish_route_calls",
            "Calls to upstreams that ended, by route and outcome.",
            labels=("route", "provider", "outcome"),
        )
        for (route, provider, outcome), count in counted(tally.calls):
            calls.add_metric((route, provider, outcome), count)
        yield calls
        durations = HistogramMetricFamily(
            "cavendish_route_call_duration_seconds", "Time of a call, with polling.", labels=("route",)
        )
        for route, seconds in counted(tally.seconds):
            durations.add_metric((route,), _cumulated(seconds), seconds.sum_s)
        yield durations
        cost = CounterMetricFamily(
            "cavendish_route_cost_usd", "What the pictures of a route cost.", labels=("route",)
        )
        for route, microusd in counted(tally.cost_microusd):
            cost.add_metric((route,), microusd / 1_000_000)
        yield cost

    def _health(self) -> Iterator[Metric]:
        state = GaugeMetricFamily(
            "cavendish_route_state", "Breaker: 0 closed, 1 half open, 2 open.", labels=("route",)
        )
        down = GaugeMetricFamily(
            "cavendish_route_misconfigured", "1 while an operator has to act.", labels=("route",)
        )
        in_use = GaugeMetricFamily(
            "cavendish_route_calls_in_flight", "Calls under way in this worker.", labels=("route",)
        )
        guard = self._services.guard_routes
        for live in self._services.routes.live:
            name = live.route.name
            opening = guard.opening(name)
            state.add_metric((name,), _STATE[guard.state(name)])
            down.add_metric((name,), opening is not None and opening.cause is OpeningCause.MISCONFIGURED)
            in_use.add_metric((name,), guard.in_use(name))
        yield from (state, down, in_use)


def _cumulated(seconds: Seconds) -> list[tuple[str, float]]:
    total = 0
    buckets: list[tuple[str, float]] = []
    for bound, count in zip((*map(str, BOUNDS_S), "+Inf"), list(seconds.counts), strict=True):
        total += count
        buckets.append((bound, total))
    return buckets
