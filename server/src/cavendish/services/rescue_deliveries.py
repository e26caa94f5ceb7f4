"""Use case: the scheduled look for callbacks that fell out of the queue."""

from typing import Final

import structlog

from cavendish.database.connection_pool import Pool
from cavendish.database.delivery_rows import requeue_jobless

_OVERDUE_MS: Final = 60_000
_BATCH: Final = 1_000

_log = structlog.get_logger("cavendish.rescue_deliveries")


class RescueDeliveries:
    """Runs at any time, on any worker, again: a delivery's second job for one attempt does nothing."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def __call__(self) -> int:
        """Queue overdue deliveries that have no job; returns how many, which should always be 0."""
        async with self._pool.acquire() as connection, connection.transaction():
            rescued = await requeue_jobless(connection, overdue_ms=_OVERDUE_MS, limit=_BATCH)
        if rescued:
            _log.warning("callbacks without a job queued again", count=len(rescued), first=rescued[0])
        return len(rescued)
