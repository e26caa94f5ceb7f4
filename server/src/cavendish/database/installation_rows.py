"""How much waits in the whole installation, as its database knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cavendish.database.connection_pool import Pool
from cavendish.database.named_sql import load_queries

_SQL: Final = load_queries("installation")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLoad:
    """One queue's jobs by state, and how long the oldest due one has waited."""

    due: int
    later: int
    taken: int
    oldest_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationLoad:
    """What waits, over all machines."""

    live_tasks: Mapping[str, int] = field(default_factory=dict)
    """By state."""
    oldest_pending_s: float = 0.0
    queues: Mapping[str, QueueLoad] = field(default_factory=dict)
    owed_deliveries: int = 0


async def read_installation_load(pool: Pool) -> InstallationLoad:
    """Count what waits; reads every live row, so ask a few times a minute at most."""
    tasks = await pool.fetch(_SQL["count_live_tasks"])
    jobs = await pool.fetch(_SQL["count_jobs"])
    owed = await pool.fetchval(_SQL["count_owed_deliveries"])
    return InstallationLoad(
        live_tasks={row["state"]: row["tasks"] for row in tasks},
        oldest_pending_s=next((row["oldest_ms"] / 1000 for row in tasks if row["state"] == "pending"), 0.0),
        queues={
            row["entrypoint"]: QueueLoad(
                due=row["due"], later=row["later"], taken=row["taken"], oldest_s=row["oldest_s"]
            )
            for row in jobs
        },
        owed_deliveries=owed,
    )
