"""What the admin API answers, for the OpenAPI document; tests hold real answers against it."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from cavendish.database.attempt_rows import Outcome
from cavendish.domain.circuit_breaker import BreakerState, OpeningCause
from cavendish.domain.errors import FailCode, FailureKind
from cavendish.domain.moderation import Stage
from cavendish.domain.routing import Strategy, Tier
from cavendish.domain.task import TaskState
from cavendish.entrypoints.api.answers.answer_schemas import AskedInput, TaskIdText, UnixMs
from cavendish.entrypoints.api.answers.delivery_schemas import (
    DeliveryAttemptData,
    DeliveryData,
    DeliveryIdText,
)
from cavendish.ports.route_file import LocalUse

Usd: TypeAlias = Annotated[float, Field(description="US dollars.", examples=[0.039])]


class _Documented(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Success(_Documented):
    code: Literal[200]
    message: Literal["success"]


class SessionData(_Documented):
    csrfToken: Annotated[str, Field(description="To be sent as `X-CSRF-Token` with every change.")]  # noqa: N815
    expiresAt: UnixMs  # noqa: N815


class SessionAnswer(_Success):
    data: SessionData


class NothingAnswer(_Success):
    data: None


class EndingsData(_Documented):
    """Tasks that ended within one span of time."""

    startTime: UnixMs  # noqa: N815
    succeeded: int
    failed: int
    p50Seconds: Annotated[float | None, Field(description="From submit to picture.")]  # noqa: N815
    p95Seconds: float | None  # noqa: N815
    costUsd: Usd  # noqa: N815


class FailuresData(_Documented):
    startTime: UnixMs  # noqa: N815
    failCode: FailCode  # noqa: N815
    tasks: int


class SpendingData(_Documented):
    startTime: Annotated[UnixMs, Field(description="When the day begins, for `utcOffset`.")]  # noqa: N815
    route: str
    calls: int
    costUsd: Usd  # noqa: N815


class TotalsData(_Documented):
    pending: int
    processing: int
    succeeded: int
    failed: int
    p50Seconds: float | None  # noqa: N815
    p95Seconds: float | None  # noqa: N815
    costUsd: Usd  # noqa: N815


class OverviewData(_Documented):
    fromTime: UnixMs  # noqa: N815
    toTime: UnixMs  # noqa: N815
    spanMs: Annotated[int, Field(description="How long each span of `endings` and `failures` is.")]  # noqa: N815
    totals: TotalsData
    endings: Annotated[list[EndingsData], Field(description="Spans in which nothing ended are absent.")]
    failures: list[FailuresData]
    spending: list[SpendingData]
    workers: Annotated[int, Field(description="Worker processes seen lately.")]


class OverviewAnswer(_Success):
    data: OverviewData


class AdminTaskData(_Documented):
    taskId: TaskIdText  # noqa: N815
    keyId: int  # noqa: N815
    keyName: str  # noqa: N815
    model: str
    state: TaskState
    mode: Literal["text-to-image", "image-to-image"]
    prompt: Annotated[str, Field(description="In the list only its first 200 letters.")]
    createTime: UnixMs  # noqa: N815
    startTime: UnixMs | None  # noqa: N815
    completeTime: UnixMs | None  # noqa: N815
    failCode: FailCode | None  # noqa: N815
    failMsg: str | None  # noqa: N815
    route: Annotated[str | None, Field(description="The route called last.")]
    calls: Annotated[int, Field(description="Attempts made.")]
    costUsd: Usd  # noqa: N815
    pictureUrl: Annotated[str | None, Field(description="While the picture is kept.")]  # noqa: N815


class AdminTaskPageData(_Documented):
    tasks: list[AdminTaskData]
    nextCursor: TaskIdText | None  # noqa: N815


class AdminTaskPageAnswer(_Success):
    data: AdminTaskPageData


class AdminAttemptData(_Documented):
    """One call to one provider, with the upstream's own words."""

    route: str
    provider: str
    upstreamJobId: str | None  # noqa: N815
    outcome: Outcome
    failureKind: FailureKind | None  # noqa: N815
    reason: str | None
    startTime: UnixMs  # noqa: N815
    endTime: UnixMs | None  # noqa: N815
    costUsd: Usd  # noqa: N815
    isRepeat: Annotated[bool, Field(description="A worker died in the call before: maybe paid twice.")]  # noqa: N815


class DecisionData(_Documented):
    """A refusal by a check of content."""

    taskId: TaskIdText  # noqa: N815
    stage: Stage
    check: str
    category: str
    reason: str
    score: float | None
    decideTime: UnixMs  # noqa: N815


