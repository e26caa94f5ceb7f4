"""GET /admin/api/v1/overview: figures for charts."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from cavendish.database.figure_rows import Endings
from cavendish.database.worker_rows import count_workers
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.task import TaskState
from cavendish.entrypoints.api.answers.admin_schemas import OverviewAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.bodies.admin_queries import OverviewQuery
from cavendish.entrypoints.api.documentation.openapi_parts import ADMIN, ADMIN_ONLY, admin_responses
from cavendish.entrypoints.api.request_context import services_of
from cavendish.services.survey_tasks import Survey, SurveyTasks

PLUGIN = APIRouter(prefix="/admin/api/v1/overview", tags=[ADMIN])
_SEEN_WITHIN_MS: Final = 20_000


@PLUGIN.get(
    "",
    responses=admin_responses(OverviewAnswer, 400, 409),
    openapi_extra=ADMIN_ONLY,
    summary="Read the overview",
    description="Tasks by state, failures by code, seconds, and what calls to each route cost a day, for "
    "tasks that ended in the last `hours`.",
)
async def read_overview(request: Request, query: Annotated[OverviewQuery, Query()]) -> Response:
    services = services_of(request)
    survey = await SurveyTasks(services.pool, services.clock)(
        within_ms=query.hours * 3_600_000,
        offset_ms=query.utc_offset * 60_000,
        to_ms=query.to_time,
        key_id=None if query.key is None else ApiKeyId(query.key),
        model=query.model,
    )
    workers = await count_workers(services.pool, seen_within_ms=_SEEN_WITHIN_MS)
    return EnvelopeResponse(success(_overview(survey) | {"workers": workers}))


def _overview(survey: Survey) -> dict[str, Any]:
    asked, figures = survey.asked, survey.figures
    live = {state.value: figures.live.get(state, 0) for state in (TaskState.PENDING, TaskState.PROCESSING)}
    return {
        "fromTime": asked.from_ms,
        "toTime": asked.to_ms,
        "spanMs": asked.span_ms,
        "totals": live | _sums(figures.total),
        "endings": [{"startTime": part.begins_at_ms} | _sums(part) for part in figures.endings],
        "failures": [
            {"startTime": part.begins_at_ms, "failCode": part.fail_code.value, "tasks": part.tasks}
            for part in figures.failures
        ],
        "spending": [
            {
                "startTime": part.begins_at_ms,
                "route": part.route,
                "calls": part.calls,
                "costUsd": part.cost_microusd / 1e6,
            }
            for part in figures.spending
        ],
    }


def _sums(part: Endings) -> dict[str, Any]:
    return {
        "succeeded": part.succeeded,
        "failed": part.failed,
        "p50Seconds": part.p50_s,
        "p95Seconds": part.p95_s,
        "costUsd": part.cost_microusd / 1e6,
    }
