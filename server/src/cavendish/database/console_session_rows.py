"""Browsers that are signed in to the console."""

from typing import Final

from cavendish.database.connection_pool import Pool
from cavendish.database.named_sql import load_queries

_SQL: Final = load_queries("console_sessions")


async def insert_session(pool: Pool, session_id: bytes, *, lifetime_ms: int) -> int:
    """Keep a new session; answers when it ends."""
    return int(await pool.fetchval(_SQL["insert_session"], session_id, lifetime_ms))


async def find_session(pool: Pool, session_id: bytes) -> int | None:
    """When a session ends; None when it is over or never was."""
    ends_at_ms: int | None = await pool.fetchval(_SQL["find_session"], session_id)
    return ends_at_ms


async def delete_session(pool: Pool, session_id: bytes) -> None:
    """End a session; nothing happens when it is over."""
    await pool.execute(_SQL["delete_session"], session_id)
