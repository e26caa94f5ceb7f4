"""How much of a call's time is left."""

import asyncio


class Deadline:
    """Counts down from now on the event loop's clock, which no clock change moves."""

    def __init__(self, timeout_s: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._ends_at = self._loop.time() + timeout_s

    @property
    def left_s(self) -> float:
        """Seconds left; 0 when it has passed."""
        return max(0.0, self._ends_at - self._loop.time())

    @property
    def has_passed(self) -> bool:
        return self.left_s <= 0
