"""Sums over many tasks, for charts."""

from dataclasses import dataclass
from typing import Final

import asyncpg

from cavendish.database.admin_rows import bounded_read
from cavendish.database.connection_pool import Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.errors import FailCode
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.task import TaskState

_SQL: Final = load_queries("admin_figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRange:
    """Which tasks are summed up, and in what spans of time."""

    from_ms: int
    to_ms: int
    span_ms: int
    day_ms: int
    """The spans of spending."""
    offset_ms: int
    """How far the reader's clock is ahead of UTC, so that his days begin at his midnight."""
    key_id: ApiKeyId | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """The tasks that ended within one span, or within the whole range."""

    begins_at_ms: int | None
    """None: the whole range."""
    succeeded: int
    failed: int
    p50_s: float | None
    p95_s: float | None
    """How long callers waited for pictures; None where there was none."""
    cost_microusd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureCount:
    begins_at_ms: int
    fail_code: FailCode
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    begins_at_ms: int
    route: str
    calls: int
    cost_microusd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    live: dict[TaskState, int]
    endings: list[Endings]
    """By time; spans in which nothing ended are absent."""
    total: Endings
    failures: list[FailureCount]
    spending: list[Spending]


async def read_figures(pool: Pool, wanted: FigureRange) -> Figures:
    """Everything at one moment. Raises ConflictError when it takes too long."""
    times = (wanted.from_ms, wanted.to_ms, wanted.offset_ms)
    filters = (wanted.key_id, wanted.model)
    async with bounded_read(pool) as connection:
        live = await connection.fetch(_SQL["count_live"], *filters)
        endings = await connection.fetch(_SQL["read_endings"], *times, wanted.span_ms, *filters)
        failures = await connection.fetch(_SQL["read_failures"], *times, wanted.span_ms, *filters)
        spending = await connection.fetch(_SQL["read_spending"], *times, wanted.day_ms, *filters)
    summed = [_endings(row, wanted) for row in endings]
    return Figures(
        live={TaskState(row["state"]): row["tasks"] for row in live},
        endings=[part for part in summed if part.begins_at_ms is not None],
        total=next(part for part in summed if part.begins_at_ms is None),
        failures=[
            FailureCount(
                begins_at_ms=row["span"] * wanted.span_ms - wanted.offset_ms,
                fail_code=FailCode(row["fail_code"]),
                tasks=row["tasks"],
            )
            for row in failures
        ],
        spending=[
            Spending(
                begins_at_ms=row["span"] * wanted.day_ms - wanted.offset_ms,
                route=row["route"],
                calls=row["calls"],
                cost_microusd=row["cost_microusd"],
            )
            for row in spending
        ],
    )


def _endings(row: asyncpg.Record, wanted: FigureRange) -> Endings:
    waits_ms = row["waits_ms"] or (None, None)
    p50_s, p95_s = (None if wait is None else wait / 1000 for wait in waits_ms)
    return Endings(
        begins_at_ms=None if row["span"] is None else row["span"] * wanted.span_ms - wanted.offset_ms,
        succeeded=row["succeeded"],
        failed=row["failed"],
        p50_s=p50_s,
        p95_s=p95_s,
        cost_microusd=row["cost_microusd"],
    )
