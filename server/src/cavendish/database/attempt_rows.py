"""The ledger of calls to providers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.errors import FailureKind
from cavendish.domain.ids import AttemptId, TaskId

_SQL: Final = load_queries("attempts")


class Outcome(StrEnum):
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    ABANDONED = "abandoned"
    """Its worker died and the call could not be resumed, or its task ended without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One call to one provider for a task."""

    id: AttemptId
    route: str
    provider: str
    upstream_job_id: str | None
    started_at_ms: int
    ended_at_ms: int | None = None
    outcome: Outcome = Outcome.RUNNING
    failure_kind: FailureKind | None = None
    reason: str | None = None
    cost_microusd: int = 0


async def open_attempt(pool: Pool, *, task_id: TaskId, route: str, provider: str) -> AttemptId:
    """Record a call before it is made."""
    return AttemptId(await pool.fetchval(_SQL["open_attempt"], task_id, route, provider))


async def find_running(pool: Pool, task_id: TaskId) -> Attempt | None:
    """The attempt that a dead worker left open, if any."""
    row = await pool.fetchrow(_SQL["find_running"], task_id)
    if row is None:
        return None
    return Attempt(
        id=AttemptId(row["id"]),
        route=row["route"],
        provider=row["provider"],
        upstream_job_id=row["upstream_job_id"],
        started_at_ms=row["started_at_ms"],
    )


async def store_upstream_job(pool: Pool, *, attempt_id: AttemptId, upstream_job_id: str) -> None:
    """Keep the upstream's name for the job, durable when this returns."""
    await pool.execute(_SQL["store_upstream_job"], attempt_id, upstream_job_id)


async def close_attempt(
    connection: Connection | Pool,
    attempt_id: AttemptId,
    *,
    outcome: Outcome,
    failure_kind: FailureKind | None = None,
    reason: str | None = None,
    cost_microusd: int = 0,
) -> None:
    """Write what became of an attempt; the first word stands."""
    await connection.execute(
        _SQL["close_attempt"],
        attempt_id,
        outcome.value,
        failure_kind.value if failure_kind else None,
        reason,
        cost_microusd,
    )


async def abandon_attempts(connection: Connection | Pool, task_id: TaskId, *, reason: str) -> None:
    """Close the attempts of a task that ended without them."""
    await connection.execute(_SQL["abandon_attempts"], task_id, reason)


async def list_attempts(pool: Pool, task_id: TaskId) -> list[Attempt]:
    """The calls made for one task, in order."""
    return [
        Attempt(
            id=AttemptId(row["id"]),
            route=row["route"],
            provider=row["provider"],
            upstream_job_id=row["upstream_job_id"],
            started_at_ms=row["started_at_ms"],
            ended_at_ms=row["ended_at_ms"],
            outcome=Outcome(row["outcome"]),
            failure_kind=FailureKind(row["failure_kind"]) if row["failure_kind"] else None,
            reason=row["reason"],
            cost_microusd=row["cost_microusd"],
        )
        for row in await pool.fetch(_SQL["list_attempts"], task_id)
    ]
