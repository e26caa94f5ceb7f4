"""POST /api/v1/cancelTask/{model}, with `taskId` in the query."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.errors import NotFoundError
from cavendish.domain.ids import find_task_id
from cavendish.entrypoints.api.answers.answer_schemas import StatusAnswer
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import EXTENSIONS, KEYED, api_responses
from cavendish.entrypoints.api.request_context import calling_key, reading_of, services_of
from cavendish.entrypoints.api.task_submission import unknown_model

PLUGIN = APIRouter(prefix="/api/v1/cancelTask", tags=[EXTENSIONS])


@PLUGIN.post(
    "/{model}",
    responses=api_responses(StatusAnswer, 400, 401, 404, 409, 429, 503),
    openapi_extra=KEYED,
    summary="Cancel a task",
    description="Ends a task that is `pending` or `processing` as `failed` with `CANCELLED`. Twice is the "
    "same as once; 409 when it ended otherwise.",
)
async def cancel_task(
    request: Request,
    model: Annotated[str, Path(description="The model it was created with.", examples=["nano-banana"])],
    task_id: Annotated[
        str, Query(alias="taskId", min_length=1, description="The id that generateTask answered.")
    ],
) -> Response:
    services = services_of(request)
    if model not in services.models:
        raise unknown_model(model, services.models)
    if (known_id := find_task_id(task_id)) is None:
        raise NotFoundError("Task not found")
    status = await services.cancel_task(known_id, key_id=calling_key(request).id, model=model)
    return EnvelopeResponse(reading_of(request).render(status))
