"""The gate in front of routes, on a real database: probes, slots, and two workers of one mind."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import cast

import pytest
from structlog.testing import capture_logs
from tests.standins.database_line import DatabaseLine
from tests.standins.never_called_provider import NeverCalled

from cavendish.adapters.providers import fal
from cavendish.database.connection_pool import Connection, Pool, open_pool
from cavendish.domain.circuit_breaker import BreakerPolicy, BreakerState
from cavendish.domain.clock import SystemClock
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.domain.routing import Route, Tier
from cavendish.ports.live_route import LiveRoute
from cavendish.ports.route_gate import Permit
from cavendish.services.guard_routes import GuardRoutes

pytestmark = pytest.mark.integration

POLICY = BreakerPolicy(cooldown_ms=150, longest_cooldown_ms=600, misconfigured_cooldown_ms=150)
Make = Callable[[], Awaitable[GuardRoutes]]


@pytest.fixture
async def make_gate(pool: Pool) -> AsyncIterator[Make]:
    gates: list[GuardRoutes] = []

    async def make() -> GuardRoutes:
        gate = GuardRoutes(pool, SystemClock(), policy=POLICY)
        await gate.start()
        gates.append(gate)
        return gate

    yield make
    for gate in gates:
        await gate.stop()


def live(name: str, *, tier: Tier = Tier.VALUE, at_once: int = 5) -> LiveRoute:
    route = Route(
        name=name,
        model="nano-banana",
        provider="fal",
        upstream_model="x",
        tier=tier,
        max_concurrency=at_once,
    )
    return LiveRoute(route=route, plugin=fal.PLUGIN, provider=NeverCalled())


def error(kind: FailureKind, *, retry_after_s: float | None = None) -> ProviderError:
    return ProviderError("fal", kind, "it broke", retry_after_s=retry_after_s)


async def enter(gate: GuardRoutes, *routes: LiveRoute, patience_s: float = 5.0) -> Permit:
    permit = await asyncio.wait_for(gate.enter(routes, patience_s=patience_s), 10)
    assert permit is not None
    return permit


async def call(gate: GuardRoutes, *routes: LiveRoute, kind: FailureKind | None = None) -> Permit:
    permit = await enter(gate, *routes)
    if kind is None:
        await gate.note_success(permit)
    else:
        await gate.note_failure(permit, error(kind))
    gate.leave(permit)
    return permit


@pytest.mark.parametrize(("asked_s", "rests_ms"), [(10, None), (11, 11_000), (3600, 300_000)])
async def test_a_route_that_is_down_for_a_time_it_names_is_left_alone_so_long(
    pool: Pool, asked_s: float, rests_ms: int | None
) -> None:
    gate, one = GuardRoutes(pool, SystemClock()), live("one")
    permit = await enter(gate, one)
    await gate.note_failure(permit, error(FailureKind.UNAVAILABLE, retry_after_s=asked_s))
    opening = gate.opening("one")
    assert (opening and opening.cooldown_ms) == rests_ms


async def test_five_failures_open_a_route_and_calls_go_to_the_next(make_gate: Make) -> None:
    gate, one, two = await make_gate(), live("one"), live("two")
    for _ in range(5):
        assert (await call(gate, one, two, kind=FailureKind.UNAVAILABLE)).live is one
    assert gate.state("one") is BreakerState.OPEN
    assert (await call(gate, one, two)).live is two


async def test_an_opened_route_comes_back_by_two_probes_in_its_own_place(make_gate: Make) -> None:
    gate, one, two = await make_gate(), live("one"), live("two")
    await call(gate, one, kind=FailureKind.MISCONFIGURED)
    # Not by waiting: the two clocks differ by a round trip, which on a busy machine outlasts the cool-down.
    await gate.retry_now(["one"])
    first, second = await call(gate, one, two), await call(gate, one, two)
    assert [permit.live for permit in (first, second)] == [one, one]
    assert first.is_probe
    assert second.is_probe
    assert gate.state("one") is BreakerState.CLOSED
    assert not (await call(gate, one, two)).is_probe


async def test_a_half_open_route_takes_two_probes_at_once_over_all_workers(
    make_gate: Make, pool: Pool
) -> None:
    mine, theirs, one, two = await make_gate(), await make_gate(), live("one"), live("two")
    await call(mine, one, kind=FailureKind.MISCONFIGURED)
    await asyncio.sleep(0.2)
    theirs.notice()
    while theirs.state("one") is BreakerState.CLOSED:
        await asyncio.sleep(0.01)
    permits = await asyncio.gather(*(enter(gate, one, two) for gate in (mine, theirs) for _ in range(4)))
    assert sum(permit.live is one for permit in permits) == 2
    assert await pool.fetchval("SELECT probes_out FROM route_health") == 2


class WatchedPool:
    """The pool, and how many of its connections were in use at once, and how often one was taken."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.fetch = pool.fetch
        self.in_use = self.most_in_use = self.taken = 0

    @contextlib.asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        async with self._pool.acquire() as connection:
            self.in_use += 1
            self.taken += 1
            self.most_in_use = max(self.most_in_use, self.in_use)
            try:
                yield connection
            finally:
                self.in_use -= 1


