"""What the checks of content refused."""

from typing import Final

from cavendish.database.connection_pool import Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.ids import TaskId
from cavendish.domain.moderation import Finding, ModerationDecision, Stage

_SQL: Final = load_queries("moderation")


async def insert_decision(pool: Pool, *, task_id: TaskId, stage: Stage, check: str, finding: Finding) -> None:
    """Keep a refusal; a task that is run again and refused again has it once."""
    await pool.execute(
        _SQL["insert_decision"],
        task_id,
        stage.value,
        check,
        finding.category,
        finding.reason,
        finding.score,
    )


async def list_decisions(
    pool: Pool, *, task_id: TaskId | None = None, limit: int = 100
) -> list[ModerationDecision]:
    """The latest refusals, the newest first; of one task when it is named."""
    return [
        ModerationDecision(
            task_id=TaskId(row["task_id"]),
            stage=Stage(row["stage"]),
            check=row["check_name"],
            finding=Finding(category=row["category"], reason=row["reason"], score=row["score"]),
            decided_at_ms=row["decided_at_ms"],
        )
        for row in await pool.fetch(_SQL["list_decisions"], task_id, limit)
    ]
