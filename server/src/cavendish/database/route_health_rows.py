"""Which routes are left alone, as all workers share it."""

from collections.abc import Callable
from typing import Final

import asyncpg

from cavendish.database.connection_pool import Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.circuit_breaker import Opening, OpeningCause

ROUTES_CHANNEL: Final = "cavendish_routes"
"""Carries the name of a route whose health has changed."""

_SQL: Final = load_queries("route_health")


async def list_route_health(pool: Pool, *, now_ms: int) -> dict[str, Opening]:
    """The routes that are not closed, their times moved to the caller's clock, which reads `now_ms`."""
    rows = await pool.fetch(_SQL["list_route_health"])
    return {row["route"]: _opening(row).shifted(now_ms - row["now_ms"]) for row in rows}


async def change_route_health(
    pool: Pool, route: str, change: Callable[[Opening | None, int], Opening | None], *, now_ms: int
) -> Opening | None:
    """Replace a route's health by what `change` makes of it at the database's time; None is closed.

    Changes of one route take turns over all workers, which are told when it commits. Answers the new health
    on the caller's clock, which reads `now_ms`.
    """
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(_SQL["lock_route"], route)
        (row,) = await connection.fetch(_SQL["find_route_health"], route)
        before = _opening(row) if row["route"] is not None else None
        after = change(before, row["now_ms"])
        if after != before:
            if after is None:
                await connection.execute(_SQL["delete_route_health"], route)
            else:
                await connection.execute(_SQL["put_route_health"], route, *_columns(after))
            await connection.execute(_SQL["tell_workers"], route)
    return after.shifted(now_ms - row["now_ms"]) if after is not None else None


def _columns(opening: Opening) -> tuple[str | int, ...]:
    return (
        opening.cause.value,
        opening.reason,
        opening.since_ms,
        opening.retry_at_ms,
        opening.cooldown_ms,
        opening.probes_out,
        opening.probes_until_ms,
        opening.successes,
    )


def _opening(row: asyncpg.Record) -> Opening:
    return Opening(
        cause=OpeningCause(row["cause"]),
        reason=row["reason"],
        since_ms=row["since_ms"],
        retry_at_ms=row["retry_at_ms"],
        cooldown_ms=row["cooldown_ms"],
        probes_out=row["probes_out"],
        probes_until_ms=row["probes_until_ms"],
        successes=row["successes"],
    )
