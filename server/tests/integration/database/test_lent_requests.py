"""Requests that a process passes in advance: the limit stays exact while processes stall, die and restart."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from concurrent.futures import Future

from tests.integration.database.test_limit_requests import one_minute

from cavendish.database.connection_pool import Pool, open_pool
from cavendish.database.notifications import LIMITS_CHANNEL, Notifications
from cavendish.domain.api_key import ApiKey
from cavendish.domain.ids import ApiKeyId
from cavendish.services.limit_requests import MOST_LENT, NEVER_LENT, LimitRequests, most_lent

LIMIT = NEVER_LENT + 500
KEY = ApiKey(id=ApiKeyId(7), name="test", requests_per_minute=LIMIT)


@contextlib.asynccontextmanager
async def api_process(database_url: str, *, patience_s: float = 30) -> AsyncIterator[LimitRequests]:
    """What one API process has: its own connections, and an ear for calls."""
    pool = await open_pool(database_url, max_size=3)
    notifications = Notifications(
        database_url,
        on_message={LIMITS_CHANNEL: lambda key_id: limit.put_back(ApiKeyId(int(key_id)))},
        on_gap=lambda: None,
    )
    limit = LimitRequests(pool, may_hold=lambda: notifications.is_connected, patience_s=patience_s)
    await notifications.start()
    async with asyncio.timeout(20):
        while not notifications.is_connected:
            await asyncio.sleep(0.01)
    try:
        yield limit
    finally:
        await limit.close()
        await notifications.stop()
        await pool.close()


class StallingProcess:
    """A LimitRequests whose event loop runs in a thread of its own, and stands still when told to."""

    def __init__(self, database_url: str) -> None:
        self._database_url = database_url
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._live(),))
        self._is_ready = threading.Event()
        self._may_go_on = threading.Event()
        self._is_over = asyncio.Event()
        self.limit: LimitRequests

    async def _live(self) -> None:
        async with api_process(self._database_url) as self.limit:
            self._is_ready.set()
            await self._is_over.wait()

    async def __aenter__(self) -> "StallingProcess":
        self._thread.start()
        await asyncio.to_thread(self._is_ready.wait, 20)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._may_go_on.set()
        self._loop.call_soon_threadsafe(self._is_over.set)
        await asyncio.to_thread(self._thread.join, 30)
        self._loop.close()

    async def counted(self) -> bool:
        decision = asyncio.run_coroutine_threadsafe(self.limit(KEY), self._loop)
        return (await asyncio.wrap_future(decision)).is_allowed

    async def pass_ahead_and_stall(self, count: int) -> int:
        """Pass this many at once, and from then on do nothing; returns how many passed."""
        passed: Future[int] = Future()

        def pass_and_stall() -> None:
            passed.set_result(self._pass(count))
            self._may_go_on.wait()

        self._loop.call_soon_threadsafe(pass_and_stall)
        return await asyncio.wrap_future(passed)

    async def go_on_and_pass_ahead(self, count: int) -> int:
        """Pass some more before anything that happened meanwhile is noticed."""
        passed: Future[int] = Future()
        self._loop.call_soon_threadsafe(lambda: passed.set_result(self._pass(count)))
        self._may_go_on.set()
        return await asyncio.wrap_future(passed)

    def _pass(self, count: int) -> int:
        return sum(self.limit.pass_ahead(KEY) is not None for _ in range(count))


async def test_a_process_that_stalls_with_passed_requests_does_not_let_one_too_many_through(
    database_url: str,
) -> None:
    pool_of_test = await open_pool(database_url)
    await one_minute(pool_of_test, seconds=12)
    async with StallingProcess(database_url) as stalling, api_process(database_url) as other:
        assert await stalling.counted()
        passed = 1 + await stalling.pass_ahead_and_stall(10)
        assert passed == 11
        waiting = [asyncio.create_task(other(KEY)) for _ in range(LIMIT + 100)]
        # All but what the stalled process holds has passed, and nobody is refused yet.
        while await pool_of_test.fetchval("SELECT hits FROM request_counts") < LIMIT:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        allowed = [task.result().is_allowed for task in waiting if task.done()]
        assert allowed == [True] * (LIMIT - 1 - MOST_LENT)
        passed += await stalling.go_on_and_pass_ahead(5)
        passed += sum(decision.is_allowed for decision in await asyncio.gather(*waiting))
        assert passed == LIMIT
        assert not (await other(KEY)).is_allowed
        assert not await stalling.counted()
    await pool_of_test.close()


async def test_a_process_that_is_dead_costs_its_key_what_it_held_and_refusals_wait_for_it_once(
    database_url: str, pool: Pool
) -> None:
    await one_minute(pool, seconds=12)
    dead = LimitRequests(pool, may_hold=lambda: True)
    await dead(KEY)
    async with api_process(database_url, patience_s=2) as alive:
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        decisions = await asyncio.gather(*(alive(KEY) for _ in range(LIMIT)))
        assert 1 + sum(decision.is_allowed for decision in decisions) == LIMIT - MOST_LENT
        assert loop.time() - begun_s >= 2
        begun_s = loop.time()
        assert not (await alive(KEY)).is_allowed
        assert loop.time() - begun_s < 2
    # Should it come back, it may still pass what it held, and the limit has not been passed.
    assert sum(dead.pass_ahead(KEY) is not None for _ in range(MOST_LENT + 5)) == MOST_LENT


async def test_a_process_that_stops_puts_back_what_it_holds(database_url: str, pool: Pool) -> None:
    await one_minute(pool, seconds=12)
    async with api_process(database_url) as stopping:
        await stopping(KEY)
        assert sum(stopping.pass_ahead(KEY) is not None for _ in range(3)) == 3
        assert await pool.fetchval("SELECT hits FROM request_counts") == 1 + MOST_LENT
    assert tuple(await pool.fetchrow("SELECT hits, lent FROM request_counts") or ()) == (4, 0)


async def test_the_last_of_a_limit_are_never_lent(database_url: str, pool: Pool) -> None:
    await one_minute(pool, seconds=12)
    async with api_process(database_url) as process:
        exactly = ApiKey(id=ApiKeyId(1), name="test", requests_per_minute=NEVER_LENT + MOST_LENT + 1)
        await process(exactly)
        assert process.pass_ahead(exactly) is not None
        one_less = ApiKey(id=ApiKeyId(2), name="test", requests_per_minute=NEVER_LENT + MOST_LENT)
        await process(one_less)
        assert process.pass_ahead(one_less) is None


def test_a_high_limit_lends_a_thousandth_and_never_thousands() -> None:
    assert [most_lent(limit) for limit in (60, 64_999, 65_000, 1_000_000)] == [64, 64, 65, 1_000]
    assert [most_lent(limit) for limit in (4_096_000, 4_097_000, 2**31 - 1)] == [4_096, 4_096, 4_096]


async def test_what_was_lent_under_a_higher_limit_is_used_up_before_more_is_lent(
    database_url: str, pool: Pool
) -> None:
    await one_minute(pool, seconds=12)
    high, low = (
        ApiKey(id=ApiKeyId(1), name="test", requests_per_minute=limit) for limit in (1_000_000, 2_000)
    )
    async with api_process(database_url) as process:
        await process(high)
        assert await pool.fetchval("SELECT hits FROM request_counts") == 1 + 1_000
        assert (await process(low)).is_allowed
        assert await pool.fetchval("SELECT hits FROM request_counts") == 2 + 1_000
        assert all(process.pass_ahead(low) for _ in range(1_000))
        assert process.pass_ahead(low) is None


async def test_nothing_is_lent_to_a_process_that_would_not_hear_the_call(pool: Pool) -> None:
    await one_minute(pool)
    deaf = LimitRequests(pool)
    assert (await deaf(KEY)).is_allowed
    assert deaf.pass_ahead(KEY) is None


async def test_a_busy_process_is_topped_up_before_it_runs_out(database_url: str, pool: Pool) -> None:
    await one_minute(pool, seconds=12)
    key = ApiKey(id=ApiKeyId(1), name="test", requests_per_minute=10_000)
    async with api_process(database_url) as process:
        assert (await process(key)).remaining == 9_999
        for number in range(2, 200):
            while (decision := process.pass_ahead(key)) is None:
                await asyncio.sleep(0.005)
            assert decision.remaining == 10_000 - number
            await asyncio.sleep(0)
        assert decision.is_allowed


async def test_what_was_lent_is_void_once_its_minute_is_over(database_url: str, pool: Pool) -> None:
    await one_minute(pool, seconds=12)
    async with api_process(database_url) as process:
        await process(KEY)
        assert process.pass_ahead(KEY) is not None
        # Another process has begun the next minute.
        await pool.execute("UPDATE request_counts SET minute = minute + 1, hits = 5, lent = 0")
        decision = await process(KEY)
        assert decision.remaining == LIMIT - 6
        lent = await pool.fetchval("SELECT lent FROM request_counts WHERE hits - lent = 6")
        assert sum(process.pass_ahead(KEY) is not None for _ in range(MOST_LENT)) == lent


async def test_bursts_over_four_processes_pass_exactly_the_limit(database_url: str, pool: Pool) -> None:
    await one_minute(pool, seconds=12)

    async def ask(process: LimitRequests) -> bool:
        decision = process.pass_ahead(KEY) or await process(KEY)
        return decision.is_allowed

    async with contextlib.AsyncExitStack() as stack:
        processes = [await stack.enter_async_context(api_process(database_url)) for _ in range(4)]
        passed = 0
        for burst in (40, 3, 150, 60, 400):
            passed += sum(await asyncio.gather(*(ask(p) for p in processes for _ in range(burst))))
        assert passed == LIMIT