async def test_a_crowd_that_finds_a_route_half_open_asks_the_database_in_turn_and_soon_not_at_all(
    make_gate: Make, pool: Pool
) -> None:
    theirs, one, two = await make_gate(), live("one", at_once=100), live("two", at_once=100)
    await call(theirs, one, kind=FailureKind.MISCONFIGURED)
    await asyncio.sleep(0.2)
    watched = WatchedPool(pool)
    gate = GuardRoutes(cast("Pool", watched), SystemClock(), policy=POLICY)
    await gate.start()
    permits = await asyncio.gather(*(enter(gate, one, two) for _ in range(100)))
    assert sum(permit.live is one for permit in permits) == 2
    assert (watched.most_in_use, watched.taken) == (1, 2)
    await gate.stop()


async def test_a_failed_probe_keeps_the_route_away_for_twice_as_long(make_gate: Make) -> None:
    gate, one, two = await make_gate(), live("one"), live("two")
    await call(gate, one, kind=FailureKind.MISCONFIGURED)
    await asyncio.sleep(0.2)
    assert (await call(gate, one, two, kind=FailureKind.TRANSIENT)).is_probe
    opening = gate.opening("one")
    assert opening is not None
    assert opening.cooldown_ms == 300
    assert (await call(gate, one, two)).live is two


async def test_a_probe_that_was_called_off_may_be_made_by_another(make_gate: Make, pool: Pool) -> None:
    gate, one = await make_gate(), live("one")
    await call(gate, one, kind=FailureKind.MISCONFIGURED)
    await asyncio.sleep(0.2)
    for permit in [await enter(gate, one), await enter(gate, one)]:
        gate.leave(permit)
    assert (await enter(gate, one, patience_s=2)).is_probe


async def test_with_every_route_open_there_is_a_probe_and_the_others_wait_in_vain(make_gate: Make) -> None:
    gate, one, two = await make_gate(), live("one"), live("two", tier=Tier.OFFICIAL)
    for route in (one, two):
        await call(gate, route, kind=FailureKind.MISCONFIGURED)
    probes = [await enter(gate, one, two) for _ in range(4)]
    assert all(permit.is_probe for permit in probes)
    assert await gate.enter([one, two], patience_s=0.2) is None


async def test_who_waits_for_a_route_that_opens_is_sent_to_the_next(make_gate: Make) -> None:
    gate, one, two = await make_gate(), live("one", at_once=1), live("two", tier=Tier.OFFICIAL)
    held = await enter(gate, one, two)
    waiting = [asyncio.create_task(enter(gate, one, two)) for _ in range(3)]
    await asyncio.sleep(0.02)
    assert not any(task.done() for task in waiting)
    await gate.note_failure(held, error(FailureKind.MISCONFIGURED))
    gate.leave(held)
    assert {(await task).live.route.name for task in waiting} == {"two"}


