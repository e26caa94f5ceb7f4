"""Use case: let calls to routes that can take them, and keep them from those that fail, over all workers.

Each worker judges by its own calls and shares its verdict through the database: a row a route that is left
alone, a notification a change. Closed routes, the normal case, cost no query.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Coroutine, Sequence
from typing import Final

import structlog

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.route_health_rows import change_route_health, list_route_health
from cavendish.domain.circuit_breaker import (
    DEFAULT_POLICY,
    BreakerPolicy,
    BreakerState,
    CallWindow,
    Opening,
    OpeningCause,
    Trouble,
    cause_of,
    open_route,
)
from cavendish.domain.clock import Clock
from cavendish.domain.errors import ProviderError
from cavendish.domain.routing import Tier
from cavendish.ports.live_route import LiveRoute
from cavendish.ports.route_gate import Permit
from cavendish.ports.route_slots import RouteSlots

_REFRESH_S: Final = 5.0
_LOOK_AGAIN_S: Final = 0.5
"""How often those look again who wait while some route is left alone: a cool-down ends without a message."""
_PROBE_SLACK_S: Final = 10.0
_STOP_S: Final = 2.0

_log = structlog.get_logger("cavendish.guard_routes")


class GuardRoutes:
    """The gate that every call to a route goes through. `start` before use, `stop` at the end."""

    def __init__(self, pool: Pool, clock: Clock, *, policy: BreakerPolicy = DEFAULT_POLICY) -> None:
        self._pool = pool
        self._clock = clock
        self._policy = policy
        self._slots = RouteSlots()
        self._openings: dict[str, Opening] = {}
        self._announced: dict[str, OpeningCause] = {}
        self._chosen_by: dict[str, Opening] = {}
        """The openings as those who wait last chose by them."""
        self._windows: defaultdict[str, CallWindow] = defaultdict(lambda: CallWindow(policy))
        self._out: dict[Permit, bool] = {}
        """Permits in use; true while a probe of theirs was not heard of."""
        self._keeper: asyncio.Task[None] | None = None
        self._chores: set[asyncio.Task[None]] = set()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        """One change of a route's health at a time from here too: hundreds would take every connection."""
        self._refresh_wanted = asyncio.Event()

    async def start(self) -> None:
        """Learn what the other workers know, and keep knowing it."""
        await self._refresh()
        self._keeper = asyncio.create_task(self._keep_fresh(), name="route health")

    async def stop(self) -> None:
        """Give back the probes that are out, as far as the database takes them."""
        if self._keeper is not None:
            self._keeper.cancel()
        if self._chores:
            _, late = await asyncio.wait(self._chores, timeout=_STOP_S)
            for chore in late:
                chore.cancel()

    def notice(self, _route: str = "") -> None:
        """Some worker changed a route's health, or such a message may have been missed."""
        self._refresh_wanted.set()

    def state(self, route: str) -> BreakerState:
        opening = self._openings.get(route)
        return BreakerState.CLOSED if opening is None else opening.state(self._clock.now_ms())

    def opening(self, route: str) -> Opening | None:
        return self._openings.get(route)

    def in_use(self, route: str) -> int:
        """Calls under way here."""
        return self._slots.in_use(route)

    def is_closed(self, live: LiveRoute) -> bool:
        return self.state(live.route.name) is BreakerState.CLOSED

    async def retry_now(self, routes: Sequence[str]) -> None:
        """The operator has acted: routes that are left alone may be probed at once."""
        for route in routes:
            if route in self._openings:
                await self._change(route, lambda now, at_ms: now and now.ready_to_probe(at_ms))
        self._slots.choose_anew()

    async def enter(self, routes: Sequence[LiveRoute], *, patience_s: float) -> Permit | None:
        loop = asyncio.get_running_loop()
        tired_at_s = loop.time() + patience_s
        denied: set[str] = set()
        while True:
            wanted = self._callable(routes, denied)
            if not wanted and loop.time() >= tired_at_s:
                return None
            is_any_sick = not all(self.is_closed(live) for live in routes)
            permit = await self._take_one(wanted, denied, is_any_sick=is_any_sick)
            if permit is not None:
                return permit

    async def _take_one(
        self, wanted: Sequence[LiveRoute], denied: set[str], *, is_any_sick: bool
    ) -> Permit | None:
        by_name = {live.route.name: live for live in wanted}
        limits = {name: live.route.max_concurrency for name, live in by_name.items()}
        name = next((name for name, limit in limits.items() if self._slots.try_take(name, limit)), None)
        if name is None:
            name = await self._slots.wait(limits, timeout_s=_LOOK_AGAIN_S if is_any_sick else None)
            denied.clear()
        if name is None:
            return None
        try:
            state = self.state(name)
            is_probe = state is not BreakerState.CLOSED
            if not is_probe or await self._claim_probe(by_name[name]):
                permit = Permit(live=by_name[name], is_probe=is_probe)
                self._out[permit] = is_probe
                return permit
        except BaseException:
            self._slots.give_back(name)
            raise
        denied.add(name)
        self._slots.give_back(name)
        return None

    def _callable(self, routes: Sequence[LiveRoute], denied: set[str]) -> list[LiveRoute]:
        """The routes of one tier that a call may go to now, the best first."""
        now_ms = self._clock.now_ms()
        good = [
            live
            for live in routes
            if self.is_closed(live)
            or (
                self.state(live.route.name) is BreakerState.HALF_OPEN
                and self._may_probe(live, denied, now_ms)
            )
        ]
        if not good:
            # All are left alone: rather one early probe at a time than to refuse for ever.
            return [live for live in routes if self._may_probe(live, denied, now_ms)][:1]
        if good[0].route.tier is Tier.LOCAL:
            return good[:1]
        return [live for live in good if live.route.tier is good[0].route.tier]

    def _may_probe(self, live: LiveRoute, denied: set[str], now_ms: int) -> bool:
        opening = self._openings.get(live.route.name)
        return live.route.name not in denied and (opening is None or opening.can_probe(now_ms, self._policy))

    async def _claim_probe(self, live: LiveRoute) -> bool:
        """Get leave for a probe from all workers together."""
        granted = False
        lease_ms = round((live.route.timeout_s + _PROBE_SLACK_S) * 1000)

        def claim(now: Opening | None, at_ms: int) -> Opening | None:
            nonlocal granted
            granted = now is None or now.can_probe(at_ms, self._policy)
            return now.with_probe(at_ms, lease_ms=lease_ms) if now is not None and granted else now

        def may_claim() -> bool:
            nonlocal granted
            # It may have become good again while others had their turns.
            granted = self.is_closed(live)
            return not granted and self._may_probe(live, set(), self._clock.now_ms())

        await self._change(live.route.name, claim, if_still=may_claim)
        return granted

    def leave(self, permit: Permit) -> None:
        was_probe = self._out.pop(permit, None)
        if was_probe is None:
            return
        self._slots.give_back(permit.live.route.name)
        if was_probe:
            self._do(self._change(permit.live.route.name, lambda now, _: now and now.without_probe()))

    async def note_success(self, permit: Permit) -> None:
        name = permit.live.route.name
        self._windows[name].note(self._clock.now_ms(), is_good=True)
        if self._out.get(permit):
            self._out[permit] = False
            await self._change(name, lambda now, _: now and now.after_good_probe(self._policy))
        elif name in self._openings and self.is_closed(permit.live):
            await self._change(name, _without_lapsed, if_still=lambda: name in self._openings)

    async def note_failure(self, permit: Permit, error: ProviderError) -> None:
        name, now_ms = permit.live.route.name, self._clock.now_ms()
        cause = cause_of(error.kind)
        if cause is None:
            await self.note_success(permit)
            return
        reason, wait_s = str(error), error.retry_after_s
        if cause is OpeningCause.FAILING and (rest_s := self._policy.rest_s(wait_s)) is not None:
            cause, wait_s = OpeningCause.THROTTLED, rest_s
        if cause is OpeningCause.FAILING:
            self._windows[name].note(now_ms, is_good=False)
            in_flight = max(0, self._slots.in_use(name) - 1)
            why = self._windows[name].why_open(now_ms, in_flight=in_flight)
            if why is None and not self._out.get(permit):
                return
            reason = f"{why}, the last: {reason}" if why else reason
        await self._open(permit, Trouble(cause=cause, reason=reason, retry_after_s=wait_s))

    async def _open(self, permit: Permit, trouble: Trouble) -> None:
        name, now_ms = permit.live.route.name, self._clock.now_ms()
        was_probe = self._out.get(permit, False)
        before = self._openings.get(name)
        is_left_alone = before is not None and before.state(now_ms) is not BreakerState.CLOSED
        if is_left_alone and not was_probe and before and not trouble.cause.outweighs(before.cause):
            return  # A call from before the route was left alone: it says nothing new.
        self._openings[name] = open_route(before, trouble, now_ms, policy=self._policy)
        self._windows[name].clear()
        if permit in self._out:
            self._out[permit] = False
        await self._change(name, lambda now, at_ms: open_route(now, trouble, at_ms, policy=self._policy))

    async def _change(
        self,
        route: str,
        change: Callable[[Opening | None, int], Opening | None],
        *,
        if_still: Callable[[], bool] = lambda: True,
    ) -> None:
        """Change a route's health for everybody; for this worker alone while the database is away.

        Not if by then, when those before it have had their turns, it is not called for any more.
        """
        async with self._turns[route]:
            if not if_still():
                return
            now_ms = self._clock.now_ms()
            try:
                after = await change_route_health(self._pool, route, change, now_ms=now_ms)
            except CONNECTION_ERRORS as error:
                _log.warning(
                    "a route's health is not shared: the database is away", route=route, reason=str(error)
                )
                after = change(self._openings.get(route), now_ms)
            self._learn({**self._openings, route: after})

    async def _keep_fresh(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._refresh_wanted.wait(), _REFRESH_S)
            self._refresh_wanted.clear()
            await self._refresh()

    async def _refresh(self) -> None:
        with contextlib.suppress(*CONNECTION_ERRORS):
            self._learn({**await list_route_health(self._pool, now_ms=self._clock.now_ms())})

    def _learn(self, openings: dict[str, Opening | None]) -> None:
        """Take over what is known of all routes, and say what is new."""
        known = {route: opening for route, opening in openings.items() if opening is not None}
        for route, opening in known.items():
            if self._announced.get(route) is not opening.cause:
                _announce(route, opening)
        for route in self._announced.keys() - known.keys():
            self._windows[route].clear()
            _log.info("route is back", route=route)
        self._openings = known
        self._announced = {route: opening.cause for route, opening in known.items()}
        if known != self._chosen_by:
            # Thousands may wait: they are not to choose again every few seconds for nothing.
            self._chosen_by = dict(known)
            self._slots.choose_anew()

    def _do(self, chore: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(chore, name="route health")
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def _without_lapsed(now: Opening | None, at_ms: int) -> Opening | None:
    """A pause that is over needs no row."""
    return None if now is None or now.state(at_ms) is BreakerState.CLOSED else now


def _announce(route: str, opening: Opening) -> None:
    if opening.cause is OpeningCause.MISCONFIGURED:
        _log.error("route taken down: an operator has to act", route=route, reason=opening.reason)
    else:
        _log.warning("route left alone", route=route, cause=opening.cause.value, reason=opening.reason)
