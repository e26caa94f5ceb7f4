"""The ledger of calls to providers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.attempt import Attempt, Outcome
from cavendish.domain.errors import FailureKind
from cavendish.domain.ids import AttemptId, TaskId

__all__ = ["Attempt", "Outcome"]

_SQL: Final = load_queries("attempts")


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRecord:
    """What one route did in some span of time."""

    succeeded: int
    failed: int
    """Calls that the route is to blame for; a refused prompt is not one."""
    refused: int
    p50_s: float | None
    """Of the calls that succeeded."""
    cost_microusd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttempt:
    """A call that is about to be made."""

    task_id: TaskId
    route: str
    provider: str
    is_repeat: bool = False


async def open_attempts(connection: Connection | Pool, calls: Sequence[NewAttempt]) -> list[AttemptId | None]:
    """Record calls, one a task, before they are made; durable when this returns.

    None for a task that has ended or does not exist: its call must not be made.
    """
    rows = await connection.fetch(
        _SQL["open_attempts"],
        [call.task_id for call in calls],
        [call.route for call in calls],
        [call.provider for call in calls],
        [call.is_repeat for call in calls],
    )
    ids = {row["task_id"]: AttemptId(row["id"]) for row in rows}
    return [ids.get(call.task_id) for call in calls]


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


async def abandon_attempts(connection: Connection | Pool, task_ids: Sequence[TaskId], *, reason: str) -> None:
    """Close the attempts of tasks that ended without them."""
    await connection.execute(_SQL["abandon_attempts"], task_ids, reason)


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
            is_repeat=row["is_repeat"],
        )
        for row in await pool.fetch(_SQL["list_attempts"], task_id)
    ]


async def read_route_records(pool: Pool, *, within_ms: int) -> dict[str, RouteRecord]:
    """What the routes did in calls begun in the last `within_ms`; routes without a call are absent."""
    return {
        row["route"]: RouteRecord(
            succeeded=row["succeeded"],
            failed=row["failed"],
            refused=row["refused"],
            p50_s=None if row["p50_ms"] is None else row["p50_ms"] / 1000,
            cost_microusd=int(row["cost_microusd"]),
        )
        for row in await pool.fetch(_SQL["read_route_records"], within_ms)
    }
