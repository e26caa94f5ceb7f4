"""A task as the service tells of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cavendish_client.errors import MalformedAnswerError


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

    @classmethod
    def from_wire(cls, data: object, *, model: str | None = None) -> "Task":
        """Read the `data` of a status envelope. Raises MalformedAnswerError."""
        if not isinstance(data, dict):
            raise MalformedAnswerError(f"A task's data must be an object, not {data!r:.80}")
        try:
            return cls(
                id=str(data["taskId"]),
                state=TaskState(data["state"]),
                model=data.get("model", model),
                created_at_ms=data.get("createTime"),
                completed_at_ms=data.get("completeTime"),
                cost_time_ms=data.get("costTime"),
                result_urls=_result_urls(data.get("resultJson")),
                fail_code=data.get("failCode"),
                fail_message=data.get("failMsg"),
                wire=data,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise MalformedAnswerError(f"A task's data cannot be read: {error!r}") from error


def _result_urls(result_json: str | None) -> tuple[str, ...]:
    if not result_json:
        return ()
    urls = json.loads(result_json)["resultUrls"]
    return tuple(str(url) for url in urls)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """Some of one's tasks, newest first; `next_cursor` is None on the last page."""

    tasks: tuple[Task, ...]
    next_cursor: str | None
