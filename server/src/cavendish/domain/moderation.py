"""What a check of content found, and how a refusal is told to the caller: that it was one, and no more."""

from dataclasses import dataclass
from enum import StrEnum

from cavendish.domain.errors import CavendishError, FailCode, TaskFailedError
from cavendish.domain.ids import TaskId


class Stage(StrEnum):
    """What was checked."""

    REQUEST = "request"
    """The prompt and its reference pictures, before any provider was called."""
    RESULT = "result"
    """The finished picture, before it was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Why one check refuses content. Only operators read it, and it quotes nothing of a prompt."""

    category: str
    reason: str
    """The rule that was broken, or the picture and the score."""
    score: float | None = None
    """From 0 to 1, where the check gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationDecision:
    """A refusal, as it is kept."""

    task_id: TaskId
    stage: Stage
    check: str
    finding: Finding
    decided_at_ms: int


class ModerationUnavailableError(CavendishError):
    """A check could not be made, and the operator wants nothing made without it."""


class ContentRefusedError(TaskFailedError):
    """Ends a task because of its content; which check and why stays with the operator."""

    def __init__(self, stage: Stage) -> None:
        what = "request was refused" if stage is Stage.REQUEST else "picture was withheld"
        super().__init__(FailCode.CONTENT_VIOLATION, f"The {what}: it breaks the content policy (safety)")
