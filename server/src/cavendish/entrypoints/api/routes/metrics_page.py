"""GET /metrics, for Prometheus."""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.openapi_parts import SERVICE

PLUGIN = APIRouter(tags=[SERVICE])


@PLUGIN.get(
    "/metrics",
    response_class=Response,
    responses={
        200: {
            "description": "This process's metrics.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
    summary="Metrics",
)
async def metrics_page(request: Request) -> Response:
    return Response(generate_latest(request.app.state.registry), media_type=CONTENT_TYPE_LATEST)
