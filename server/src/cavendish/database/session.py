"""A session with PostgreSQL that is given up as soon as it is out of step with its server."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, TypeVar

import asyncpg
from asyncpg.exceptions import InternalClientError
from typing_extensions import override

T = TypeVar("T")

if TYPE_CHECKING:
    _Connection = asyncpg.Connection[asyncpg.Record]
else:
    _Connection = asyncpg.Connection


class Session(_Connection):
    """A connection as the pool opens it.

    A server that ends a session says so, and closes the connection after it. Until that arrives, which over a
    network that was cut is never, asyncpg answers whatever is asked with InternalClientError, and its pool
    goes on handing that connection out. Here it is closed instead, and the error is one of
    `CONNECTION_ERRORS`: whoever meets it tries again on a new one.
    """

    @override
    async def execute(self, query: str, *args: Any, **more: Any) -> str:
        return await self._in_step(super().execute(query, *args, **more))

    @override
    async def executemany(self, command: str, args: Any, **more: Any) -> None:
        await self._in_step(super().executemany(command, args, **more))

    @override
    async def fetch(self, query: str, *args: Any, **more: Any) -> Any:
        return await self._in_step(super().fetch(query, *args, **more))

    @override
    async def fetchrow(self, query: str, *args: Any, **more: Any) -> Any:
        return await self._in_step(super().fetchrow(query, *args, **more))

    @override
    async def fetchval(self, query: str, *args: Any, **more: Any) -> Any:
        return await self._in_step(super().fetchval(query, *args, **more))

    async def _in_step(self, answer: Awaitable[T]) -> T:
        try:
            return await answer
        except InternalClientError as error:
            self.terminate()
            raise asyncpg.ConnectionDoesNotExistError(f"the session had ended: {error}") from error
