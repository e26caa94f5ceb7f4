"""The queue's way to PostgreSQL."""

import asyncio
from typing import Final

from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.ports.driver import NotifyCallback
from typing_extensions import override

from cavendish.database.connection_pool import Pool

_CHANGED: Final = "table_changed_event"


class QueueDriver(AsyncpgPoolDriver):
    """pgqueuer's driver on a pool of its own, which its owner terminates after each run.

    pgqueuer 1.6 probes its listener by a notification to itself and sends the first one before it listens;
    that one is lost, and ten seconds later the listener is taken for dead. Here they wait for the listener.

    And it looks for jobs once for every change of its table by anybody. Here the changes within `gather_s`
    after one are heard as one.
    """

    def __init__(self, pool: Pool, *, gather_s: float = 0.01) -> None:
        super().__init__(pool)
        self._gather_s = gather_s
        self._listens = asyncio.Event()
        self._gatherings: list[_Gathering] = []

    @property
    def is_change_coming(self) -> bool:
        """A change of the table is known here, and will be passed on within `gather_s`."""
        return any(gathering.holds_one for gathering in self._gatherings)

    @override
    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        gathering = _Gathering(callback, self._gather_s)
        await super().add_listener(channel, gathering)
        self._gatherings.append(gathering)
        self._listens.set()

    @override
    async def notify(self, channel: str, payload: str) -> None:
        await self._listens.wait()
        await super().notify(channel, payload)


class _Gathering:
    """Passes the first change on at once, and of those that follow within `gather_s` the last one, then."""

    def __init__(self, callback: NotifyCallback, gather_s: float) -> None:
        self._callback = callback
        self._gather_s = gather_s
        self._is_gathering = False
        self._latest: str | bytes | bytearray | None = None

    @property
    def holds_one(self) -> bool:
        return self._latest is not None

    def __call__(self, payload: str | bytes | bytearray) -> None:
        if not isinstance(payload, str) or _CHANGED not in payload:
            self._callback(payload)
        elif self._is_gathering:
            self._latest = payload
        else:
            self._pass_on(payload)

    def _pass_on(self, payload: str | bytes | bytearray) -> None:
        self._is_gathering, self._latest = True, None
        self._callback(payload)
        asyncio.get_running_loop().call_later(self._gather_s, self._end_gathering)

    def _end_gathering(self) -> None:
        self._is_gathering = False
        if self._latest is not None:
            self._pass_on(self._latest)
