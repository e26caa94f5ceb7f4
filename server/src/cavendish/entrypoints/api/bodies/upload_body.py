"""The picture in the body of an upload: the body itself, or one file of a multipart form."""

from collections.abc import Mapping
from typing import Final

from starlette.types import Receive

from cavendish.domain.errors import BodyTooLargeError, InvalidRequestError
from cavendish.entrypoints.api.bodies.field_messages import missing_field
from cavendish.entrypoints.api.bodies.multipart_form import is_form, parse_form
from cavendish.entrypoints.api.bodies.request_body import check_length, read_body

MAX_UPLOAD_BYTES: Final = 10 * 1024 * 1024
_FORM_BYTES: Final = 64 * 1024
"""What the form around a picture may weigh."""
_MAX_PARTS: Final = 20
_CURE: Final = "one JPG, PNG or WebP of at most 10 MB, as the body or as a file in a multipart form"


async def read_upload(headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
    """The picture's bytes, not looked at. Raises BodyTooLargeError, InvalidRequestError."""
    check_length(headers, max_bytes=MAX_UPLOAD_BYTES + _FORM_BYTES)
    body = await read_body(receive, max_bytes=MAX_UPLOAD_BYTES + _FORM_BYTES)
    content_type = headers.get(b"content-type", b"")
    content = _file_of(body, content_type) if is_form(content_type) else body
    if not content:
        raise missing_field("file", _CURE)
    if len(content) > MAX_UPLOAD_BYTES:
        raise BodyTooLargeError("The picture is larger than 10 MB; send a smaller one")
    return content


def _file_of(body: bytes, content_type: bytes) -> bytes:
    files = [part.content for part in parse_form(body, content_type, max_parts=_MAX_PARTS) if part.is_file]
    if len(files) > 1:
        raise InvalidRequestError(
            field="file", problem=f"came {len(files)} times: send one picture a request"
        )
    return files[0] if files else b""
