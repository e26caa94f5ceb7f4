"""GET /api/v1/tasks: one's own tasks, newest first."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.errors import InvalidRequestError
from cavendish.domain.ids import TaskId, find_task_id
from cavendish.domain.task import TaskState
from cavendish.entrypoints.api.answers.answer_schemas import TASK_ID_PATTERN, TaskPageAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.answers.status_envelope import status_data
from cavendish.entrypoints.api.documentation.openapi_parts import EXTENSIONS, KEYED, api_responses
from cavendish.entrypoints.api.request_context import calling_key, services_of

PLUGIN = APIRouter(prefix="/api/v1/tasks", tags=[EXTENSIONS])


@PLUGIN.get(
    "",
    responses=api_responses(TaskPageAnswer, 400, 401, 429, 503),
    openapi_extra=KEYED,
    summary="List tasks",
    description="The calling key's tasks, newest first. Pass `nextCursor` as `cursor` for the next page.",
)
async def list_tasks(
    request: Request,
    cursor: Annotated[
        str | None,
        Query(description="`nextCursor` of the page before.", json_schema_extra={"pattern": TASK_ID_PATTERN}),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Tasks a page.")] = 50,
    state: Annotated[TaskState | None, Query(description="Only tasks in this state.")] = None,
    model: Annotated[
        str | None, Query(pattern="^[A-Za-z0-9._-]{1,64}$", description="Only this model's tasks.")
    ] = None,
) -> Response:
    services = services_of(request)
    page = await services.browse_tasks.page(
        key_id=calling_key(request).id, before=_before(cursor), state=state, model=model, limit=limit
    )
    public_url = services.settings.public_url
    data: dict[str, Any] = {
        "tasks": [{**status_data(task, public_url=public_url), "model": task.model} for task in page.tasks],
        "nextCursor": page.next_before,
    }
    return EnvelopeResponse(success(data))


def _before(cursor: str | None) -> TaskId | None:
    if cursor is None:
        return None
    if (task_id := find_task_id(cursor)) is None:
        raise InvalidRequestError(field="cursor", problem="must be the nextCursor of an earlier page")
    return task_id
