"""POST /api/v1/files: a reference picture ahead of its task."""

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.own_link import FILES_PATH
from cavendish.entrypoints.api.answers.answer_schemas import UploadAnswer
from cavendish.entrypoints.api.answers.envelope import success
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.bodies.upload_body import read_upload
from cavendish.entrypoints.api.documentation.openapi_parts import EXTENSIONS, KEYED, api_responses
from cavendish.entrypoints.api.request_context import calling_key, services_of

PLUGIN = APIRouter(prefix="/api/v1/files", tags=[EXTENSIONS])
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_FORM: Final = {
    "schema": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
}
_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "multipart/form-data": _FORM,
        **dict.fromkeys(("image/jpeg", "image/png", "image/webp"), _BINARY),
    },
}


@PLUGIN.post(
    "",
    responses=api_responses(UploadAnswer, 400, 401, 408, 413, 429, 503),
    openapi_extra={**KEYED, "requestBody": _BODY},
    summary="Upload a reference picture",
    description="A JPG, PNG or WebP of at most 10 MB, as the body or as the file of a form. It is checked "
    "like any reference, its metadata is taken out, and for 24 hours its address can stand in "
    "`input.image_urls` of this key's tasks; another key's tasks may not name it. "
    "Whoever holds the address can fetch it.",
)
async def upload_file(request: Request) -> Response:
    services = services_of(request)
    content = await read_upload(dict(request.scope["headers"]), request.receive)
    upload = await services.uploads.keep(content, key_id=calling_key(request).id)
    url = f"{services.settings.public_url}{FILES_PATH}{upload.name}"
    return EnvelopeResponse(success({"url": url, "expiresAt": upload.expires_at_ms}))
