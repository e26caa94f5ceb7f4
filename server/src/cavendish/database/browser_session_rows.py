"""Browser sessions and sign-in tickets in the database; tokens only as hashes."""

from typing import Final

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.key_rows import read_key
from cavendish.database.named_sql import load_queries
from cavendish.domain.api_key import ApiKey
from cavendish.domain.ids import ApiKeyId

_SQL: Final = load_queries("browser_sessions")


async def insert_ticket(pool: Pool, token_hash: bytes, *, key_id: ApiKeyId, expires_at_ms: int) -> bool:
    """Store a one-time ticket; False when there is no such live key."""
    return await pool.fetchval(_SQL["insert_ticket"], token_hash, key_id, expires_at_ms) is not None


async def use_ticket(connection: Connection, token_hash: bytes, *, now_ms: int) -> ApiKeyId | None:
    """Whose live ticket this was; from now on it is none. None for a used or expired one."""
    key_id = await connection.fetchval(_SQL["use_ticket"], token_hash, now_ms)
    return None if key_id is None else ApiKeyId(key_id)


async def insert_session(
    connection: Connection, token_hash: bytes, *, key_id: ApiKeyId, expires_at_ms: int
) -> None:
    await connection.execute(_SQL["insert_session"], token_hash, key_id, expires_at_ms)


async def find_session_key(connection: Connection | Pool, token_hash: bytes, *, now_ms: int) -> ApiKey | None:
    """The key that a session acts for; None when the session or the key is over."""
    row = await connection.fetchrow(_SQL["find_session_key"], token_hash, now_ms)
    return None if row is None else read_key(row)


async def delete_session(pool: Pool, token_hash: bytes) -> None:
    await pool.execute(_SQL["delete_session"], token_hash)


async def delete_expired(connection: Connection, *, now_ms: int) -> None:
    """Forget sessions and tickets whose time is over."""
    await connection.execute(_SQL["delete_expired_sessions"], now_ms)
    await connection.execute(_SQL["delete_expired_tickets"], now_ms)
