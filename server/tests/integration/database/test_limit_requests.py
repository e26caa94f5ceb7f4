import asyncio

from cavendish.database.connection_pool import Pool
from cavendish.domain.api_key import ApiKey
from cavendish.domain.ids import ApiKeyId
from cavendish.services.limit_requests import LimitRequests


def key(number: int = 1, limit: int = 10) -> ApiKey:
    return ApiKey(id=ApiKeyId(number), name="test", requests_per_minute=limit)


async def one_minute(pool: Pool, *, seconds: float = 3) -> None:
    """Wait until the running minute has time left, so that a test does not straddle two."""
    left = 60 - await pool.fetchval("SELECT extract(second FROM clock_timestamp())::float8")
    if left < seconds:
        await asyncio.sleep(left + 0.05)


async def test_the_limit_passes_and_the_next_request_does_not(pool: Pool) -> None:
    await one_minute(pool)
    limit = LimitRequests(pool)
    decisions = [await limit(key()) for _ in range(11)]
    assert [decision.is_allowed for decision in decisions] == [True] * 10 + [False]
    assert [decision.remaining for decision in decisions] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0]
    assert all(1 <= decision.reset_s <= 60 for decision in decisions)


async def test_the_limit_is_exact_over_processes_and_bursts(pool: Pool) -> None:
    await one_minute(pool)
    processes = [LimitRequests(pool) for _ in range(4)]
    decisions = await asyncio.gather(*(process(key(limit=100)) for _ in range(50) for process in processes))
    assert sum(decision.is_allowed for decision in decisions) == 100


async def test_answers_of_one_burst_count_down_in_order(pool: Pool) -> None:
    await one_minute(pool)
    limit = LimitRequests(pool)
    decisions = await asyncio.gather(*(limit(key(limit=50)) for _ in range(50)))
    assert [decision.remaining for decision in decisions] == list(range(49, -1, -1))


async def test_keys_do_not_share_a_count(pool: Pool) -> None:
    await one_minute(pool)
    limit = LimitRequests(pool)
    decisions = await asyncio.gather(*(limit(key(number, limit=5)) for number in (1, 2, 3) for _ in range(6)))
    assert sum(decision.is_allowed for decision in decisions) == 15


async def test_a_new_minute_begins_at_zero_and_a_late_process_does_not_reset_it(pool: Pool) -> None:
    await one_minute(pool)
    limit = LimitRequests(pool)
    assert (await limit(key())).remaining == 9
    await pool.execute("UPDATE request_counts SET minute = minute - 1, hits = 10")
    assert (await limit(key())).remaining == 9
    # A process whose clock ran ahead has already begun the next minute: we count into that one.
    await pool.execute("UPDATE request_counts SET minute = minute + 1, hits = 4")
    assert (await limit(key())).remaining == 5
