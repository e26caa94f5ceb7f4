"""GET / and GET /api/v1: where a person or a client that looks around finds the rest."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.answers.answer_schemas import RootAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import SERVICE
from cavendish.entrypoints.api.request_context import services_of
from cavendish.entrypoints.product_version import product_version

PLUGIN = APIRouter(tags=[SERVICE])


@PLUGIN.get("/api/v1", responses={200: {"model": RootAnswer}}, summary="What is served here")
async def api_root(request: Request) -> Response:
    services = services_of(request)
    public_url = services.settings.public_url
    return EnvelopeResponse(
        success(
            {
                "service": "Cavendish",
                "version": product_version(),
                "models": list(services.models),
                "docs": f"{public_url}/docs",
                "openapi": f"{public_url}/openapi.json",
            }
        )
    )