async def test_a_full_route_makes_way_for_the_next_of_its_tier_but_not_for_a_dearer_tier(
    make_gate: Make,
) -> None:
    gate = await make_gate()
    routes = [live("one", at_once=1), live("two", at_once=1), live("maker", tier=Tier.OFFICIAL)]
    permits = [await enter(gate, *routes) for _ in range(2)]
    assert [permit.live.route.name for permit in permits] == ["one", "two"]
    third = asyncio.create_task(enter(gate, *routes))
    await asyncio.sleep(0.02)
    assert not third.done()
    gate.leave(permits[1])
    gate.leave(permits[1])
    assert (await third).live.route.name == "two"
    assert gate.in_use("two") == 1


async def test_a_throttled_route_is_good_again_when_its_pause_is_over_and_leaves_no_row(
    make_gate: Make, pool: Pool
) -> None:
    gate, one, two = await make_gate(), live("one"), live("two")
    permit = await enter(gate, one, two)
    await gate.note_failure(permit, error(FailureKind.THROTTLED, retry_after_s=1))
    gate.leave(permit)
    assert (await call(gate, one, two)).live is two
    async with asyncio.timeout(10):
        while gate.state("one") is not BreakerState.CLOSED:
            await asyncio.sleep(0.02)
    again = await call(gate, one, two)
    assert again.live is one
    assert not again.is_probe
    # By the database's clock the pause may end some milliseconds later: then a later call takes the row away.
    async with asyncio.timeout(10):
        while await pool.fetchval("SELECT count(*) FROM route_health"):
            await call(gate, one, two)
            await asyncio.sleep(0.02)


async def test_a_refused_prompt_is_not_held_against_the_route(make_gate: Make) -> None:
    gate, one = await make_gate(), live("one")
    for _ in range(20):
        await call(gate, one, kind=FailureKind.CONTENT_REFUSED)
    assert gate.state("one") is BreakerState.CLOSED


async def test_while_the_database_is_away_a_worker_judges_for_itself_and_shares_it_no_more(
    database_url: str, make_gate: Make
) -> None:
    theirs, one, two = await make_gate(), live("one"), live("two")
    async with DatabaseLine(database_url) as line:
        pool = await open_pool(line.dsn, max_size=2)
        gate = GuardRoutes(pool, SystemClock())
        await gate.start()
        await line.cut()
        with capture_logs() as logs:
            await call(gate, one, two, kind=FailureKind.MISCONFIGURED)
        assert gate.state("one") is BreakerState.OPEN
        assert (await call(gate, one, two)).live is two
        assert theirs.state("one") is BreakerState.CLOSED
        (said,) = [entry for entry in logs if "is not shared" in entry["event"]]
        assert said["route"] == "one"
        await gate.stop()
        pool.terminate()


async def test_a_gate_that_stops_waits_only_shortly_for_a_database_that_does_not_answer(
    database_url: str, make_gate: Make, pool: Pool
) -> None:
    gate, one = await make_gate(), live("one")
    await call(gate, one, kind=FailureKind.MISCONFIGURED)
    await gate.retry_now(["one"])
    probe = await enter(gate, one)
    assert probe.is_probe
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("LOCK TABLE route_health")
        gate.leave(probe)
        await asyncio.wait_for(gate.stop(), 10)
    assert await pool.fetchval("SELECT probes_out FROM route_health") == 1


async def test_an_old_call_of_a_route_that_is_left_alone_says_nothing_new(make_gate: Make) -> None:
    gate, one = await make_gate(), live("one")
    before = [await enter(gate, one) for _ in range(2)]
    await gate.note_failure(before[0], error(FailureKind.MISCONFIGURED))
    opening = gate.opening("one")
    await gate.note_failure(before[1], error(FailureKind.MISCONFIGURED))
    assert gate.opening("one") == opening
    for permit in before:
        gate.leave(permit)


async def test_a_caller_that_is_cancelled_while_it_asks_for_a_probe_takes_no_slot(
    make_gate: Make, pool: Pool
) -> None:
    gate, one = await make_gate(), live("one", at_once=1)
    await call(gate, one, kind=FailureKind.MISCONFIGURED)
    await gate.retry_now(["one"])
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("LOCK TABLE route_health")
        asking = asyncio.create_task(gate.enter([one], patience_s=5))
        while not gate.in_use("one"):
            await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert gate.in_use("one") == 0
