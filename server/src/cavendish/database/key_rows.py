"""API keys in the database; secrets only as hashes."""

from dataclasses import dataclass
from ipaddress import ip_network
from typing import Final

import asyncpg

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.api_key import ApiKey, KeyChanges, NewApiKey
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
    price_percent: int
    balance_microusd: int | None
    """What may still be set aside for new tasks; None without a budget."""
    held_microusd: int
    """Set aside for tasks that have not ended."""


async def find_by_hash(pool: Pool, secret_hash: bytes) -> ApiKey | None:
    """The live key with this secret; a revoked or expired one is None."""
    row = await pool.fetchrow(_SQL["find_by_hash"], secret_hash)
    return None if row is None else read_key(row)


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
        new.owner,
        new.allowed_models,
        [str(network) for network in new.allowed_networks],
        new.price_percent,
    )
    return None if key_id is None else ApiKeyId(key_id)


async def list_keys(pool: Pool) -> list[KeyListing]:
    """All keys, revoked ones too, the oldest first."""
    return [
        KeyListing(
            key=read_key(row),
            hint=row["hint"],
            created_at_ms=row["created_at_ms"],
            revoked_at_ms=row["revoked_at_ms"],
            live_tasks=row["live_tasks"],
            price_percent=row["price_percent"],
            balance_microusd=row["balance_microusd"],
            held_microusd=row["held_microusd"],
        )
        for row in await pool.fetch(_SQL["list_keys"])
    ]


async def revoke_key(connection: Connection | Pool, key_id: ApiKeyId) -> bool:
    """Revoke for ever; False when there is no such live key."""
    return await connection.fetchval(_SQL["revoke_key"], key_id) is not None


async def update_key(connection: Connection | Pool, key_id: ApiKeyId, changes: KeyChanges) -> bool:
    """Change what is given; False when there is no such key."""
    networks = changes.allowed_networks
    found = await connection.fetchval(
        _SQL["update_key"],
        key_id,
        changes.name,
        changes.requests_per_minute,
        changes.max_live_tasks,
        changes.default_strategy.value if changes.default_strategy else None,
        changes.expires_at_ms,
        changes.owner,
        changes.allowed_models,
        None if networks is None else [str(network) for network in networks],
        changes.price_percent,
    )
    return found is not None


async def notify_keys(connection: Connection | Pool) -> None:
    """Make every process forget what it cached of keys."""
    await connection.execute(_SQL["notify_keys"])


def read_key(row: asyncpg.Record) -> ApiKey:
    """A key from the columns that `find_by_hash` names."""
    return ApiKey(
        id=ApiKeyId(row["id"]),
        name=row["name"],
        owner=row["owner"],
        requests_per_minute=row["requests_per_minute"],
        max_live_tasks=row["max_live_tasks"],
        default_strategy=Strategy(row["default_strategy"]),
        allowed_models=tuple(row["allowed_models"]),
        allowed_networks=tuple(ip_network(text) for text in row["allowed_networks"]),
        expires_at_ms=row["expires_at_ms"],
    )
