"""GET /openapi.json."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.answers.envelope import Answer, encode_json
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_document import openapi_document
from cavendish.entrypoints.api.request_context import services_of

PLUGIN = APIRouter()


@PLUGIN.get("/openapi.json", include_in_schema=False)
async def openapi_page(request: Request) -> Response:
    return EnvelopeResponse(
        Answer(200, encode_json(openapi_document(services_of(request).settings.public_url)))
    )
