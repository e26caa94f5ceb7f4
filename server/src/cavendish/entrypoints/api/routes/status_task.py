"""GET /api/v1/statusTask/{model}, with `taskId` in the query."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.bootstrap import find_models
from cavendish.entrypoints.api.answers.answer_schemas import StatusAnswer
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import TASKS, api_responses
from cavendish.entrypoints.api.documentation.submit_documentation import TASK_ID_EXAMPLE, status_operation
from cavendish.entrypoints.api.request_context import calling_key, reading_of
from cavendish.ports.model import ModelPlugin

PLUGIN = APIRouter(prefix="/api/v1/statusTask")
_EXAMPLE: Final = {
    "taskId": TASK_ID_EXAMPLE,
    "state": "success",
    "resultJson": '{"resultUrls":["https://example.com/results/0123456789abcdef0123456789abcdef.png"]}',
    "createTime": 1795466829104,
    "completeTime": 1795466835219,
    "costTime": 6115,
}


async def _read(request: Request, slug: str) -> Response:
    answer = await reading_of(request)(
        calling_key(request), slug, query=request.scope["query_string"], receive=request.receive
    )
    return EnvelopeResponse(answer)


def _declare(model: ModelPlugin) -> None:
    slug = model.slug

    async def status_task(request: Request) -> Response:
        return await _read(request, slug)

    PLUGIN.add_api_route(
        f"/{slug}",
        status_task,
        methods=["GET"],
        name=f"status_{slug.replace('-', '_')}",
        tags=[TASKS],
        summary=f"Read a task of {model.title}",
        description="State and result of a task. Another key's or another model's task reads as not found.",
        responses=api_responses(StatusAnswer, 400, 401, 404, 429, 503, example=_EXAMPLE),
        openapi_extra=status_operation(),
    )


for _model in find_models().values():
    _declare(_model)


@PLUGIN.get("/{model}", include_in_schema=False)
async def status_unknown(request: Request, model: str) -> Response:
    return await _read(request, model)
