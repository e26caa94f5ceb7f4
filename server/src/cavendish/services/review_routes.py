"""Use case: how every route stands: usable or why not, healthy or why not, and what it did lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cavendish.database.attempt_rows import RouteRecord, read_route_records
from cavendish.database.connection_pool import Pool
from cavendish.database.route_health_rows import list_route_health
from cavendish.domain.circuit_breaker import BreakerState, Opening
from cavendish.domain.clock import Clock
from cavendish.ports.live_route import RouteStatus

DAY_MS: Final = 24 * 3600 * 1000
_NO_CALLS: Final = RouteRecord(succeeded=0, failed=0, refused=0, p50_s=None, cost_microusd=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteReview:
    """One route, as an operator wants to see it."""

    status: RouteStatus
    state: BreakerState
    opening: Opening | None
    """Why it is left alone, if it is; its times are on our clock."""
    retry_in_ms: int
    record: RouteRecord

    @property
    def success_share(self) -> float | None:
        """Of the calls whose outcome the route is to blame or to praise for; None without any."""
        counted = self.record.succeeded + self.record.failed
        return self.record.succeeded / counted if counted else None


class ReviewRoutes:
    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def __call__(
        self, statuses: Sequence[RouteStatus], *, within_ms: int = DAY_MS
    ) -> list[RouteReview]:
        """The routes in the order given, with their records of the last `within_ms`."""
        now_ms = self._clock.now_ms()
        openings = await list_route_health(self._pool, now_ms=now_ms)
        records = await read_route_records(self._pool, within_ms=within_ms)
        return [
            _review(status, openings.get(status.route.name), records.get(status.route.name), now_ms)
            for status in statuses
        ]


def _review(
    status: RouteStatus, opening: Opening | None, record: RouteRecord | None, now_ms: int
) -> RouteReview:
    state = BreakerState.CLOSED if opening is None else opening.state(now_ms)
    return RouteReview(
        status=status,
        state=state,
        opening=None if state is BreakerState.CLOSED else opening,
        retry_in_ms=max(0, opening.retry_at_ms - now_ms) if opening is not None else 0,
        record=record or _NO_CALLS,
    )
