"""GET /thumbnails/{name}?side=448: a small form of a finished picture for whoever holds its link."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cavendish.domain.errors import NotReadyError, StorageError
from cavendish.entrypoints.api.request_context import services_of
from cavendish.services.make_thumbnails import ThumbnailSide

PLUGIN = APIRouter(prefix="/thumbnails", include_in_schema=False)


@PLUGIN.get("/{name}")
async def thumbnail(request: Request, name: str, side: ThumbnailSide = ThumbnailSide.GALLERY) -> Response:
    services = services_of(request)
    link = await services.open_result.find(name)

    async def read() -> bytes:
        stored = await services.open_result.open(link)
        return b"".join([chunk async for chunk in stored.chunks])

    try:
        content = await services.thumbnails(name, side, read)
    except StorageError as error:
        raise NotReadyError("The picture cannot be shown small now; try again shortly") from error
    lifetime_s = max(0, (link.expires_at_ms - services.clock.now_ms()) // 1000)
    headers = {"cache-control": f"private, max-age={lifetime_s}, immutable", "etag": f'"{name}-{side}"'}
    return Response(content, media_type="image/webp", headers=headers)
