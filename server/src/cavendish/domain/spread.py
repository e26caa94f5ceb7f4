"""How values are spread: what a histogram is made of, without a lock, for one event loop to fill."""

from bisect import bisect_left
from itertools import accumulate


class Spread:
    """How many values there were up to each bound, and their sum. Another thread may read it meanwhile."""

    __slots__ = ("_bounds", "_counts", "total")

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def add(self, value: float) -> None:
        self._counts[bisect_left(self._bounds, value)] += 1
        self.total += value

    def cumulated(self) -> list[tuple[str, float]]:
        """Each bound with the count of values up to it, as Prometheus wants its buckets."""
        return list(zip((*map(str, self._bounds), "+Inf"), accumulate(self._counts), strict=True))