class AdminTaskDetailData(AdminTaskData):
    """A task with everything that is known of it."""

    provider: Annotated[Strategy, Field(description="The strategy asked for.")]
    source: str | None
    callbackUrl: str | None  # noqa: N815
    input: AskedInput
    details: Annotated[dict[str, Any] | None, Field(description="What the provider reports.")]
    attempts: list[AdminAttemptData]
    moderation: list[DecisionData]


class AdminTaskDetailAnswer(_Success):
    data: AdminTaskDetailData


class ModerationAnswer(_Success):
    data: Annotated[list[DecisionData], Field(description="The newest first.")]


class KeyData(_Documented):
    keyId: int  # noqa: N815
    name: str
    owner: str
    hint: Annotated[str, Field(description="The secret's first letters.")]
    state: Literal["live", "expired", "revoked"]
    requestsPerMinute: int  # noqa: N815
    maxLiveTasks: int  # noqa: N815
    liveTasks: int  # noqa: N815
    strategy: Strategy
    models: Annotated[list[str], Field(description="Empty: every model.")]
    addresses: Annotated[list[str], Field(description="Empty: from anywhere.")]
    pricePercent: int  # noqa: N815
    balanceUsd: Annotated[float | None, Field(description="`null`: no budget.")]  # noqa: N815
    heldUsd: Annotated[float, Field(description="Set aside for live tasks.")]  # noqa: N815
    createTime: UnixMs  # noqa: N815
    expireTime: UnixMs | None  # noqa: N815
    revokeTime: UnixMs | None  # noqa: N815


class KeysAnswer(_Success):
    data: Annotated[list[KeyData], Field(description="The oldest first.")]


class KeyAnswer(_Success):
    data: KeyData


class NewKeyData(_Documented):
    keyId: int  # noqa: N815
    secret: Annotated[str, Field(description="Shown this once.")]


class NewKeyAnswer(_Success):
    data: NewKeyData


class RouteData(_Documented):
    name: str
    model: str
    provider: str
    upstreamModel: str  # noqa: N815
    tier: Tier
    priceUsd: Usd  # noqa: N815
    maxConcurrency: int  # noqa: N815
    whyNot: Annotated[str | None, Field(description="What keeps it from being used; `null`: it is live.")]  # noqa: N815
    health: Annotated[BreakerState, Field(description="`open`: left alone for now.")]
    cause: OpeningCause | None
    reason: str | None
    retryInMs: int  # noqa: N815
    succeeded: int
    failed: int
    refused: Annotated[int, Field(description="Failed for the caller's content or pictures.")]
    p50Seconds: float | None  # noqa: N815
    costUsd: Usd  # noqa: N815


class RoutesData(_Documented):
    routes: list[RouteData]
    local: Annotated[LocalUse, Field(description="When local routes serve.")]
    file: Annotated[str | None, Field(description="`null`: the route file that comes with the server.")]


class RoutesAnswer(_Success):
    data: RoutesData


class TriedRouteData(_Documented):
    route: str
    works: bool
    failureKind: FailureKind | None  # noqa: N815
    reason: str | None
    seconds: float | None
    costUsd: Usd | None  # noqa: N815
    isCostReported: bool  # noqa: N815
    width: int | None
    height: int | None
    picture: Annotated[str | None, Field(description="A `data:` URL.")]


class TriedRouteAnswer(_Success):
    data: TriedRouteData


class AdminDeliveryData(DeliveryData):
    """A callback, and whose it is."""

    keyId: int  # noqa: N815
    keyName: str  # noqa: N815


class AdminDeliveryPageData(_Documented):
    deliveries: list[AdminDeliveryData]
    nextCursor: DeliveryIdText | None  # noqa: N815


class AdminDeliveryPageAnswer(_Success):
    data: AdminDeliveryPageData


class AdminDeliveryDetailData(AdminDeliveryData):
    attempts: list[DeliveryAttemptData]


class AdminDeliveryDetailAnswer(_Success):
    data: AdminDeliveryDetailData


class AdminDeliveryAnswer(_Success):
    data: AdminDeliveryData


class SettingData(_Documented):
    name: Annotated[str, Field(examples=["CAVENDISH_TASK_TIMEOUT_S"])]
    value: Annotated[str | None, Field(description="Secrets read `set`; `null`: not set.")]
    isSecret: bool  # noqa: N815
    isDefault: bool  # noqa: N815


class SettingsGroupData(_Documented):
    group: Literal["server", "limits", "pictures", "callbacks", "logs", "providers"]
    settings: list[SettingData]


class SettingsData(_Documented):
    version: str
    groups: list[SettingsGroupData]


class SettingsAnswer(_Success):
    data: SettingsData
