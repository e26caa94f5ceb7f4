"""What routes did in this process, counted for Prometheus in plain dictionaries."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from typing import Final, TypeVar

from cavendish.domain.routing import Route

K = TypeVar("K")
V = TypeVar("V")

BOUNDS_S: Final = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0, 30.0, 60.0, 120.0, 300.0)


class Seconds:
    """How long calls took: how many up to each bound, and all seconds together."""

    __slots__ = ("counts", "sum_s")

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS_S) + 1)
        self.sum_s = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BOUNDS_S, seconds)] += 1
        self.sum_s += seconds


class RouteTally:
    """Calls by route and outcome, their seconds and cost. Labels are the routes of the route file: few."""

    def __init__(self) -> None:
        self.calls: defaultdict[tuple[str, str, str], int] = defaultdict(int)
        """By route, provider and outcome."""
        self.seconds: defaultdict[str, Seconds] = defaultdict(Seconds)
        self.cost_microusd: defaultdict[str, int] = defaultdict(int)

    def note(self, route: Route, outcome: str, *, seconds: float, cost_microusd: int = 0) -> None:
        """Count one call that ended."""
        self.calls[route.name, route.provider, outcome] += 1
        self.seconds[route.name].add(seconds)
        self.cost_microusd[route.name] += cost_microusd


def counted(counts: Mapping[K, V]) -> list[tuple[K, V]]:
    """The counts as they are now; another thread may read them while calls go on being counted."""
    return list(counts.items())
