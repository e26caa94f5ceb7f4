"""Ended tasks in the words of `generateContent`. Source: ai.google.dev/api/generate-content."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field
from starlette.requests import Request

from cavendish.domain.errors import FailCode
from cavendish.domain.task import TaskState, TaskStatus
from cavendish.entrypoints.api.answers.envelope import Answer, encode_json
from cavendish.entrypoints.api.answers.error_shapes import google_error
from cavendish.entrypoints.api.answers.http_errors import task_id_header
from cavendish.entrypoints.api.dialects.picture_json import picture_json
from cavendish.entrypoints.api.dialects.picture_orders import OrderDesk

_HTTP_STATUS: Final[dict[FailCode, int]] = {
    FailCode.INVALID_IMAGE_URL: 400,
    FailCode.IMAGE_TOO_LARGE: 400,
    FailCode.UNSUPPORTED_FORMAT: 400,
    FailCode.CANCELLED: 409,
    FailCode.PROCESSING_TIMEOUT: 504,
    FailCode.MODEL_UNAVAILABLE: 503,
    FailCode.GENERATION_FAILED: 500,
}
_WITHHELD: Final = "withheld"
"""In the message of a violation that was found in the finished picture, not in what was asked."""


class GoogleError(BaseModel):
    code: int
    message: str
    status: str
    details: list[dict[str, Any]] | None = None


class GoogleErrorAnswer(BaseModel):
    """Every refusal of a Gemini path."""

    error: GoogleError


class GeminiCandidate(BaseModel):
    index: int
    finishReason: Literal["STOP", "IMAGE_SAFETY", "OTHER"]  # noqa: N815  wire spelling
    content: Annotated[dict[str, Any] | None, Field(description="One part, `inlineData`.")] = None
    finishMessage: str | None = None  # noqa: N815


class GeminiPromptFeedback(BaseModel):
    blockReason: Literal["PROHIBITED_CONTENT"]  # noqa: N815
    blockReasonMessage: str  # noqa: N815


class GenerateContentAnswer(BaseModel):
    """The pictures, or which safety check withheld them."""

    candidates: list[GeminiCandidate] | None = None
    promptFeedback: GeminiPromptFeedback | None = None  # noqa: N815
    modelVersion: str  # noqa: N815
    responseId: str  # noqa: N815


async def gemini_answer(request: Request, statuses: tuple[TaskStatus, ...]) -> Answer:
    """The pictures that were made, why they are withheld, or why there is none."""
    header = task_id_header([status.id for status in statuses])
    first = statuses[0]
    made = any(status.state is TaskState.SUCCESS for status in statuses)
    if not made and first.fail_code is not FailCode.CONTENT_VIOLATION:
        code = _HTTP_STATUS[first.fail_code or FailCode.GENERATION_FAILED]
        message = first.fail_msg or "The picture could not be made"
        return google_error(code, message)._replace(headers=(header,))
    body: dict[str, Any] = {"modelVersion": first.model, "responseId": first.id}
    if not made and _WITHHELD not in (first.fail_msg or ""):
        reason = {"blockReason": "PROHIBITED_CONTENT", "blockReasonMessage": first.fail_msg or ""}
        body["promptFeedback"] = reason
    else:
        desk = OrderDesk.of(request)
        body["candidates"] = [await _candidate(desk, index, status) for index, status in enumerate(statuses)]
    return Answer(200, encode_json(body), (header,))


async def _candidate(desk: OrderDesk, index: int, status: TaskStatus) -> dict[str, Any]:
    if status.state is not TaskState.SUCCESS:
        is_violation = status.fail_code is FailCode.CONTENT_VIOLATION
        reason = "IMAGE_SAFETY" if is_violation else "OTHER"
        return {"index": index, "finishReason": reason, "finishMessage": status.fail_msg or ""}
    data = picture_json(await desk.picture(status))
    blob = {"mimeType": status.output_format.media_type, "data": data}
    content = {"role": "model", "parts": [{"inlineData": blob}]}
    return {"index": index, "content": content, "finishReason": "STOP"}
