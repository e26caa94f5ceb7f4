"""What PostgreSQL tells this process: LISTEN on one connection of its own, kept alive."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Final

import asyncpg

from cavendish.database.connection_pool import CONNECTION_ERRORS

KEYS_CHANNEL: Final = "cavendish_keys"
TASK_CHANNEL: Final = "cavendish_task"
"""Tasks that ended, their ids with blanks between them."""
STARTED_CHANNEL: Final = "cavendish_task_started"
"""The same for tasks that a worker took up, which workers need not hear of."""
LIMITS_CHANNEL: Final = "cavendish_limits"
_RECONNECT_S: Final = 0.5
_PROBE_S: Final = 5.0


class Notifications:
    """Calls back on every notification, and whenever some may have been missed.

    `on_gap` is called when the connection is lost and again when it is back: between the two nothing
    that relies on notifications may be trusted. `is_connected` says whether it may be now.
    """

    def __init__(
        self, dsn: str, *, on_message: dict[str, Callable[[str], None]], on_gap: Callable[[], None]
    ) -> None:
        self._dsn = dsn
        self._on_message = on_message
        self._on_gap = on_gap
        self._task: asyncio.Task[None] | None = None
        self.is_connected = False

    async def start(self) -> None:
        """Begin listening; returns at once, the first connection is made in the background."""
        self._task = asyncio.create_task(self._listen_for_ever(), name="database notifications")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _listen_for_ever(self) -> None:
        while True:
            with contextlib.suppress(*CONNECTION_ERRORS):
                await self._listen_once()
            self._set_connected(is_connected=False)
            await asyncio.sleep(_RECONNECT_S)

    async def _listen_once(self) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=10)
        try:
            for channel in self._on_message:
                await connection.add_listener(channel, self._receive)
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _: lost.set())
            self._set_connected(is_connected=True)
            while not lost.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(lost.wait(), _PROBE_S)
                # A peer that vanished without closing shows itself only when spoken to.
                await connection.execute("SELECT 1", timeout=_PROBE_S)
        finally:
            connection.terminate()

    def _set_connected(self, *, is_connected: bool) -> None:
        if is_connected or self.is_connected:
            self._on_gap()
        self.is_connected = is_connected

    def _receive(self, _connection: object, _pid: int, channel: str, payload: object) -> None:
        self._on_message[channel](str(payload))
