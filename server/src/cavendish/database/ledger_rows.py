"""Prepaid money in the database. What a task's end does to it stands in `queries/tasks.sql`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.ids import ApiKeyId, TaskId

_SQL: Final = load_queries("ledger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Money set aside for one task."""

    key_id: ApiKeyId
    task_id: TaskId
    amount_microusd: int


async def take_holds(connection: Connection, holds: Sequence[Hold]) -> None:
    """Set money aside; the caller holds the keys' locks and knows that the balances suffice."""
    await connection.execute(
        _SQL["take_holds"],
        [hold.key_id for hold in holds],
        [hold.task_id for hold in holds],
        [hold.amount_microusd for hold in holds],
    )


async def top_up(connection: Connection | Pool, key_id: ApiKeyId, amount_microusd: int) -> int | None:
    """Add money and return the new balance; None when there is no such key."""
    balance: int | None = await connection.fetchval(_SQL["top_up"], key_id, amount_microusd)
    return balance


async def lock_budget(connection: Connection, key_id: ApiKeyId) -> bool:
    """Keep others from moving this key's money until the transaction ends; False: no such key."""
    return await connection.fetchval(_SQL["lock_budget"], key_id) is not None


async def has_holds(connection: Connection, key_id: ApiKeyId) -> bool:
    """Whether money of this key is set aside for live tasks."""
    return bool(await connection.fetchval(_SQL["has_holds"], key_id))


async def withdraw(connection: Connection, key_id: ApiKeyId) -> None:
    """Take what is left, and the budget with it. Needs `lock_budget`."""
    await connection.execute(_SQL["withdraw"], key_id)


async def find_balance(pool: Pool, key_id: ApiKeyId) -> int | None:
    """What is left, in micro-dollars; None without a budget."""
    balance: int | None = await pool.fetchval(_SQL["find_balance"], key_id)
    return balance


async def sum_ledger(pool: Pool, key_id: ApiKeyId) -> dict[str, int]:
    """All movements of a key's money by kind; kinds that never happened are absent."""
    return {row["kind"]: row["amount"] for row in await pool.fetch(_SQL["sum_ledger"], key_id)}
