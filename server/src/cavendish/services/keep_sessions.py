"""Use case: let a browser act for an API key without holding it."""

import asyncio
from typing import Final

from cavendish.database.browser_session_rows import (
    delete_expired,
    delete_session,
    find_session_key,
    insert_session,
    insert_ticket,
    use_ticket,
)
from cavendish.database.connection_pool import CONNECTION_ERRORS, Connection, Pool
from cavendish.domain.api_key import ApiKey, hash_secret
from cavendish.domain.browser_session import (
    SESSION_LIFETIME_MS,
    TICKET_LIFETIME_MS,
    is_session_token,
    new_session_token,
)
from cavendish.domain.clock import Clock
from cavendish.domain.errors import ExpiredError, NotFoundError, NotReadyError, UnauthenticatedError
from cavendish.domain.guess_guard import GuessGuard
from cavendish.domain.ids import ApiKeyId

_AWAY: Final = "Sessions cannot be checked now; try again shortly"


class KeepSessions:
    """A session ends when it is closed, after 30 days, and with its key."""

    def __init__(self, pool: Pool, clock: Clock, *, guard: GuessGuard) -> None:
        self._pool = pool
        self._clock = clock
        self._guard = guard

    async def issue_ticket(self, key_id: ApiKeyId) -> str:
        """A ticket that opens one session for this key. Raises NotFoundError for no live key."""
        ticket = new_session_token()
        expires_at_ms = self._clock.now_ms() + TICKET_LIFETIME_MS
        if not await insert_ticket(
            self._pool, hash_secret(ticket), key_id=key_id, expires_at_ms=expires_at_ms
        ):
            raise NotFoundError(f"No live key has the number {key_id}; see `cavendish-server keys list`")
        return ticket

    async def open(self, key: ApiKey) -> str:
        """A new session's token for whoever has shown the key itself."""
        try:
            async with self._pool.acquire() as connection, connection.transaction():
                return await self._insert(connection, key.id)
        except CONNECTION_ERRORS as error:
            raise NotReadyError(_AWAY) from error

    async def redeem(self, ticket: str) -> str:
        """A new session's token for a ticket, which is used up by that. Raises ExpiredError."""
        try:
            async with self._pool.acquire() as connection, connection.transaction():
                key_id = await use_ticket(connection, hash_secret(ticket), now_ms=self._clock.now_ms())
                if key_id is None:
                    raise ExpiredError("This sign-in link was used already, or is too old: make a new one")
                return await self._insert(connection, key_id)
        except CONNECTION_ERRORS as error:
            raise NotReadyError(_AWAY) from error

    async def find(self, token: str, *, address: str) -> ApiKey:
        """The key that a session acts for. Raises UnauthenticatedError, ever more slowly for one address."""
        now_ms = self._clock.now_ms()
        key = None
        if is_session_token(token):
            try:
                key = await find_session_key(self._pool, hash_secret(token), now_ms=now_ms)
            except CONNECTION_ERRORS as error:
                raise NotReadyError(_AWAY) from error
        if key is None:
            delay_s = self._guard.delay_s(address, now_ms)
            self._guard.note_failure(address, now_ms)
            await asyncio.sleep(delay_s)
            raise UnauthenticatedError
        return key

    async def close(self, token: str) -> None:
        """End a session; one that is over already stays over."""
        try:
            await delete_session(self._pool, hash_secret(token))
        except CONNECTION_ERRORS as error:
            raise NotReadyError(_AWAY) from error

    async def _insert(self, connection: Connection, key_id: ApiKeyId) -> str:
        now_ms = self._clock.now_ms()
        token = new_session_token()
        await delete_expired(connection, now_ms=now_ms)
        await insert_session(
            connection, hash_secret(token), key_id=key_id, expires_at_ms=now_ms + SESSION_LIFETIME_MS
        )
        return token
