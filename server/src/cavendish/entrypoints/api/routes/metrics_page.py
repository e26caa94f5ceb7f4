"""GET /metrics, for Prometheus."""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.documentation.openapi_parts import SERVICE
from cavendish.entrypoints.api.request_context import metrics_of

PLUGIN = APIRouter(tags=[SERVICE])


@PLUGIN.get(
    "/metrics",
    response_class=Response,
    responses={
        200: {
            "description": "Of every process of this `serve`, and of the whole installation's queue.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
    summary="Metrics",
)
async def metrics_page(request: Request) -> Response:
    return Response(await metrics_of(request).page(), media_type=CONTENT_TYPE_LATEST)
