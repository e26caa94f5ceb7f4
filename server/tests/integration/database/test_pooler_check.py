"""A pooler is judged at the start; the lending one is stood in for by two clients on one connection."""

import asyncpg
import pytest

from cavendish.database.connection_pool import Pool
from cavendish.database.pooler_check import refuse_shared_connections, share_a_connection
from cavendish.domain.errors import NotReadyError

pytestmark = pytest.mark.integration


class Lender:
    """One client of a pooler that lends it, transaction by transaction, the next of its connections."""

    def __init__(self, *lent: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._lent = lent
        self._turn = 0

    def transaction(self) -> object:
        self._turn += 1
        return self._now.transaction()

    async def fetch(self, query: str) -> list[asyncpg.Record]:
        return await self._now.fetch(query)

    @property
    def _now(self) -> "asyncpg.Connection[asyncpg.Record]":
        return self._lent[self._turn % len(self._lent)]


async def test_postgresql_itself_is_accepted(database_url: str) -> None:
    await refuse_shared_connections(database_url)


async def test_two_connections_of_their_own_share_nothing(pool: Pool) -> None:
    async with pool.acquire() as first, pool.acquire() as second:
        assert not await share_a_connection(first, second)


async def test_a_connection_lent_to_two_clients_is_noticed(pool: Pool) -> None:
    async with pool.acquire() as one:
        assert await share_a_connection(one, one)


async def test_a_client_moved_between_connections_is_noticed(pool: Pool) -> None:
    async with pool.acquire() as one, pool.acquire() as other, pool.acquire() as third:
        moved = Lender(one, other)  # type: ignore[arg-type]  # what the check uses of a connection
        assert await share_a_connection(moved, third)  # type: ignore[arg-type]  # likewise


async def test_a_database_that_is_away_is_said_to_be_away() -> None:
    with pytest.raises(NotReadyError, match="does not answer"):
        await refuse_shared_connections("postgresql://cavendish@127.0.0.1:1/none")
