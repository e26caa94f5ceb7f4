"""A refusal by a check of content, as the operator reads it."""

from typing import Any

from cavendish.domain.moderation import ModerationDecision


def decision_view(decision: ModerationDecision) -> dict[str, Any]:
    return {
        "taskId": decision.task_id,
        "stage": decision.stage.value,
        "check": decision.check,
        "category": decision.finding.category,
        "reason": decision.finding.reason,
        "score": decision.finding.score,
        "decideTime": decision.decided_at_ms,
    }
