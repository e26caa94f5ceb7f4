"""API keys in the database; secrets only as hashes."""

from dataclasses import dataclass
from typing import Final

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.api_key import ApiKey, NewApiKey
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.routing import Strategy

_SQL: Final = load_queries("keys")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyListing:
    """A key as operators see it."""

    key: ApiKey
    hint: str
    created_at_ms: int
    revoked_at_ms: int | None
    live_tasks: int


async def find_by_hash(pool: Pool, secret_hash: bytes) -> ApiKey | None:
    """The live key with this secret; a revoked or expired one is None."""
    row = await pool.fetchrow(_SQL["find_by_hash"], secret_hash)
    return None if row is None else _key(dict(row))


async def insert_key(
    connection: Connection | Pool, new: NewApiKey, *, secret_hash: bytes, hint: str
) -> ApiKeyId | None:
    """Store a new key; None when this secret is known already."""
    key_id = await connection.fetchval(
        _SQL["insert_key"],
        new.name,
        secret_hash,
        hint,
        new.requests_per_minute,
        new.max_live_tasks,
        new.default_strategy.value,
        new.expires_at_ms,
    )
    return None if key_id is None else ApiKeyId(key_id)


async def list_keys(pool: Pool) -> list[KeyListing]:
    """All keys, revoked ones too, the oldest first."""
    return [
        KeyListing(
            key=_key(dict(row)),
            hint=row["hint"],
            created_at_ms=row["created_at_ms"],
            revoked_at_ms=row["revoked_at_ms"],
            live_tasks=row["live_tasks"],
        )
        for row in await pool.fetch(_SQL["list_keys"])
    ]


async def revoke_key(connection: Connection | Pool, key_id: ApiKeyId) -> bool:
    """Revoke for ever; False when there is no such live key."""
    return await connection.fetchval(_SQL["revoke_key"], key_id) is not None


async def update_key(
    connection: Connection | Pool,
    key_id: ApiKeyId,
    *,
    name: str | None = None,
    requests_per_minute: int | None = None,
    max_live_tasks: int | None = None,
    default_strategy: Strategy | None = None,
) -> bool:
    """Change what is given; False when there is no such key."""
    strategy = default_strategy.value if default_strategy else None
    found = await connection.fetchval(
        _SQL["update_key"], key_id, name, requests_per_minute, max_live_tasks, strategy
    )
    return found is not None


async def notify_keys(connection: Connection | Pool) -> None:
    """Make every process forget what it cached of keys."""
    await connection.execute(_SQL["notify_keys"])


def _key(row: dict[str, object]) -> ApiKey:
    return ApiKey(
        id=ApiKeyId(_int(row["id"])),
        name=str(row["name"]),
        requests_per_minute=_int(row["requests_per_minute"]),
        max_live_tasks=_int(row["max_live_tasks"]),
        default_strategy=Strategy(str(row["default_strategy"])),
        expires_at_ms=None if row["expires_at_ms"] is None else _int(row["expires_at_ms"]),
    )


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"expected an integer column, got {value!r}")
    return value
