"""One call to one provider for a task, as the ledger keeps it."""

from dataclasses import dataclass
from enum import StrEnum

from cavendish.domain.errors import FailureKind
from cavendish.domain.ids import AttemptId


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
    is_repeat: bool = False
    """Made after a call of which nobody knows the outcome, its worker dead or its answer lost: the picture
    may have been paid twice."""
