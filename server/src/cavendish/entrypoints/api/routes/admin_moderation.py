"""GET /admin/api/v1/moderation: what the checks of content refused."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from cavendish.database.moderation_rows import list_decisions
from cavendish.domain.ids import find_task_id
from cavendish.entrypoints.api.answers.admin_schemas import ModerationAnswer
from cavendish.entrypoints.api.answers.decision_view import decision_view
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN, ADMIN_ONLY, admin_responses
from cavendish.entrypoints.api.request_context import services_of

PLUGIN = APIRouter(prefix="/admin/api/v1/moderation", tags=[ADMIN])


@PLUGIN.get(
    "",
    responses=admin_responses(ModerationAnswer, 400),
    openapi_extra=ADMIN_ONLY,
    summary="List refused content",
    description="The latest refusals with the rule that was broken; no words of any prompt.",
)
async def list_refusals(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=1000, description="How many.")] = 100,
    task_id: Annotated[str | None, Query(alias="taskId", description="Only this task's.")] = None,
) -> Response:
    known_id = None if task_id is None else find_task_id(task_id)
    if task_id is not None and known_id is None:
        return EnvelopeResponse(success([]))
    decisions = await list_decisions(services_of(request).pool, task_id=known_id, limit=limit)
    return EnvelopeResponse(success([decision_view(decision) for decision in decisions]))
