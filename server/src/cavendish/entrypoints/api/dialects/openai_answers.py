"""Ended tasks in the words of OpenAI's image calls."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field
from starlette.requests import Request

from cavendish.domain.errors import FailCode
from cavendish.domain.task import TaskState, TaskStatus
from cavendish.entrypoints.api.answers.envelope import Answer, encode_json
from cavendish.entrypoints.api.answers.error_shapes import NO_RETRY, openai_error
from cavendish.entrypoints.api.answers.http_errors import task_id_header
from cavendish.entrypoints.api.answers.status_envelope import result_url
from cavendish.entrypoints.api.dialects.model_aliases import is_gpt_image
from cavendish.entrypoints.api.dialects.openai_requests import ImageCall
from cavendish.entrypoints.api.dialects.picture_json import picture_json
from cavendish.entrypoints.api.dialects.picture_orders import OrderDesk

_CALLERS_FAULT: Final = "invalid_request_error"
_FAILURES: Final[dict[FailCode, tuple[int, str, str]]] = {
    FailCode.INVALID_IMAGE_URL: (400, _CALLERS_FAULT, "invalid_image"),
    FailCode.IMAGE_TOO_LARGE: (400, _CALLERS_FAULT, "image_too_large"),
    FailCode.UNSUPPORTED_FORMAT: (400, _CALLERS_FAULT, "unsupported_image_format"),
    FailCode.CANCELLED: (409, _CALLERS_FAULT, "cancelled"),
    FailCode.PROCESSING_TIMEOUT: (504, "server_error", "timeout"),
    FailCode.MODEL_UNAVAILABLE: (503, "server_error", "model_unavailable"),
    FailCode.GENERATION_FAILED: (500, "server_error", "generation_failed"),
}
_PICTURE_FAULTS: Final = {
    FailCode.INVALID_IMAGE_URL,
    FailCode.IMAGE_TOO_LARGE,
    FailCode.UNSUPPORTED_FORMAT,
}


class OpenAIError(BaseModel):
    message: str
    type: str
    param: str | None
    code: str | None


class OpenAIErrorAnswer(BaseModel):
    """Every refusal of an OpenAI path."""

    error: OpenAIError


class OpenAIImage(BaseModel):
    url: Annotated[str | None, Field(description="Needs no key and lives 15 days.")] = None
    b64_json: str | None = None


class OpenAIImages(BaseModel):
    """The pictures. When some of `n` failed, those that did not."""

    created: int
    data: Annotated[list[OpenAIImage], Field(min_length=1)]
    output_format: Literal["png", "jpeg"]


async def openai_answer(request: Request, call: ImageCall, statuses: tuple[TaskStatus, ...]) -> Answer:
    """The pictures that were made, or why there is none."""
    made = [status for status in statuses if status.state is TaskState.SUCCESS]
    header = task_id_header([status.id for status in statuses])
    if not made:
        return _failure(statuses[0], call)._replace(headers=(header, NO_RETRY))
    desk = OrderDesk.of(request)
    wants_bytes = (call.response_format or ("b64_json" if is_gpt_image(call.model) else "url")) == "b64_json"
    data: list[dict[str, Any]] = []
    for status in made:
        if wants_bytes:
            data.append({"b64_json": picture_json(await desk.picture(status))})
        else:
            data.append({"url": result_url(status, public_url=desk.services.settings.public_url)})
    created = max(status.completed_at_ms or 0 for status in made) // 1000
    body = {"created": created, "data": data, "output_format": made[0].output_format.value}
    return Answer(200, encode_json(body), (header,))


def _failure(status: TaskStatus, call: ImageCall) -> Answer:
    message = status.fail_msg or "The picture could not be made"
    if status.fail_code is FailCode.CONTENT_VIOLATION:
        # The two families name it differently. Source: platform.openai.com/docs/guides/error-codes
        if is_gpt_image(call.model):
            return openai_error(400, message, "image_generation_user_error", code="moderation_blocked")
        return openai_error(400, message, _CALLERS_FAULT, code="content_policy_violation")
    fail_code = status.fail_code or FailCode.GENERATION_FAILED
    http_status, kind, code = _FAILURES[fail_code]
    param = "image" if fail_code in _PICTURE_FAULTS else None
    return openai_error(http_status, message, kind, code=code, param=param)
