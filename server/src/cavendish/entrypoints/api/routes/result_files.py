"""GET /results/{name}: the picture, for whoever holds its link."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from cavendish.entrypoints.api.answers.byte_ranges import UnsatisfiableRangeError, parse_range
from cavendish.entrypoints.api.answers.envelope import Answer, encode_error
from cavendish.entrypoints.api.answers.envelope_response import EnvelopeResponse
from cavendish.entrypoints.api.documentation.openapi_parts import RESULTS, error_responses, plain_header
from cavendish.entrypoints.api.request_context import is_head, services_of

PLUGIN = APIRouter(prefix="/results", tags=[RESULTS])
_PICTURES: Final = {
    media_type: {"schema": {"type": "string", "contentMediaType": media_type}}
    for media_type in ("image/png", "image/jpeg")
}
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The picture.",
        "content": _PICTURES,
        "headers": {"ETag": plain_header("Never changes: nor does the picture.")},
    },
    206: {
        "description": "The asked bytes of it.",
        "content": _PICTURES,
        "headers": {"Content-Range": plain_header("Which bytes of how many, `bytes 0-99/1300000`.")},
    },
    304: {"description": "The caller has it already."},
    **error_responses(404, 410, 416, 500, 503),
}


class _PictureResponse(Response):
    """Streams from storage as fast as the client takes it."""

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], chunks: AsyncIterator[bytes]) -> None:
        super().__init__(status_code=status)
        self.raw_headers = headers
        self._chunks = chunks

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": self.status_code, "headers": list(self.raw_headers)}
        )
        # An async generator: closing it lets go of the file when the client hangs up.
        async with aclosing(cast("Any", self._chunks)) as chunks:
            async for chunk in chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


@PLUGIN.get(
    "/{name}",
    response_class=Response,
    responses=_RESPONSES,
    summary="Fetch a picture",
    description="Needs no key. Answers HEAD and `Range`, for 15 days from completion, then 410.",
)
async def result_file(
    request: Request,
    name: Annotated[
        str,
        Path(description="As in the task's `resultUrls`.", examples=["0123456789abcdef0123456789abcdef.png"]),
    ],
) -> Response:
    services = services_of(request)
    link = await services.open_result.find(name)
    etag = f'"{name}"'
    lifetime_s = max(0, (link.expires_at_ms - services.clock.now_ms()) // 1000)
    headers = {
        "content-type": link.output_format.media_type,
        "accept-ranges": "bytes",
        "etag": etag,
        "cache-control": f"public, max-age={lifetime_s}, immutable",
        "content-disposition": f'inline; filename="{name}"',
        "cross-origin-resource-policy": "cross-origin",
    }
    if _has_it(request.headers.get("if-none-match"), etag):
        return _headers_only(304, headers)
    wanted = request.headers.get("range") if request.headers.get("if-range", etag) == etag else None
    if wanted is None and not is_head(request):
        stored = await services.open_result.open(link)
        return _PictureResponse(200, _raw(_with_length(headers, stored.size_bytes)), stored.chunks)
    # Only the size is asked for first: a cloud would begin to send the whole picture.
    size_bytes = await services.open_result.size_bytes(link)
    try:
        span = parse_range(wanted, size_bytes)
    except UnsatisfiableRangeError:
        return _unsatisfiable(size_bytes)
    if span is None:
        status, start, end = 200, 0, size_bytes
    else:
        status, (start, end) = 206, span
        headers["content-range"] = f"bytes {start}-{end - 1}/{size_bytes}"
    headers = _with_length(headers, end - start)
    if is_head(request):
        return _headers_only(status, headers)
    stored = await services.open_result.open(link, start=start, end=end)
    return _PictureResponse(status, _raw(headers), stored.chunks)


def _with_length(headers: dict[str, str], length: int) -> dict[str, str]:
    return {**headers, "content-length": str(length)}


def _headers_only(status: int, headers: dict[str, str]) -> Response:
    response = Response(status_code=status)
    response.raw_headers = _raw(headers)
    return response


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def _has_it(if_none_match: str | None, etag: str) -> bool:
    if if_none_match is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in tags or etag in tags


def _unsatisfiable(size_bytes: int) -> Response:
    message = f"The asked range lies behind the end: the picture has {size_bytes} bytes"
    content_range = (b"content-range", b"bytes */%d" % size_bytes)
    return EnvelopeResponse(Answer(416, encode_error(416, message), (content_range,)))
