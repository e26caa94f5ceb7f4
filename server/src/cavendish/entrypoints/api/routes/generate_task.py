"""POST /api/v1/generateTask/{model}."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.bootstrap import find_models
from cavendish.entrypoints.api.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.request_context import calling_key, submission_of

PLUGIN = APIRouter(prefix="/api/v1/generateTask")


async def _submit(request: Request, slug: str) -> Response:
    answer = await submission_of(request)(
        calling_key(request), slug, headers=dict(request.scope["headers"]), receive=request.receive
    )
    return EnvelopeResponse(answer)


def _declare(slug: str) -> None:
    async def generate_task(request: Request) -> Response:
        return await _submit(request, slug)

    PLUGIN.add_api_route(f"/{slug}", generate_task, methods=["POST"], name=f"generate {slug}")


for _slug in find_models():
    _declare(_slug)


@PLUGIN.post("/{model}", include_in_schema=False)
async def generate_unknown(request: Request, model: str) -> Response:
    return await _submit(request, model)
