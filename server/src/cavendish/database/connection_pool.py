"""Connections to PostgreSQL."""

from typing import TYPE_CHECKING, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from cavendish.domain.errors import NotReadyError

if TYPE_CHECKING:
    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
else:
    Pool = asyncpg.Pool
    Connection = asyncpg.Connection

CONNECTION_ERRORS = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    ConnectionError,
    TimeoutError,
    OSError,
)
"""What asyncpg raises while the database is away, restarting or full."""


async def open_pool(dsn: str, *, min_size: int = 1, max_size: int = 10) -> Pool:
    """A pool on `dsn`; raises NotReadyError when the database does not answer.

    Statements are prepared once and cached per connection, and processes LISTEN: a pooler before PostgreSQL
    must keep a client on its connection (PgBouncer: `pool_mode = session`).
    """
    try:
        pool: Pool = await asyncpg.create_pool(
            dsn,
            min_size=min_size,
            max_size=max_size,
            max_inactive_connection_lifetime=120,
            timeout=10,
            reset=_leave_as_is,
        )
    except CONNECTION_ERRORS as error:
        raise NotReadyError(f"The database does not answer: {error}") from error
    return pool


async def _leave_as_is(_: object) -> None:
    """In the place of asyncpg's own reset: we set nothing per session, so each release spares a round trip.

    An open transaction is still rolled back before this is called.
    """
