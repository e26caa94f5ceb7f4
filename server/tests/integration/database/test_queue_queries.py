"""One question in the place of pgqueuer's three, with the same answers."""

import asyncio
from datetime import timedelta

import pytest
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.types import QueueEntrypoint

from cavendish.database.connection_pool import Pool
from cavendish.database.queue_driver import QueueDriver
from cavendish.database.queue_queries import QueueQueries

OURS = [QueueEntrypoint("ours")]
JOB = (
    "INSERT INTO pgqueuer (priority, status, entrypoint, payload, execute_after) "
    "VALUES (0, $1::text::pgqueuer_status, $2, '', now() + $3)"
)


async def outlook(queries: Queries) -> tuple[bool, float | None, bool]:
    """In the order in which the queue asks: due now, due in so many whole seconds, anything at all."""
    is_due = await queries.eligible_queued_work(OURS) > 0
    eta = await queries.next_deferred_eta(OURS)
    return is_due, None if eta is None else round(eta.total_seconds()), await queries.queued_work(OURS) > 0


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        ([], (False, None, False)),
        ([("queued", "ours", -5)], (True, None, True)),
        ([("queued", "ours", 300), ("queued", "ours", 200)], (False, 200, True)),
        ([("queued", "ours", -5), ("queued", "ours", 200)], (True, 200, True)),
        ([("picked", "ours", -5), ("queued", "theirs", -5)], (False, None, False)),
    ],
)
async def test_the_queue_hears_what_it_would_hear_from_three_queries(
    pool: Pool, jobs: list[tuple[str, str, int]], expected: tuple[bool, float | None, bool]
) -> None:
    for status, entrypoint, due_in_s in jobs:
        await pool.execute(JOB, status, entrypoint, timedelta(seconds=due_in_s))
    async with QueueDriver(pool) as driver:
        assert await outlook(Queries(driver)) == expected
        assert await outlook(QueueQueries(driver)) == expected


async def test_nothing_is_asked_while_a_change_is_about_to_be_heard_of(pool: Pool) -> None:
    await pool.execute(JOB, "queued", "ours", timedelta(seconds=-5))
    async with QueueDriver(pool, gather_s=0.3) as driver:
        queries = QueueQueries(driver)
        heard: list[str] = []
        await driver.add_listener("changes", lambda payload: heard.append(str(payload)))
        for number in range(2):
            await driver.notify("changes", f"table_changed_event {number}")
        async with asyncio.timeout(10):
            while not driver.is_change_coming:
                await asyncio.sleep(0.01)
            assert await outlook(queries) == (False, None, False)
            while driver.is_change_coming:
                await asyncio.sleep(0.01)
        assert len(heard) == 2
        assert await outlook(queries) == (True, None, True)
