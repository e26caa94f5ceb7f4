"""What answers look like, for the OpenAPI document; tests hold every real answer against it."""

from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from cavendish.database.attempt_rows import Outcome
from cavendish.domain.errors import FailCode, FailureKind

TASK_ID_PATTERN: Final = "^task_[0-9a-f]{32}$"
_TASK_ID = Field(pattern=TASK_ID_PATTERN, examples=["task_01a20a299d27e2c022e0860e57944fdf"])
TaskIdText: TypeAlias = Annotated[str, _TASK_ID]
UnixMs: TypeAlias = Annotated[int, Field(description="Unix milliseconds.", examples=[1795466829104])]


class _Documented(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Success(_Documented):
    code: Literal[200]
    message: Literal["success"]


class ErrorAnswer(_Documented):
    """Every refusal: `code` is the HTTP status, `message` says what is wrong and the cure."""

    code: Annotated[int, Field(ge=400, le=599)]
    message: str
    data: Annotated[
        dict[str, Any] | None,
        Field(
            description="With a 400: `error`, which names the field by its dotted path. Absent with a 401."
        ),
    ] = None


class TaskCreatedData(_Documented):
    taskId: TaskIdText  # noqa: N815  wire spelling


class TaskCreatedAnswer(_Success):
    """Sent once the task is stored: from now on it cannot be lost."""

    data: TaskCreatedData


class _AnyStatus(_Documented):
    taskId: TaskIdText  # noqa: N815
    createTime: UnixMs  # noqa: N815


class _EndedStatus(_AnyStatus):
    completeTime: UnixMs  # noqa: N815
    costTime: Annotated[int, Field(ge=0, description="Milliseconds from creation to completion.")]  # noqa: N815


class LiveStatus(_AnyStatus):
    """Waiting, or being made."""

    state: Literal["pending", "processing"]


class SuccessStatus(_EndedStatus):
    """The picture is there."""

    state: Literal["success"]
    resultJson: Annotated[  # noqa: N815
        str,
        Field(
            description="A string that holds JSON: `resultUrls`, links that need no key and live 15 days.",
            json_schema_extra={
                "contentMediaType": "application/json",
                "contentSchema": {
                    "type": "object",
                    "properties": {"resultUrls": {"type": "array", "items": {"type": "string"}}},
                    "required": ["resultUrls"],
                },
            },
            examples=['{"resultUrls":["https://example.com/results/0123456789abcdef0123456789abcdef.png"]}'],
        ),
    ]


class FailedStatus(_EndedStatus):
    """There will be no picture."""

    state: Literal["failed"]
    failCode: Annotated[FailCode, Field(examples=["CONTENT_VIOLATION"])]  # noqa: N815
    failMsg: str  # noqa: N815


StatusData: TypeAlias = Annotated[LiveStatus | SuccessStatus | FailedStatus, Field(discriminator="state")]


class StatusAnswer(_Success):
    """A task's state; also, byte for byte, the body of its callback."""

    data: StatusData


class BalanceAnswer(_Success):
    data: Annotated[float | None, Field(description="US dollars.")]


class UploadData(_Documented):
    url: Annotated[str, Field(examples=["https://example.com/files/0123456789abcdef0123456789abcdef.png"])]
    expiresAt: UnixMs  # noqa: N815


class UploadAnswer(_Success):
    """The picture can be named in `input.image_urls` until then."""

    data: UploadData


class _Listed(_Documented):
    model: Annotated[str, Field(examples=["nano-banana"])]


class ListedLive(LiveStatus, _Listed):
    """A waiting task and its model."""


class ListedSuccess(SuccessStatus, _Listed):
    """A finished task and its model."""


class ListedFailed(FailedStatus, _Listed):
    """A failed task and its model."""


class TaskPageData(_Documented):
    tasks: list[Annotated[ListedLive | ListedSuccess | ListedFailed, Field(discriminator="state")]]
    nextCursor: Annotated[TaskIdText | None, Field(description="`null` on the last page.")]  # noqa: N815


class TaskPageAnswer(_Success):
    data: TaskPageData


class AttemptData(_Documented):
    """One call to one provider."""

    route: str
    provider: str
    outcome: Outcome
    failureKind: FailureKind | None  # noqa: N815
    startTime: UnixMs  # noqa: N815
    endTime: UnixMs | None  # noqa: N815
    costUsd: float  # noqa: N815


class AskedInput(_Documented):
    """The request as it was understood."""

    mode: Literal["text-to-image", "image-to-image"]
    prompt: str
    image_urls: Annotated[list[str], Field(description="`uploaded` stands for a `data:` URL.")]
    aspect_ratio: str
    output_format: Literal["png", "jpeg"]
    resolution: str | None


class _Detail(_Listed):
    provider: Literal["auto", "value", "official"]
    source: str | None
    callbackUrl: str | None  # noqa: N815
    input: AskedInput
    startTime: UnixMs | None  # noqa: N815
    route: Annotated[str | None, Field(description="The route that made the picture.")]
    costUsd: float  # noqa: N815
    attempts: list[AttemptData]
    details: Annotated[
        dict[str, Any] | None, Field(description="What the provider reports; of its own shape.")
    ]
    requestId: Annotated[  # noqa: N815
        str | None, Field(description="The X-Request-Id of the call that created it.")
    ]


class LiveDetail(LiveStatus, _Detail):
    """A waiting task in full."""


class SuccessDetail(SuccessStatus, _Detail):
    """A finished task in full."""


class FailedDetail(FailedStatus, _Detail):
    """A failed task in full."""


class TaskDetailAnswer(_Success):
    data: Annotated[LiveDetail | SuccessDetail | FailedDetail, Field(discriminator="state")]


class RootData(_Documented):
    service: Literal["Cavendish"]
    version: str
    models: list[str]
    docs: str
    openapi: str


class RootAnswer(_Success):
    data: RootData


class LiveData(_Documented):
    status: Literal["live"]
    version: str
    """Of this process: while an upgrade rolls, processes differ."""


class LiveAnswer(_Success):
    data: LiveData


class HealthData(_Documented):
    database: Literal["ok"]
    storage: Literal["ok"]
    worker: Literal["ok"]


class HealthAnswer(_Success):
    data: HealthData
