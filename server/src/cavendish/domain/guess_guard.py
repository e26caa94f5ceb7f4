"""Slows those who guess keys: each address has a few failures free, then waits longer and longer."""

from dataclasses import dataclass, field
from typing import Final

_FREE_FAILURES: Final = 20
_REFILL_PER_S: Final = 0.5
_DELAY_PER_FAILURE_S: Final = 0.1
MAX_DELAY_S: Final = 3.0
_MAX_ADDRESSES: Final = 10_000


@dataclass(slots=True)
class GuessGuard:
    """Failures per address, forgiven at one in two seconds."""

    _failures: dict[str, tuple[float, int]] = field(default_factory=dict)

    def delay_s(self, address: str, now_ms: int) -> float:
        """How long an unknown key from this address must wait for its answer; at most 3 s."""
        over = self._count(address, now_ms) - _FREE_FAILURES
        return min(MAX_DELAY_S, over * _DELAY_PER_FAILURE_S) if over > 0 else 0.0

    def note_failure(self, address: str, now_ms: int) -> None:
        if len(self._failures) >= _MAX_ADDRESSES and address not in self._failures:
            self._forget_forgiven(now_ms)
        self._failures[address] = (self._count(address, now_ms) + 1, now_ms)

    def _count(self, address: str, now_ms: int) -> float:
        count, since_ms = self._failures.get(address, (0.0, now_ms))
        return max(0.0, count - max(0, now_ms - since_ms) / 1000 * _REFILL_PER_S)

    def _forget_forgiven(self, now_ms: int) -> None:
        self._failures = {
            address: entry for address, entry in self._failures.items() if self._count(address, now_ms) > 0
        }
        if len(self._failures) >= _MAX_ADDRESSES:
            self._failures.clear()
