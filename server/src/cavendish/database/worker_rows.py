"""Which worker processes are alive."""

from typing import Final

from cavendish.database.connection_pool import Pool
from cavendish.database.named_sql import load_queries

_SQL: Final = load_queries("workers")


async def see_worker(pool: Pool, worker_id: str) -> None:
    """Note that this worker is alive now."""
    await pool.execute(_SQL["see_worker"], worker_id)


async def forget_workers(pool: Pool, *, unseen_for_ms: int, worker_id: str = "") -> None:
    """Remove workers not seen for long, and the one that is leaving."""
    await pool.execute(_SQL["forget_workers"], unseen_for_ms, worker_id)


async def count_workers(pool: Pool, *, seen_within_ms: int) -> int:
    return int(await pool.fetchval(_SQL["count_workers"], seen_within_ms))
