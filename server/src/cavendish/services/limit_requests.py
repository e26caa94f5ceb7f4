"""Use case: count a request against its key's limit, exactly, over all processes."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from time import monotonic
from typing import Final, NamedTuple

from msgspec import Struct

from cavendish.database.batcher import Batcher
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.request_counts import MinuteCount, RequestAsk, call_in_requests, count_requests
from cavendish.domain.api_key import ApiKey
from cavendish.domain.errors import NotReadyError
from cavendish.domain.ids import ApiKeyId

MOST_LENT: Final = 64
"""Requests of an ordinary key that a process may be lent: lost to the key's minute if the process dies."""
_SHARE_LENT: Final = 1_000
"""One in so many of a high limit may be lent: to ask for 64 again and again would be half the work."""
_MOST_LENT_OF_ANY: Final = 4_096
NEVER_LENT: Final = 1_024
"""The last of a limit are counted one by one, so that who is near it seldom waits for what others hold."""
_LOW: Final = 1 / 2
"""Part of what may be lent, below which more is asked for."""
_URGENT: Final = 3 / 8
"""Below this it is asked for at once."""
_GATHER_S: Final = 0.02
_PUTTING_BACK_S: Final = 5.0
PATIENCE_S: Final = 3.0
"""How long a request that may be one too many waits for others to say what they did with what they hold."""
_ASK_AGAIN_S: Final = 0.01


