"""GET /static/…: scripts, styles and pictures of our pages."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.errors import NotFoundError
from cavendish.entrypoints.web.static_files import static_bundle

PLUGIN = APIRouter(prefix="/static", include_in_schema=False)
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"


@PLUGIN.get("/{path:path}")
async def static_asset(request: Request, path: str) -> Response:
    """`NAME/FILE` of this set may be kept for ever; FILE alone is asked for anew each time.

    During an upgrade the old release's page may ask the new one for its set: it gets what there is now.
    """
    name, bundle = path.partition("/")[0], static_bundle()
    is_known = name == bundle.name
    file = bundle.files.get(path) or bundle.files.get(path.partition("/")[2])
    if file is None:
        raise NotFoundError("No such file")
    is_packed = file.packed is not None and "gzip" in request.headers.get("accept-encoding", "")
    headers = {
        "cache-control": _FOR_EVER if is_known else _ASK_AGAIN,
        "etag": file.packed_etag if is_packed else file.etag,
        "vary": "Accept-Encoding",
    }
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if is_packed:
        headers["content-encoding"] = "gzip"
    content = file.packed if is_packed else file.content
    return Response(content, media_type=file.media_type, headers=headers)
