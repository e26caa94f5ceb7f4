"""Tells a pooler that cannot work from one that can, before the first request meets it."""

import asyncpg

from cavendish.database.connection_pool import Connection, entering
from cavendish.domain.errors import SetupError

_TRIES = 3


async def refuse_shared_connections(dsn: str) -> None:
    """Raise SetupError where a pooler lends one server connection to two clients that are both connected.

    LISTEN, prepared statements and advisory locks all belong to one server connection. Raises as
    `entering` does when the database cannot be entered.
    """
    with entering():
        first = await _connect(dsn)
        try:
            second = await _connect(dsn)
            try:
                is_shared = await share_a_connection(first, second)
            finally:
                second.terminate()
        finally:
            first.terminate()
    if is_shared:
        raise SetupError(
            "CAVENDISH_DATABASE_URL leads to a pooler that changes connections between transactions; "
            "set its pool_mode to session, or give PostgreSQL's own address"
        )


async def share_a_connection(first: Connection, second: Connection) -> bool:
    """Whether the two, open at the same time, ever spoke to one server process, or one of them to two.

    A pooler in transaction mode lends the second client what the first just gave back.
    """
    mine = {await _backend(first)}
    theirs = {await _backend(second)}
    for _ in range(_TRIES):
        mine.add(await _backend(first))
        theirs.add(await _backend(second))
    return len(mine) > 1 or len(theirs) > 1 or bool(mine & theirs)


async def _backend(connection: Connection) -> tuple[int, object]:
    """In a transaction of its own, so that a pooler carries all of it out on one connection."""
    async with connection.transaction():
        ((pid, started_at),) = await connection.fetch("SELECT pg_backend_pid(), pg_postmaster_start_time()")
    return pid, started_at


async def _connect(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    # Named statements would already fail on such a pooler, and less clearly.
    return await asyncpg.connect(dsn, timeout=10, statement_cache_size=0)
