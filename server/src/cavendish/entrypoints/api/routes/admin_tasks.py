"""GET /admin/api/v1/tasks and …/{taskId}: the tasks of all keys."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from cavendish.database.admin_rows import TaskRow
from cavendish.domain.attempt import Attempt
from cavendish.domain.errors import NotFoundError
from cavendish.domain.ids import find_task_id
from cavendish.domain.task import TaskState, TaskStatus
from cavendish.entrypoints.api.answers.admin_schemas import AdminTaskDetailAnswer, AdminTaskPageAnswer
from cavendish.entrypoints.api.answers.decision_view import decision_view
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.answers.status_envelope import result_url
from cavendish.entrypoints.api.bodies.admin_queries import TaskQuery
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN, ADMIN_ONLY, admin_responses
from cavendish.entrypoints.api.request_context import services_of
from cavendish.services.inspect_tasks import InspectedTask, InspectTasks

PLUGIN = APIRouter(prefix="/admin/api/v1/tasks", tags=[ADMIN])
_UPLOADED = "uploaded"


@PLUGIN.get(
    "",
    responses=admin_responses(AdminTaskPageAnswer, 400, 409),
    openapi_extra=ADMIN_ONLY,
    summary="List all tasks",
    description="The tasks of every key, newest first. Pass `nextCursor` as `cursor` for the next page. "
    "`409`: there is too much to look through; choose a shorter time.",
)
async def list_all_tasks(request: Request, query: Annotated[TaskQuery, Query()]) -> Response:
    services = services_of(request)
    page = await InspectTasks(services.pool).page(
        query.filter(),
        before=query.before(),
        from_ms=query.from_time,
        to_ms=query.to_time,
        limit=query.limit,
    )
    public_url = services.settings.public_url
    data = {"tasks": [_row(row, public_url) for row in page.rows], "nextCursor": page.next_before}
    return EnvelopeResponse(success(data))


@PLUGIN.get(
    "/{taskId}",
    responses=admin_responses(AdminTaskDetailAnswer, 404),
    openapi_extra=ADMIN_ONLY,
    summary="Read any task in full",
    description="What was asked, every call with the upstream's own words, and what checks of content said.",
)
async def read_any_task(
    request: Request,
    task_id: Annotated[str, Path(alias="taskId", description="The id that generateTask answered.")],
) -> Response:
    services = services_of(request)
    if (known_id := find_task_id(task_id)) is None:
        raise NotFoundError("Task not found")
    found = await InspectTasks(services.pool).detail(known_id)
    return EnvelopeResponse(success(_detail(found, services.settings.public_url)))


def _status(status: TaskStatus, public_url: str, *, is_deleted: bool) -> dict[str, Any]:
    has_picture = status.state is TaskState.SUCCESS and not is_deleted
    return {
        "taskId": status.id,
        "keyId": status.api_key_id,
        "model": status.model,
        "state": status.state.value,
        "createTime": status.created_at_ms,
        "completeTime": status.completed_at_ms,
        "failCode": status.fail_code.value if status.fail_code else None,
        "failMsg": status.fail_msg,
        "pictureUrl": result_url(status, public_url=public_url) if has_picture else None,
    }


def _row(row: TaskRow, public_url: str) -> dict[str, Any]:
    return _status(row.status, public_url, is_deleted=row.is_asset_deleted) | {
        "keyName": row.key_name,
        "mode": row.mode.value,
        "prompt": row.prompt,
        "startTime": row.started_at_ms,
        "route": row.route,
        "calls": row.calls,
        "costUsd": row.cost_microusd / 1e6,
    }


def _detail(found: InspectedTask, public_url: str) -> dict[str, Any]:
    detail, asked = found.detail, found.detail.request
    return _status(detail.status, public_url, is_deleted=found.owner.is_asset_deleted) | {
        "keyName": found.owner.key_name,
        "mode": asked.mode.value,
        "prompt": asked.prompt,
        "startTime": detail.started_at_ms,
        "route": found.attempts[-1].route if found.attempts else None,
        "calls": len(found.attempts),
        "costUsd": detail.cost_microusd / 1e6,
        "provider": detail.strategy.value,
        "source": detail.source,
        "callbackUrl": detail.callback_url,
        "input": {
            "mode": asked.mode.value,
            "prompt": asked.prompt,
            "image_urls": [url if url.startswith("http") else _UPLOADED for url in asked.image_urls],
            "aspect_ratio": asked.aspect_ratio,
            "output_format": asked.output_format.value,
            "resolution": asked.resolution,
        },
        "details": detail.details,
        "attempts": [_attempt(attempt) for attempt in found.attempts],
        "moderation": [decision_view(decision) for decision in found.decisions],
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "route": attempt.route,
        "provider": attempt.provider,
        "upstreamJobId": attempt.upstream_job_id,
        "outcome": attempt.outcome.value,
        "failureKind": attempt.failure_kind.value if attempt.failure_kind else None,
        "reason": attempt.reason,
        "startTime": attempt.started_at_ms,
        "endTime": attempt.ended_at_ms,
        "costUsd": attempt.cost_microusd / 1e6,
        "isRepeat": attempt.is_repeat,
    }