def most_lent(limit: int) -> int:
    """How many requests of a key with this limit a minute one process may be lent."""
    return min(_MOST_LENT_OF_ANY, max(MOST_LENT, limit // _SHARE_LENT))


class RateDecision(Struct, frozen=True, gc=False):
    """Whether a request may pass, and what its answer's RateLimit headers say.

    Every answer has one: of all ways to make a record this is the fastest.
    """

    is_allowed: bool
    limit: int
    remaining: int
    reset_s: int


class _Ask(NamedTuple):
    """One request, or with none: settle, and then either be lent more or put everything back."""

    key_id: ApiKeyId
    limit: int
    requests: int = 0
    is_put_back: bool = False

    def joined(self, other: "_Ask") -> "_Ask":
        return _Ask(
            self.key_id,
            max(self.limit, other.limit),
            self.requests + other.requests,
            self.is_put_back or other.is_put_back,
        )


class _Minute:
    """What this process knows and holds of one key's running minute."""

    __slots__ = ("ends_s", "lent", "low", "number", "passed", "patience_ends_s", "spent", "urgent")

    def __init__(self) -> None:
        self.number = -1
        self.ends_s = 0.0
        """By `monotonic`; never later than the database's."""
        self.passed = 0
        """Of all processes, as the database said last."""
        self.lent = 0
        self.spent = 0
        """Of what was lent, since it was settled last."""
        self.low = self.urgent = 0
        """With fewer than these lent, more is asked for."""
        self.patience_ends_s: float | None = None

    def spend(self) -> None:
        self.lent -= 1
        self.spent += 1

    def settle(self, *, is_put_back: bool) -> tuple[int, int]:
        """How many passed or are put back, and of these how many are put back.

        Said once: when the answer is lost they stay counted, for said twice they would let too many pass.
        """
        put_back = self.lent if is_put_back else 0
        settled = self.spent + put_back
        self.passed += self.spent
        self.lent -= put_back
        self.spent = 0
        return settled, put_back

    def learn(self, count: MinuteCount, *, requests: int, asked_s: float) -> None:
        if count.minute != self.number:
            # What is held of another minute is void.
            self.number, self.lent, self.spent, self.patience_ends_s = count.minute, 0, 0, None
        self.ends_s = asked_s + count.reset_s
        self.passed = count.hits - count.lent
        self.lent += max(0, count.taken - requests)

    def is_undecided(self, count: MinuteCount, *, asked_s: float, patience_s: float) -> bool:
        """Whether others hold requests of which one may yet be put back for those that got none."""
        if count.lent <= self.lent + self.spent:
            return False
        if self.patience_ends_s is None:
            self.patience_ends_s = asked_s + patience_s
        return asked_s < self.patience_ends_s


class LimitRequests:
    """Takes requests from the key's count in the database, many in one statement, never more than the limit.

    Far below its limit a process is lent some in advance and passes them at once. They are counted before
    they pass, so however long a process stalls with them, too many never do. A request that finds all
    taken is refused only when nobody holds any: else the holders are called to put them back, and it asks
    again. A holder that does not answer within seconds is taken for dead; what it held is lost to the minute.
    """

    def __init__(
        self, pool: Pool, *, may_hold: Callable[[], bool] = lambda: False, patience_s: float = PATIENCE_S
    ) -> None:
        """`may_hold` says whether a call to put back would reach us now: without, nothing is lent to us."""
        self._pool = pool
        self._may_hold = may_hold
        self._patience_s = patience_s
        self._batcher: Batcher[_Ask, RateDecision | None] = Batcher(self._count, max_items=5_000)
        self._minutes: dict[ApiKeyId, _Minute] = {}
        self._newest_minute = -1
        self._low: dict[ApiKeyId, ApiKey] = {}
        self._is_urgent = asyncio.Event()
        self._topping_up: asyncio.Task[None] | None = None
        self._putting_back: set[asyncio.Task[None]] = set()
        self._calls: dict[ApiKeyId, asyncio.Task[None]] = {}

    def pass_ahead(self, key: ApiKey) -> RateDecision | None:
        """Let one request of `key` pass at once, or None: then it has to be counted first."""
        minute = self._minutes.get(key.id)
        if minute is None or not minute.lent:
            return None
        left_s = minute.ends_s - monotonic()
        if left_s <= 0:
            return None
        minute.spend()
        if minute.lent < minute.low:
            self._top_up_soon(key, is_urgent=minute.lent < minute.urgent)
        limit = key.requests_per_minute
        remaining = max(0, limit - minute.passed - minute.spent)
        return RateDecision(True, limit, remaining, ceil(left_s))  # noqa: FBT003 - by name it costs twice

    async def __call__(self, key: ApiKey) -> RateDecision:
        """Count one request of `key`. Raises NotReadyError when the database is away: limits never open."""
        ask = _Ask(key.id, key.requests_per_minute, requests=1)
        try:
            while (decision := await self._batcher(ask)) is None:
                await self._call_in(key.id)
        except CONNECTION_ERRORS as error:
            raise NotReadyError("Requests cannot be counted now; try again shortly") from error
        return decision

    def put_back(self, key_id: ApiKeyId) -> None:
        """Somebody is at the limit of this key: soon put back what we hold of it."""
        minute = self._minutes.get(key_id)
        if minute is not None and (minute.lent or minute.spent):
            self._put_back_soon([key_id])

    def put_back_all(self) -> None:
        """Soon put back what we hold of every key."""
        self._put_back_soon([key_id for key_id, minute in self._minutes.items() if minute.lent])

    async def close(self) -> None:
        """Put everything back, so that a restart costs no key any requests."""
        if self._topping_up is not None:
            self._topping_up.cancel()
        self.put_back_all()
        if self._putting_back:
            # A database that does not answer forgets them with the minute.
            await asyncio.wait(self._putting_back, timeout=_PUTTING_BACK_S)

    def _top_up_soon(self, key: ApiKey, *, is_urgent: bool) -> None:
        self._low[key.id] = key
        if is_urgent:
            self._is_urgent.set()
        if self._topping_up is None or self._topping_up.done():
            self._topping_up = asyncio.create_task(self._top_up())

    async def _top_up(self) -> None:
        while self._low:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_urgent.wait(), _GATHER_S)
            self._is_urgent.clear()
            asks = [_Ask(key.id, key.requests_per_minute) for key in self._low.values()]
            self._low.clear()
            await self._say(asks)

    def _put_back_soon(self, key_ids: Sequence[ApiKeyId]) -> None:
        task = asyncio.create_task(self._say([_Ask(key_id, 0, is_put_back=True) for key_id in key_ids]))
        self._putting_back.add(task)
        task.add_done_callback(self._putting_back.discard)

    async def _say(self, asks: Iterable[_Ask]) -> None:
        """Without the database nothing more is lent, and what was not said stays counted."""
        with contextlib.suppress(NotReadyError):
            for answer in [self._batcher(ask) for ask in asks]:
                with contextlib.suppress(NotReadyError, *CONNECTION_ERRORS):
                    await answer

    async def _call_in(self, key_id: ApiKeyId) -> None:
        """Call to put back, and give the holders a moment: one call for all who wait for this key."""
        call = self._calls.get(key_id)
        if call is None:
            call = self._calls[key_id] = asyncio.create_task(self._call_and_wait(key_id))
        await asyncio.shield(call)

    async def _call_and_wait(self, key_id: ApiKeyId) -> None:
        try:
            await call_in_requests(self._pool, key_id)
            await asyncio.sleep(_ASK_AGAIN_S)
        finally:
            del self._calls[key_id]

    async def _count(self, batch: Sequence[_Ask]) -> list[RateDecision | Exception | None]:
        asked_s = monotonic()
        asks = [self._settle(together, now_s=asked_s) for together in _by_key(batch)]
        counts = await count_requests(self._pool, asks, never_lent=NEVER_LENT)
        self._forget_minutes_before(max(count.minute for count in counts))
        verdicts: dict[ApiKeyId, Iterator[RateDecision | None]] = {}
        for ask, count in zip(asks, counts, strict=True):
            minute = self._minutes.setdefault(ask.api_key_id, _Minute())
            minute.learn(count, requests=ask.requests, asked_s=asked_s)
            verdicts[ask.api_key_id] = self._verdicts(ask, count, minute, asked_s=asked_s)
        return [next(verdicts[ask.key_id]) if ask.requests else None for ask in batch]

    def _settle(self, ask: _Ask, *, now_s: float) -> RequestAsk:
        minute = self._minutes.get(ask.key_id)
        if minute is None:
            minute = self._minutes[ask.key_id] = _Minute()
        settled, put_back = minute.settle(is_put_back=ask.is_put_back or now_s >= minute.ends_s)
        most = most_lent(ask.limit)
        minute.low, minute.urgent = int(most * _LOW), int(most * _URGENT)
        wanted = 0 if ask.is_put_back or not self._may_hold() else max(0, most - minute.lent)
        return RequestAsk(
            api_key_id=ask.key_id,
            requests=ask.requests,
            wanted=wanted,
            limit=ask.limit,
            minute=minute.number,
            settled=settled,
            put_back=put_back,
        )

    def _forget_minutes_before(self, number: int) -> None:
        if number > self._newest_minute:
            self._minutes = {
                key_id: minute
                for key_id, minute in self._minutes.items()
                if minute.number >= self._newest_minute
            }
            self._newest_minute = number

    def _verdicts(
        self, ask: RequestAsk, count: MinuteCount, minute: _Minute, *, asked_s: float
    ) -> Iterator[RateDecision | None]:
        """On one key's requests, in their order; None for one that has to ask again."""
        limit, reset_s = ask.limit, max(1, ceil(count.reset_s))
        got = min(ask.requests, count.taken)
        remaining = limit - minute.passed - minute.spent + got
        for number in range(1, ask.requests + 1):
            if number > got and minute.lent:
                minute.spend()
                got += 1
            if number <= got:
                yield RateDecision(
                    is_allowed=True, limit=limit, remaining=max(0, remaining - number), reset_s=reset_s
                )
            elif minute.is_undecided(count, asked_s=asked_s, patience_s=self._patience_s):
                yield None
            else:
                yield RateDecision(is_allowed=False, limit=limit, remaining=0, reset_s=reset_s)


def _by_key(batch: Sequence[_Ask]) -> Iterable[_Ask]:
    together: dict[ApiKeyId, _Ask] = {}
    for ask in batch:
        other = together.get(ask.key_id)
        together[ask.key_id] = ask if other is None else ask.joined(other)
    return together.values()
