"""What was done in storage by this process, counted for Prometheus."""

from collections import defaultdict
from typing import Final

from cavendish.domain.spread import Spread

_BOUNDS_S: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class StorageTally:
    def __init__(self) -> None:
        self.operations: defaultdict[tuple[str, str], int] = defaultdict(int)
        """By operation (`put`, `open`, `size`, `delete`, `list`) and outcome (`ok`, `failed`)."""
        self.seconds: defaultdict[str, Spread] = defaultdict(lambda: Spread(_BOUNDS_S))

    def note(self, operation: str, outcome: str, *, seconds: float) -> None:
        """Count one operation that ended."""
        self.operations[operation, outcome] += 1
        self.seconds[operation].add(seconds)
