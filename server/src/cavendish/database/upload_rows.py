"""Uploaded pictures in the database; their bytes lie in the asset store."""

from collections.abc import Sequence
from typing import Final

import asyncpg

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.upload import Upload

_SQL: Final = load_queries("uploads")


async def insert_upload(connection: Connection, upload: Upload, *, max_live: int) -> bool:
    """Store an upload; False when its key has `max_live` already. Exact, in a transaction."""
    await connection.execute(_SQL["lock_key"], upload.api_key_id)
    token = await connection.fetchval(
        _SQL["insert_upload"],
        upload.token,
        upload.api_key_id,
        upload.media_type,
        upload.size_bytes,
        upload.expires_at_ms,
        max_live,
    )
    return token is not None


async def find_uploads(pool: Pool, tokens: Sequence[str]) -> dict[str, Upload]:
    """The uploads of these tokens, expired ones too; unknown ones are absent."""
    return {row["token"]: _upload(row) for row in await pool.fetch(_SQL["find_uploads"], tokens)}


async def list_expired_uploads(pool: Pool, *, expired_before_ms: int, limit: int) -> list[Upload]:
    """Uploads whose bytes are due for deletion, the oldest first."""
    rows = await pool.fetch(_SQL["list_expired_uploads"], expired_before_ms, limit)
    return [_upload(row) for row in rows]


async def delete_uploads(pool: Pool, tokens: Sequence[str]) -> None:
    await pool.execute(_SQL["delete_uploads"], tokens)


def _upload(row: asyncpg.Record) -> Upload:
    return Upload(
        token=row["token"],
        api_key_id=ApiKeyId(row["api_key_id"]),
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        expires_at_ms=row["expires_at_ms"],
    )
