"""Use case: count a request against its key's limit, exactly, over all processes."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from cavendish.database.batcher import Batcher
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.request_counts import MinuteCount, count_requests
from cavendish.domain.api_key import ApiKey
from cavendish.domain.errors import NotReadyError
from cavendish.domain.ids import ApiKeyId

_LINGER_S: Final = 0.001
"""A millisecond of latency halves the CPU that counting takes under load."""
_REPORT_AFTER_S: Final = 0.02
MOST_AHEAD: Final = 64
"""Requests of one key that a process may let pass before it has reported them."""
MOST_PROCESSES: Final = 32
"""API processes of one installation for which the limit is exact."""
_MARGIN: Final = MOST_AHEAD * MOST_PROCESSES
_REMEMBERED_KEYS: Final = 20_000


class RateDecision(NamedTuple):
    """Whether a request may pass, and what its answer's RateLimit headers say."""

    is_allowed: bool
    limit: int
    remaining: int
    reset_s: int


class _Minute:
    """What this process knows of one key's running minute."""

    __slots__ = ("ends_s", "sum", "under_way", "unreported")

    def __init__(self) -> None:
        self.sum = 0
        """As the database said last."""
        self.ends_s = 0.0
        """Loop time."""
        self.unreported = 0
        self.under_way = 0
        """Reported, and not yet in `sum`."""

    def learn(self, count: MinuteCount, now_s: float) -> None:
        """Answers may come in another order than they were made in: within a minute the sum only grows."""
        ends_s = now_s + count.reset_s
        is_new_minute = ends_s > self.ends_s + 1.0
        self.sum = count.hits if is_new_minute else max(self.sum, count.hits)
        self.ends_s = ends_s if is_new_minute else self.ends_s


class LimitRequests:
    """Counts in the database, many requests in one statement.

    Far below its limit a key's request passes at once and is reported within 20 ms: 32 processes with 64
    unreported requests each cannot reach from there to the limit. Near the limit every request waits for the
    database's sum, so that the last one that may pass is told from the first that may not.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._batcher: Batcher[ApiKey, RateDecision] = Batcher(
            self._count, max_items=5_000, linger_s=_LINGER_S
        )
        self._minutes: dict[ApiKeyId, _Minute] = {}
        self._unreported: set[ApiKeyId] = set()
        self._reporter: asyncio.Task[None] | None = None
        self._has_many = asyncio.Event()

    def pass_ahead(self, key: ApiKey) -> RateDecision | None:
        """Let one request of `key` pass at once, or None: then it has to be counted first."""
        minute = self._minutes.get(key.id)
        if minute is None:
            return None
        now_s = asyncio.get_running_loop().time()
        ahead = minute.unreported + minute.under_way
        position = minute.sum + ahead + 1
        limit = key.requests_per_minute
        if ahead >= MOST_AHEAD or position > limit - _MARGIN or now_s >= minute.ends_s:
            return None
        minute.unreported += 1
        self._unreported.add(key.id)
        if minute.unreported >= MOST_AHEAD // 2:
            self._has_many.set()
        if self._reporter is None or self._reporter.done():
            self._reporter = asyncio.create_task(self._report())
        return RateDecision(
            is_allowed=True, limit=limit, remaining=limit - position, reset_s=ceil(minute.ends_s - now_s)
        )

    async def __call__(self, key: ApiKey) -> RateDecision:
        """Count one request of `key`. Raises NotReadyError when the database is away: limits never open."""
        try:
            return await self._batcher(key)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Requests cannot be counted now; try again shortly") from error

    async def _report(self) -> None:
        while self._unreported:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._has_many.wait(), _REPORT_AFTER_S)
            self._has_many.clear()
            hits: dict[ApiKeyId, int] = {}
            for key_id in self._unreported:
                minute = self._minutes[key_id]
                hits[key_id] = minute.under_way = minute.unreported
                minute.unreported = 0
            self._unreported.clear()
            try:
                self._learn(await count_requests(self._pool, hits))
            except CONNECTION_ERRORS:
                # What could not be reported stays owed; a key that owes the most it may passes no more.
                for key_id, count in hits.items():
                    self._minutes[key_id].unreported += count
                self._unreported.update(hits)
                return
            finally:
                for key_id in hits:
                    self._minutes[key_id].under_way = 0

    def _learn(self, sums: dict[ApiKeyId, MinuteCount]) -> None:
        now_s = asyncio.get_running_loop().time()
        if len(self._minutes) > _REMEMBERED_KEYS:
            self._minutes = {key_id: self._minutes[key_id] for key_id in self._unreported}
        for key_id, count in sums.items():
            minute = self._minutes.get(key_id)
            if minute is None:
                minute = self._minutes[key_id] = _Minute()
            minute.learn(count, now_s)

    async def _count(self, batch: Sequence[ApiKey]) -> list[RateDecision | Exception]:
        hits = Counter(key.id for key in batch)
        sums = await count_requests(self._pool, hits)
        self._learn(sums)
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
