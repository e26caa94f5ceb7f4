"""Connections to PostgreSQL."""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from cavendish.database.session import Session
from cavendish.domain.errors import NotReadyError, SetupError

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
    asyncpg.DeadlockDetectedError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.ObjectNotInPrerequisiteStateError,
    asyncpg.InvalidAuthorizationSpecificationError,
    ConnectionError,
    TimeoutError,
    OSError,
)
"""What asyncpg raises while the database is away, restarting, full, or busy with a migration: try again.

And while an operator restores it or changes its password: it has no such name then, or lets nobody in.
"""
ENTRY_ERRORS: Final = (*CONNECTION_ERRORS, asyncpg.PostgresError, ValueError)
"""All that connecting raises: the database is away, full, refuses us, or its URL is none."""
_TO_BE_MENDED: Final = (
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InsufficientPrivilegeError,
    ValueError,
)
"""Those of them that waiting does not cure."""


async def open_pool(dsn: str, *, min_size: int = 1, max_size: int = 10, waits_for_disk: bool = True) -> Pool:
    """A pool on `dsn`; raises as `entering` does when the database cannot be entered.

    Without `waits_for_disk` a crash of PostgreSQL may undo the last second: for what is merely done again.

    Statements are prepared once and cached per connection, and processes LISTEN: a pooler before PostgreSQL
    must keep a client on its connection (PgBouncer: `pool_mode = session`).
    """
    with entering():
        pool: Pool = await asyncpg.create_pool(
            dsn,
            min_size=min_size,
            max_size=max_size,
            max_inactive_connection_lifetime=120,
            timeout=10,
            connection_class=Session,
            reset=_leave_as_is,
            init=_keep_steady_plans if waits_for_disk else _commit_behind,
        )
    return pool


_STEADY_PLANS: Final = "SET enable_seqscan = off; SET jit = off; SET plan_cache_mode = force_generic_plan"
"""One plan for each statement of a session, by indexes, which every query of ours has.

Else a plan made while a table was empty (a new installation, a drained queue) reads all of it for every row
until statistics come: 2 ms for a dozen states at 4,000 tasks instead of 0.03. And arrays of few rows look
so cheap that statements on them are planned anew each time: a quarter of what PostgreSQL spent on a task that
came alone. Where a query must read a table all the same, that looks dear and would be compiled. What the
console asks for, with filters that may be none, is planned anew each time: `admin_rows.bounded_read`.
"""


async def _keep_steady_plans(connection: asyncpg.Connection) -> None:
    # No startup parameters: PgBouncer knows only some.
    await connection.execute(_STEADY_PLANS)


async def _commit_behind(connection: asyncpg.Connection) -> None:
    await connection.execute(f"{_STEADY_PLANS}; SET synchronous_commit = off")


async def close_pool(pool: Pool, *, within_s: float = 5.0) -> None:
    """Let what is under way end, and cut it off after `within_s`: the database may never answer."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(pool.close(), within_s)


@contextlib.contextmanager
def entering() -> Iterator[None]:
    """Connect inside: raises SetupError for what an operator has to mend, else NotReadyError."""
    try:
        yield
    except _TO_BE_MENDED as error:
        raise SetupError(
            f"The database lets nobody in: {error}. To mend it, {cure_for_entry(error)}"
        ) from error
    except CONNECTION_ERRORS as error:
        raise NotReadyError(f"The database does not answer: {error}") from error


def cure_for_entry(error: Exception) -> str:
    """What to do about one of ENTRY_ERRORS."""
    match error:
        case asyncpg.InvalidAuthorizationSpecificationError():  # a wrong password is one of these
            return "mend user and password in CAVENDISH_DATABASE_URL"
        case asyncpg.InvalidCatalogNameError():
            return "create the database (`createdb NAME`), or mend its name in CAVENDISH_DATABASE_URL"
        case asyncpg.InsufficientPrivilegeError():
            return "let the user of CAVENDISH_DATABASE_URL in (`GRANT CONNECT ON DATABASE name TO user`)"
        case asyncpg.TooManyConnectionsError():
            return "raise PostgreSQL's max_connections, or run fewer processes"
        case ValueError():
            return "write CAVENDISH_DATABASE_URL as postgresql://user:password@host:5432/name"
        case _:
            return (
                "start PostgreSQL, or mend host and port in CAVENDISH_DATABASE_URL; unset it for the embedded"
            )


async def _leave_as_is(_: object) -> None:
    """In the place of asyncpg's own reset: sessions keep what they set. It spares a round trip.

    An open transaction is still rolled back before this is called.
    """
