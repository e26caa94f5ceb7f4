"""The queue's way to PostgreSQL."""

import asyncio

from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.ports.driver import NotifyCallback
from typing_extensions import override

from cavendish.database.connection_pool import Pool


class QueueDriver(AsyncpgPoolDriver):
    """pgqueuer's driver on a pool of its own, which its owner terminates after each run.

    pgqueuer 1.6 probes its listener by a notification to itself and sends the first one before it listens;
    that one is lost, and ten seconds later the listener is taken for dead. Here they wait for the listener.
    """

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool)
        self._listens = asyncio.Event()

    @override
    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        await super().add_listener(channel, callback)
        self._listens.set()

    @override
    async def notify(self, channel: str, payload: str) -> None:
        await self._listens.wait()
        await super().notify(channel, payload)
