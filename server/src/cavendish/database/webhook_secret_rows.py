"""The secrets that sign each key's callbacks."""

from collections.abc import Iterable
from typing import Final

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.webhook_signature import WebhookSecret

_SQL: Final = load_queries("webhook_secrets")


async def find_signing_secrets(
    pool: Pool, key_ids: Iterable[ApiKeyId]
) -> dict[ApiKeyId, tuple[WebhookSecret, ...]]:
    """Per key the secrets that sign now, the current one first; keys without any are absent."""
    found: dict[ApiKeyId, tuple[WebhookSecret, ...]] = {}
    for row in await pool.fetch(_SQL["find_signing"], list(key_ids)):
        key_id = ApiKeyId(row["api_key_id"])
        found[key_id] = (*found.get(key_id, ()), WebhookSecret(row["secret"]))
    return found


async def lock_key(connection: Connection, key_id: ApiKeyId) -> bool:
    """Keep others from changing this key's secrets until the transaction ends; False: no such key."""
    return await connection.fetchval(_SQL["lock_key"], key_id) is not None


async def count_signing_secrets(connection: Connection, key_id: ApiKeyId) -> int:
    return int(await connection.fetchval(_SQL["count_signing"], key_id))


async def was_ever_secret(connection: Connection, key_id: ApiKeyId, secret: WebhookSecret) -> bool:
    """Whether the key has this secret, or had it before a rotation."""
    return bool(await connection.fetchval(_SQL["was_ever"], key_id, secret))


async def insert_first_secret(connection: Connection | Pool, key_id: ApiKeyId, secret: WebhookSecret) -> None:
    """Give a key its first secret; nothing happens when it has one."""
    await connection.execute(_SQL["insert_if_none"], key_id, secret)


async def rotate_secret(
    connection: Connection, key_id: ApiKeyId, secret: WebhookSecret, *, overlap_ms: int
) -> None:
    """Make `secret` the current one; the one before signs for `overlap_ms` more. Needs `lock_key`."""
    await connection.execute(_SQL["retire_current"], key_id, overlap_ms)
    await connection.execute(_SQL["insert_if_none"], key_id, secret)
