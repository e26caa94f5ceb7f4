"""GET /files/{name}: an uploaded reference picture, for whoever holds its address."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from cavendish.entrypoints.api.documentation.openapi_parts import EXTENSIONS, error_responses
from cavendish.entrypoints.api.request_context import services_of

PLUGIN = APIRouter(prefix="/files", tags=[EXTENSIONS])
_PICTURES = {
    kind: {"schema": {"type": "string", "contentMediaType": kind}}
    for kind in ("image/png", "image/jpeg", "image/webp")
}


@PLUGIN.get(
    "/{name}",
    response_class=Response,
    responses={
        200: {"description": "The picture, without its metadata.", "content": _PICTURES},
        **error_responses(404, 500, 503),
    },
    summary="Fetch an uploaded picture",
    description="Needs no key; for 24 hours after the upload, then 404.",
)
async def uploaded_file(
    request: Request,
    name: Annotated[
        str, Path(description="As in the upload's `url`.", examples=["0123456789abcdef0123456789abcdef.png"])
    ],
) -> Response:
    stored, upload = await services_of(request).uploads.open(name)
    content = b"".join([chunk async for chunk in stored.chunks])
    headers = {"cache-control": "private, max-age=3600", "content-disposition": f'inline; filename="{name}"'}
    return Response(content, media_type=upload.media_type, headers=headers)
