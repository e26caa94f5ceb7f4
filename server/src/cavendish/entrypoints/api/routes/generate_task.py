"""POST /api/v1/generateTask/{model}."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.bootstrap import find_models
from cavendish.entrypoints.api.answers.answer_schemas import TaskCreatedAnswer
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import TASKS, api_responses
from cavendish.entrypoints.api.documentation.submit_documentation import TASK_ID_EXAMPLE, submit_operation
from cavendish.entrypoints.api.request_context import calling_key, exchange_of, submission_of
from cavendish.ports.model import ModelPlugin

PLUGIN = APIRouter(prefix="/api/v1/generateTask")
_REFUSALS = (400, 401, 402, 404, 408, 409, 413, 415, 429, 503)


async def _submit(request: Request, slug: str) -> Response:
    answer = await submission_of(request)(
        calling_key(request),
        slug,
        headers=dict(request.scope["headers"]),
        receive=request.receive,
        origin=exchange_of(request).origin,
    )
    return EnvelopeResponse(answer)


def _declare(model: ModelPlugin) -> None:
    slug = model.slug

    async def generate_task(request: Request) -> Response:
        return await _submit(request, slug)

    PLUGIN.add_api_route(
        f"/{slug}",
        generate_task,
        methods=["POST"],
        name=f"generate_{slug.replace('-', '_')}",
        tags=[TASKS],
        summary=f"Submit a task to {model.title}",
        description=f"{model.description} The answer comes once the task is stored.",
        responses=api_responses(TaskCreatedAnswer, *_REFUSALS, example={"taskId": TASK_ID_EXAMPLE}),
        openapi_extra=submit_operation(model),
    )


for _model in find_models().values():
    _declare(_model)


@PLUGIN.post("/{model}", include_in_schema=False)
async def generate_unknown(request: Request, model: str) -> Response:
    return await _submit(request, model)
