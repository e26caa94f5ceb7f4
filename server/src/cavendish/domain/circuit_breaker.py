"""When a failing route is left alone, and how it is tried out again. Pure: the time is handed in.

A route without an `Opening` is closed: it takes every call. Opening it keeps calls away until its cool-down
has passed; then it is half open and takes a few probes at a time. Enough successful probes close it, a failed
one opens it for twice as long.
"""

from collections import deque
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self, assert_never

from cavendish.domain.errors import FailureKind

_BUCKETS: Final = 12


class BreakerState(StrEnum):
    CLOSED = "closed"
    HALF_OPEN = "half_open"
    OPEN = "open"


class OpeningCause(StrEnum):
    """Why a route is left alone; a later one in this order is the graver."""

    THROTTLED = "throttled"
    """It asked for a pause; after it the route is simply good again."""
    FAILING = "failing"
    MISCONFIGURED = "misconfigured"
    """An operator has to act: a wrong key, no money, a retired model."""

    def outweighs(self, other: "OpeningCause") -> bool:
        order = list(OpeningCause)
        return order.index(self) > order.index(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerPolicy:
    """When to open and for how long; times in milliseconds."""

    window_ms: int = 60_000
    min_calls: int = 10
    """A share of fewer calls than these says nothing."""
    failed_share: float = 0.5
    failed_in_a_row: int = 5
    cooldown_ms: int = 15_000
    longest_cooldown_ms: int = 300_000
    misconfigured_cooldown_ms: int = 30_000
    """Short at first, for one odd request may look like a wrong set-up; it doubles while probes fail."""
    longest_misconfigured_ms: int = 1_800_000
    pause_ms: int = 30_000
    """For a throttled route whose upstream names no time."""
    longest_pause_ms: int = 86_400_000
    rest_from_ms: int = 10_000
    """A failing route that asks for longer than this, as for maintenance, is left alone at once."""
    max_probes: int = 2
    """Probes under way at once, over all workers."""
    probes_to_close: int = 2

    def first_cooldown_ms(self, cause: OpeningCause, retry_after_s: float | None) -> int:
        match cause:
            case OpeningCause.THROTTLED:
                asked_ms = self.pause_ms if retry_after_s is None else round(retry_after_s * 1000)
                return min(max(asked_ms, 0), self.longest_pause_ms)
            case OpeningCause.FAILING:
                return self.cooldown_ms
            case OpeningCause.MISCONFIGURED:
                return self.misconfigured_cooldown_ms
            case _:
                assert_never(cause)

    def rest_s(self, retry_after_s: float | None) -> float | None:
        """How long a failing route is left alone because it asked for it; None when it did not."""
        if retry_after_s is None or retry_after_s * 1000 <= self.rest_from_ms:
            return None
        return min(retry_after_s, self.longest_cooldown_ms / 1000)

    def next_cooldown_ms(self, cause: OpeningCause, last_ms: int) -> int:
        is_ours = cause is OpeningCause.MISCONFIGURED
        return min(2 * last_ms, self.longest_misconfigured_ms if is_ours else self.longest_cooldown_ms)


DEFAULT_POLICY: Final = BreakerPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Why a route is not closed, and how far it is on its way back."""

    cause: OpeningCause
    reason: str
    """For operators: what the upstream said."""
    since_ms: int
    retry_at_ms: int
    cooldown_ms: int
    probes_out: int = 0
    probes_until_ms: int = 0
    """Probes not heard of until then are lost with their worker."""
    successes: int = 0

    def state(self, now_ms: int) -> BreakerState:
        if now_ms < self.retry_at_ms:
            return BreakerState.OPEN
        return BreakerState.CLOSED if self.cause is OpeningCause.THROTTLED else BreakerState.HALF_OPEN

    def can_probe(self, now_ms: int, policy: BreakerPolicy = DEFAULT_POLICY) -> bool:
        """Whether one more probe may go out, were the cool-down over."""
        return self.probes_out < policy.max_probes or now_ms >= self.probes_until_ms

    def with_probe(self, now_ms: int, *, lease_ms: int) -> Self:
        """One more probe is under way; it is given up after its lease."""
        still_out = self.probes_out if now_ms < self.probes_until_ms else 0
        return replace(
            self, probes_out=still_out + 1, probes_until_ms=max(self.probes_until_ms, now_ms + lease_ms)
        )

    def without_probe(self) -> Self:
        """A probe came back, or was called off."""
        return replace(self, probes_out=max(0, self.probes_out - 1))

    def after_good_probe(self, policy: BreakerPolicy = DEFAULT_POLICY) -> Self | None:
        """A probe succeeded; None when that was the last one needed: the route is closed."""
        if self.successes + 1 >= policy.probes_to_close:
            return None
        return replace(self.without_probe(), successes=self.successes + 1)

    def ready_to_probe(self, now_ms: int) -> Self:
        """Somebody has acted (a reload): the cool-down is over."""
        return replace(self, retry_at_ms=min(self.retry_at_ms, now_ms))

    def shifted(self, by_ms: int) -> Self:
        """The same on a clock that is `by_ms` ahead."""
        return replace(
            self,
            since_ms=self.since_ms + by_ms,
            retry_at_ms=self.retry_at_ms + by_ms,
            probes_until_ms=self.probes_until_ms + by_ms,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What speaks for leaving a route alone."""

    cause: OpeningCause
    reason: str
    retry_after_s: float | None = None


def open_route(
    before: Opening | None, trouble: Trouble, now_ms: int, *, policy: BreakerPolicy = DEFAULT_POLICY
) -> Opening:
    """The opening after `trouble`, whether the route was closed, open or half open."""
    state = before.state(now_ms) if before is not None else BreakerState.CLOSED
    fresh_ms = policy.first_cooldown_ms(trouble.cause, trouble.retry_after_s)
    fresh = Opening(
        cause=trouble.cause,
        reason=trouble.reason,
        since_ms=now_ms,
        retry_at_ms=now_ms + fresh_ms,
        cooldown_ms=fresh_ms,
    )
    if before is None or state is BreakerState.CLOSED:
        return fresh
    if trouble.cause.outweighs(before.cause):
        return replace(
            fresh,
            since_ms=before.since_ms,
            retry_at_ms=max(fresh.retry_at_ms, before.retry_at_ms),
            probes_out=before.without_probe().probes_out,
            probes_until_ms=before.probes_until_ms,
        )
    if trouble.cause is OpeningCause.THROTTLED:
        # It stays what it was, and the pause that the upstream asked for is kept.
        return replace(before.without_probe(), retry_at_ms=max(before.retry_at_ms, fresh.retry_at_ms))
    if state is BreakerState.OPEN:
        return before.without_probe()
    cooldown_ms = policy.next_cooldown_ms(before.cause, before.cooldown_ms)
    return replace(
        before.without_probe(),
        reason=trouble.reason,
        retry_at_ms=now_ms + cooldown_ms,
        cooldown_ms=cooldown_ms,
        successes=0,
    )


class CallWindow:
    """The latest calls of one route, as far as its breaker looks back."""

    __slots__ = ("_buckets", "_in_a_row", "_policy", "_width_ms")

    def __init__(self, policy: BreakerPolicy = DEFAULT_POLICY) -> None:
        self._policy = policy
        self._width_ms = max(1, policy.window_ms // _BUCKETS)
        self._buckets: deque[tuple[int, int, int]] = deque(maxlen=_BUCKETS)
        self._in_a_row = 0

    def note(self, now_ms: int, *, is_good: bool) -> None:
        """Count one call that ended."""
        slot = now_ms // self._width_ms
        good, bad = 0, 0
        if self._buckets and self._buckets[-1][0] >= slot:
            slot, good, bad = self._buckets.pop()
        self._buckets.append((slot, good + is_good, bad + (not is_good)))
        self._in_a_row = 0 if is_good else self._in_a_row + 1

    def why_open(self, now_ms: int, *, in_flight: int = 0) -> str | None:
        """What of these calls speaks for opening; None when they are good enough.

        Failures come quicker than pictures. So the calls in flight count as well, as good ones: else the
        first answers of a burst would condemn a route that fails now and then.
        """
        least = max(self._policy.failed_in_a_row, self._policy.failed_share * (self._in_a_row + in_flight))
        if self._in_a_row >= least:
            return f"{self._in_a_row} calls in a row failed"
        oldest = now_ms // self._width_ms - _BUCKETS
        recent = [bucket for bucket in self._buckets if bucket[0] > oldest]
        bad = sum(bucket[2] for bucket in recent)
        calls = bad + sum(bucket[1] for bucket in recent)
        is_too_much = bad >= self._policy.failed_share * (calls + in_flight)
        if calls >= self._policy.min_calls and is_too_much:
            return f"{bad} of the last {calls} calls failed"
        return None

    def clear(self) -> None:
        self._buckets.clear()
        self._in_a_row = 0


def cause_of(kind: FailureKind) -> OpeningCause | None:
    """What a failed call says against its route; None when it speaks of the request instead."""
    match kind:
        case FailureKind.TRANSIENT | FailureKind.UNAVAILABLE | FailureKind.REJECTED:
            return OpeningCause.FAILING
        case FailureKind.THROTTLED:
            return OpeningCause.THROTTLED
        case FailureKind.MISCONFIGURED:
            return OpeningCause.MISCONFIGURED
        case FailureKind.CONTENT_REFUSED | FailureKind.BAD_INPUT_IMAGE | FailureKind.INPUT_TOO_LARGE:
            return None
        case _:
            assert_never(kind)
