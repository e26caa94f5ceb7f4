"""GET /api/v1/statusTask/{model}, with `taskId` in the query."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.bootstrap import find_models
from cavendish.entrypoints.api.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.request_context import calling_key, reading_of

PLUGIN = APIRouter(prefix="/api/v1/statusTask")


async def _read(request: Request, slug: str) -> Response:
    answer = await reading_of(request)(
        calling_key(request), slug, query=request.scope["query_string"], receive=request.receive
    )
    return EnvelopeResponse(answer)


def _declare(slug: str) -> None:
    async def status_task(request: Request) -> Response:
        return await _read(request, slug)

    PLUGIN.add_api_route(f"/{slug}", status_task, methods=["GET"], name=f"status {slug}")


for _slug in find_models():
    _declare(_slug)


@PLUGIN.get("/{model}", include_in_schema=False)
async def status_unknown(request: Request, model: str) -> Response:
    return await _read(request, model)
