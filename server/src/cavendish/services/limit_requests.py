"""Use case: count a request against its key's limit, exactly, over all processes."""

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from cavendish.database.batcher import Batcher
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.request_counts import count_requests
from cavendish.domain.api_key import ApiKey
from cavendish.domain.errors import NotReadyError

_LINGER_S: Final = 0.001
"""A millisecond of latency halves the CPU that counting takes under load."""


class RateDecision(NamedTuple):
    """Whether a request may pass, and what its answer's RateLimit headers say."""

    is_allowed: bool
    limit: int
    remaining: int
    reset_s: int


class LimitRequests:
    """Sums the requests that wait into one statement and hands the answers out in order of arrival."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._batcher: Batcher[ApiKey, RateDecision] = Batcher(
            self._count, max_items=5_000, linger_s=_LINGER_S
        )

    async def __call__(self, key: ApiKey) -> RateDecision:
        """Count one request of `key`. Raises NotReadyError when the database is away: limits never open."""
        try:
            return await self._batcher(key)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Requests cannot be counted now; try again shortly") from error

    async def _count(self, batch: Sequence[ApiKey]) -> list[RateDecision | Exception]:
        hits = Counter(key.id for key in batch)
        sums = await count_requests(self._pool, hits)
        # The sum includes the whole batch: the first of its requests came when the count was lower.
        position = {key_id: count.hits - hits[key_id] for key_id, count in sums.items()}
        decisions: list[RateDecision | Exception] = []
        for key in batch:
            position[key.id] += 1
            limit = key.requests_per_minute
            decisions.append(
                RateDecision(
                    is_allowed=position[key.id] <= limit,
                    limit=limit,
                    remaining=max(0, limit - position[key.id]),
                    reset_s=max(1, ceil(sums[key.id].reset_s)),
                )
            )
        return decisions
