"""GET /api/v1/tasks/{taskId}: everything its owner may know of a task."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from cavendish.database.attempt_rows import Attempt, Outcome
from cavendish.database.task_rows import TaskDetail
from cavendish.domain.errors import NotFoundError
from cavendish.domain.ids import find_task_id
from cavendish.entrypoints.api.answers.answer_schemas import TaskDetailAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.answers.status_envelope import status_data
from cavendish.entrypoints.api.documentation.openapi_parts import EXTENSIONS, KEYED, api_responses
from cavendish.entrypoints.api.request_context import calling_key, services_of

PLUGIN = APIRouter(prefix="/api/v1/tasks", tags=[EXTENSIONS])
_UPLOADED = "uploaded"


@PLUGIN.get(
    "/{taskId}",
    responses=api_responses(TaskDetailAnswer, 401, 404, 429, 503),
    openapi_extra=KEYED,
    summary="Read a task in full",
    description="What was asked, every call made for it, its route and its cost.",
)
async def task_detail(
    request: Request,
    task_id: Annotated[str, Path(alias="taskId", description="The id that generateTask answered.")],
) -> Response:
    services = services_of(request)
    if (known_id := find_task_id(task_id)) is None:
        raise NotFoundError("Task not found")
    detail, attempts = await services.browse_tasks.detail(known_id, key_id=calling_key(request).id)
    data = status_data(detail.status, public_url=services.settings.public_url)
    data |= _what_was_asked(detail)
    data |= {
        "startTime": detail.started_at_ms,
        "route": next((a.route for a in reversed(attempts) if a.outcome is Outcome.SUCCEEDED), None),
        "costUsd": detail.cost_microusd / 1e6,
        "attempts": [_attempt(attempt) for attempt in attempts],
        "details": detail.details,
        "requestId": detail.request_id,
    }
    return EnvelopeResponse(success(data))


def _what_was_asked(detail: TaskDetail) -> dict[str, Any]:
    asked = detail.request
    return {
        "model": detail.status.model,
        "provider": detail.strategy.value,
        "source": detail.source,
        "callbackUrl": detail.callback_url,
        "input": {
            "mode": asked.mode.value,
            "prompt": asked.prompt,
            # A picture that came in the request itself lies in our storage, under a name of no use to anyone.
            "image_urls": [url if url.startswith("http") else _UPLOADED for url in asked.image_urls],
            "aspect_ratio": asked.aspect_ratio,
            "output_format": asked.output_format.value,
            "resolution": asked.resolution,
        },
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    """Without the upstream's words and job id, which are for operators."""
    return {
        "route": attempt.route,
        "provider": attempt.provider,
        "outcome": attempt.outcome.value,
        "failureKind": attempt.failure_kind.value if attempt.failure_kind else None,
        "startTime": attempt.started_at_ms,
        "endTime": attempt.ended_at_ms,
        "costUsd": attempt.cost_microusd / 1e6,
    }
