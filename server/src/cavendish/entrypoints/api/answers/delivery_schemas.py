"""What the answers about callbacks look like, for the OpenAPI document."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from cavendish.domain.delivery import DeliveryState
from cavendish.entrypoints.api.answers.answer_schemas import TaskIdText, UnixMs

DeliveryIdText: TypeAlias = Annotated[
    str,
    Field(
        pattern="^dlv_[0-9a-f]{32}$",
        description="Also the `webhook-id` header of every attempt.",
        examples=["dlv_01a20a3b8d627d2dcdb4df819a1f023a"],
    ),
]


class _Documented(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Success(_Documented):
    code: Literal[200]
    message: Literal["success"]


class DeliveryData(_Documented):
    """A callback owed for an ended task."""

    deliveryId: DeliveryIdText  # noqa: N815  wire spelling
    taskId: TaskIdText  # noqa: N815
    url: str
    state: Annotated[DeliveryState, Field(description="`dead`: no retry is left, until it is replayed.")]
    attemptCount: Annotated[int, Field(ge=0)]  # noqa: N815
    createTime: UnixMs  # noqa: N815
    nextAttemptTime: Annotated[UnixMs | None, Field(description="Set while `pending`.")]  # noqa: N815
    endTime: UnixMs | None  # noqa: N815


class DeliveryAttemptData(_Documented):
    """One POST to the receiver: its status, or the error that kept it from answering."""

    number: Annotated[int, Field(ge=1)]
    startTime: UnixMs  # noqa: N815
    durationMs: Annotated[int, Field(ge=0)]  # noqa: N815
    statusCode: int | None  # noqa: N815
    error: str | None
    excerpt: Annotated[str, Field(description="The first kilobyte of the receiver's answer.")]


class DeliveryDetailData(DeliveryData):
    """A callback with every POST made for it."""

    attempts: list[DeliveryAttemptData]


class DeliveryPageData(_Documented):
    deliveries: list[DeliveryData]
    nextCursor: Annotated[DeliveryIdText | None, Field(description="`null` on the last page.")]  # noqa: N815


class DeliveryPageAnswer(_Success):
    data: DeliveryPageData


class DeliveryDetailAnswer(_Success):
    data: DeliveryDetailData


class DeliveryAnswer(_Success):
    data: DeliveryData


class WebhookSecretData(_Documented):
    webhookSecret: Annotated[  # noqa: N815
        str, Field(pattern="^whsec_", description="Shown this once; for any Standard Webhooks library.")
    ]


class WebhookSecretAnswer(_Success):
    data: WebhookSecretData
