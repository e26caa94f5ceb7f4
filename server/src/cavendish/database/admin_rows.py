"""Tasks and callbacks of all keys at once, as the operator looks through them."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

import asyncpg

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.delivery import Delivery, DeliveryState
from cavendish.domain.errors import ConflictError, FailCode
from cavendish.domain.generation import Mode, OutputFormat
from cavendish.domain.ids import ApiKeyId, AssetToken, DeliveryId, TaskId
from cavendish.domain.task import TaskState, TaskStatus

_SQL: Final = load_queries("admin_tasks")
_LONGEST_READ_MS: Final = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """Which tasks the operator looks for; None leaves a filter out."""

    state: TaskState | None = None
    key_id: ApiKeyId | None = None
    model: str | None = None
    fail_code: FailCode | None = None
    route: str | None = None
    """Tasks for which this route was called at least once."""
    prompt: str | None = None
    """Some words of the prompt, in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task in the operator's list."""

    status: TaskStatus
    key_name: str
    mode: Mode
    prompt: str
    """Its first 200 letters."""
    started_at_ms: int | None
    cost_microusd: int
    route: str | None
    """The route called last."""
    calls: int
    is_asset_deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFilter:
    """Which callbacks the operator looks for; None leaves a filter out."""

    state: DeliveryState | None = None
    key_id: ApiKeyId | None = None
    task_id: TaskId | None = None
    url: str | None = None
    """Some part of the address, in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedDelivery:
    """A callback and whose it is."""

    delivery: Delivery
    key_id: ApiKeyId
    key_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOwner:
    key_id: ApiKeyId
    key_name: str
    is_asset_deleted: bool


@contextlib.asynccontextmanager
async def bounded_read(pool: Pool) -> AsyncIterator[Connection]:
    """A connection for a read over many rows. Raises ConflictError when it takes longer than 8 s."""
    try:
        async with pool.acquire() as connection, connection.transaction(readonly=True):
            await connection.execute(_SQL["bound_effort"], str(_LONGEST_READ_MS))
            yield connection
    except asyncpg.QueryCanceledError as error:
        raise ConflictError("There is too much to look through: choose a shorter time, or a key") from error


async def list_all_tasks(
    pool: Pool, wanted: TaskFilter, *, below: str, from_id: str, limit: int
) -> list[TaskRow]:
    """Tasks with ids below one and not below the other, newest first. Raises ConflictError."""
    async with bounded_read(pool) as connection:
        rows = await connection.fetch(
            _SQL["list_tasks"],
            below,
            from_id,
            wanted.state.value if wanted.state else None,
            wanted.key_id,
            wanted.model,
            wanted.fail_code.value if wanted.fail_code else None,
            wanted.route,
            wanted.prompt,
            limit,
        )
    return [_task_row(row) for row in rows]


async def find_owner(pool: Pool, task_id: TaskId) -> TaskOwner | None:
    row = await pool.fetchrow(_SQL["find_owner"], task_id)
    if row is None:
        return None
    return TaskOwner(
        key_id=ApiKeyId(row["api_key_id"]),
        key_name=row["name"],
        is_asset_deleted=row["asset_deleted_at_ms"] is not None,
    )


async def list_all_deliveries(
    pool: Pool, wanted: DeliveryFilter, *, before: str, limit: int
) -> list[OwnedDelivery]:
    """Callbacks of all keys, newest first, with ids below `before`. Raises ConflictError."""
    async with bounded_read(pool) as connection:
        rows = await connection.fetch(
            _SQL["list_deliveries"],
            before,
            wanted.state.value if wanted.state else None,
            wanted.key_id,
            wanted.task_id,
            wanted.url,
            limit,
        )
    return [_owned_delivery(row) for row in rows]


async def find_any_delivery(pool: Pool, delivery_id: DeliveryId) -> OwnedDelivery | None:
    row = await pool.fetchrow(_SQL["find_delivery"], delivery_id)
    return _owned_delivery(row) if row else None


def _task_row(row: asyncpg.Record) -> TaskRow:
    status = TaskStatus(
        id=TaskId(row["id"]),
        api_key_id=ApiKeyId(row["api_key_id"]),
        model=row["model"],
        state=TaskState(row["state"]),
        created_at_ms=row["created_at_ms"],
        completed_at_ms=row["completed_at_ms"],
        asset_token=AssetToken(row["asset_token"]),
        output_format=OutputFormat(row["output_format"]),
        fail_code=FailCode(row["fail_code"]) if row["fail_code"] else None,
        fail_msg=row["fail_msg"],
    )
    return TaskRow(
        status=status,
        key_name=row["key_name"],
        mode=Mode(row["mode"]),
        prompt=row["prompt"],
        started_at_ms=row["started_at_ms"],
        cost_microusd=row["cost_microusd"],
        route=row["route"],
        calls=row["calls"],
        is_asset_deleted=row["asset_deleted_at_ms"] is not None,
    )


def _owned_delivery(row: asyncpg.Record) -> OwnedDelivery:
    delivery = Delivery(
        id=DeliveryId(row["id"]),
        task_id=TaskId(row["task_id"]),
        url=row["url"],
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        failures=row["failures"],
        created_at_ms=row["created_at_ms"],
        next_attempt_at_ms=row["next_attempt_at_ms"],
        ended_at_ms=row["ended_at_ms"],
    )
    return OwnedDelivery(delivery=delivery, key_id=ApiKeyId(row["api_key_id"]), key_name=row["key_name"])
