"""Slots of routes in one process: how many calls at once, and who is next. In the order of arrival."""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping


class RouteSlots:
    """Counts calls under way by route name, so that it outlives a reload of the routes."""

    def __init__(self) -> None:
        self._in_use: Counter[str] = Counter()
        self._waiters: dict[asyncio.Future[str | None], Mapping[str, int]] = {}

    def in_use(self, name: str) -> int:
        return self._in_use[name]

    def try_take(self, name: str, limit: int) -> bool:
        """Take a slot if one is free and nobody waits for one of this route."""
        if self._in_use[name] >= limit or any(
            name in wanted and not turn.done() for turn, wanted in self._waiters.items()
        ):
            return False
        self._in_use[name] += 1
        return True

    async def wait(self, limits: Mapping[str, int], *, timeout_s: float | None) -> str | None:
        """The name of the route whose slot is ours now, or None when there is reason to choose anew.

        `limits` holds the routes that would do and how many calls each takes.
        """
        turn: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._waiters[turn] = limits
        self._serve(limits)
        try:
            async with asyncio.timeout(timeout_s):
                return await turn
        except TimeoutError:
            return self._taken_meanwhile(turn)
        except asyncio.CancelledError:
            if (name := self._taken_meanwhile(turn)) is not None:
                self.give_back(name)
            raise
        finally:
            self._waiters.pop(turn, None)

    def give_back(self, name: str) -> None:
        """Free a slot; whoever waited longest for this route gets it."""
        self._in_use[name] -= 1
        self._serve([name])

    def choose_anew(self) -> None:
        """Circumstances have changed: all who wait choose again, in their order."""
        for turn in self._waiters:
            if not turn.done():
                turn.set_result(None)

    def _serve(self, names: Collection[str]) -> None:
        for turn, limits in self._waiters.items():
            for name in names:
                if not turn.done() and name in limits and self._in_use[name] < limits[name]:
                    self._in_use[name] += 1
                    turn.set_result(name)
                    return

    @staticmethod
    def _taken_meanwhile(turn: asyncio.Future[str | None]) -> str | None:
        return turn.result() if turn.done() and not turn.cancelled() else None
