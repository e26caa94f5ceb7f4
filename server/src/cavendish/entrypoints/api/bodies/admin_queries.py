"""What the operator may filter lists by."""

from typing import Annotated, Final, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from cavendish.database.admin_rows import DeliveryFilter, TaskFilter
from cavendish.domain.delivery import DeliveryState
from cavendish.domain.errors import FailCode, InvalidRequestError
from cavendish.domain.ids import ApiKeyId, TaskId, find_task_id
from cavendish.domain.task import TaskState
from cavendish.entrypoints.api.answers.answer_schemas import TASK_ID_PATTERN

_NO_NUL: Final = r"^[^\x00]*$"
KeyNumber: TypeAlias = Annotated[int | None, Field(ge=1, le=2**62, description="Only this key's.")]
ModelSlug: TypeAlias = Annotated[
    str | None, Field(pattern="^[A-Za-z0-9._-]{1,64}$", description="Only this model's tasks.")
]
UnixMs: TypeAlias = Annotated[int | None, Field(ge=0, le=10**14, description="Unix milliseconds.")]
SomeText: TypeAlias = Annotated[str | None, Field(min_length=1, max_length=200, pattern=_NO_NUL)]


class _Query(BaseModel):
    # Unknown parameters are harmless, as everywhere in the API.
    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class TaskQuery(_Query):
    cursor: Annotated[
        str | None,
        Field(description="`nextCursor` of the page before.", json_schema_extra={"pattern": TASK_ID_PATTERN}),
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="Tasks a page.")] = 50
    state: Annotated[TaskState | None, Field(description="Only tasks in this state.")] = None
    key: KeyNumber = None
    model: ModelSlug = None
    fail_code: Annotated[FailCode | None, Field(alias="failCode", description="Only failed so.")] = None
    route: Annotated[SomeText, Field(description="Only tasks that this route was called for.")] = None
    prompt: Annotated[SomeText, Field(description="Part of the prompt, in any case.")] = None
    from_time: Annotated[UnixMs, Field(alias="from", description="Created then or later, Unix ms.")] = None
    to_time: Annotated[UnixMs, Field(alias="to", description="Created before, Unix ms.")] = None

    def filter(self) -> TaskFilter:
        return TaskFilter(
            state=self.state,
            key_id=None if self.key is None else ApiKeyId(self.key),
            model=self.model,
            fail_code=self.fail_code,
            route=self.route,
            prompt=self.prompt,
        )

    def before(self) -> TaskId | None:
        """Where the page begins. Raises InvalidRequestError."""
        if self.cursor is None:
            return None
        if (task_id := find_task_id(self.cursor)) is None:
            raise InvalidRequestError(field="cursor", problem="must be the nextCursor of an earlier page")
        return task_id


class DeliveryQuery(_Query):
    cursor: Annotated[str | None, Field(description="`nextCursor` of the page before.")] = None
    limit: Annotated[int, Field(ge=1, le=200, description="Callbacks a page.")] = 50
    state: Annotated[DeliveryState | None, Field(description="Only callbacks in this state.")] = None
    key: KeyNumber = None
    task_id: Annotated[str | None, Field(alias="taskId", description="Only this task's callback.")] = None
    url: Annotated[SomeText, Field(description="Part of the address, in any case.")] = None

    def filter(self) -> DeliveryFilter | None:
        """None when nothing can match, for `taskId` is no task's id."""
        known_task = None if self.task_id is None else find_task_id(self.task_id)
        if self.task_id is not None and known_task is None:
            return None
        return DeliveryFilter(
            state=self.state,
            key_id=None if self.key is None else ApiKeyId(self.key),
            task_id=known_task,
            url=self.url,
        )


class OverviewQuery(_Query):
    hours: Annotated[int, Field(ge=1, le=2160, description="How far back.")] = 24
    utc_offset: Annotated[
        int,
        Field(
            alias="utcOffset",
            ge=-840,
            le=840,
            description="Minutes your clock is ahead of UTC: where days begin.",
        ),
    ] = 0
    to_time: Annotated[UnixMs, Field(alias="to", description="Where the range ends; by default now.")] = None
    key: KeyNumber = None
    model: ModelSlug = None
