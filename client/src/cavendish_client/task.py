"""A task as the service tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class TaskState(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    SUCCESS = "success"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        return self in (TaskState.SUCCESS, TaskState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One accepted request for a picture. Times are Unix milliseconds.

    `created_at_ms` is None until the task's state was read once: a submit answers only the id.
    """

    id: str
    state: TaskState
    model: str | None = None
    created_at_ms: int | None = None
    completed_at_ms: int | None = None
    cost_time_ms: int | None = None
    result_urls: tuple[str, ...] = ()
    fail_code: str | None = None
    fail_message: str | None = None
    wire: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """The service's own words, for what has no field here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """Some of one's tasks, newest first; `next_cursor` is None on the last page."""

    tasks: tuple[Task, ...]
    next_cursor: str | None
