"""The picture in the body of an upload: the body itself, or one file of a multipart form."""

import re
from collections.abc import Mapping
from typing import Final

from starlette.types import Receive

from cavendish.domain.errors import BodyTooLargeError, InvalidRequestError
from cavendish.entrypoints.api.field_messages import missing_field
from cavendish.entrypoints.api.request_body import check_length, read_body

MAX_UPLOAD_BYTES: Final = 10 * 1024 * 1024
_FORM_BYTES: Final = 64 * 1024
"""What the form around a picture may weigh."""
_MAX_PARTS: Final = 20
_BOUNDARY: Final = re.compile(rb'boundary=(?:"([^"\r\n]{1,70})"|([!-~]{1,70}?))(?:;|\s|$)', re.IGNORECASE)
_FILE_PART: Final = re.compile(rb"^content-disposition:[^\r\n]*\bfilename\*?=", re.IGNORECASE | re.MULTILINE)
_CURE: Final = "one JPG, PNG or WebP of at most 10 MB, as the body or as a file in a multipart form"


async def read_upload(headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
    """The picture's bytes, not looked at. Raises BodyTooLargeError, InvalidRequestError."""
    check_length(headers, max_bytes=MAX_UPLOAD_BYTES + _FORM_BYTES)
    body = await read_body(receive, max_bytes=MAX_UPLOAD_BYTES + _FORM_BYTES)
    content_type = headers.get(b"content-type", b"")
    is_form = content_type.partition(b";")[0].strip().lower() == b"multipart/form-data"
    content = _file_of(body, content_type) if is_form else body
    if not content:
        raise missing_field("file", _CURE)
    if len(content) > MAX_UPLOAD_BYTES:
        raise BodyTooLargeError("The picture is larger than 10 MB; send a smaller one")
    return content


def _file_of(body: bytes, content_type: bytes) -> bytes:
    """The one file of a form. Source: RFC 7578 and, for the delimiters, RFC 2046 section 5.1.1."""
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise InvalidRequestError(field="Content-Type", problem="must name the form's boundary")
    delimiter = b"\r\n--" + (match[1] or match[2])
    parts = (b"\r\n" + body).split(delimiter, _MAX_PARTS + 1)
    if len(parts) < 2 or not parts[-1].startswith(b"--"):
        raise InvalidRequestError(
            field="", problem=f"the body is no whole multipart form of at most {_MAX_PARTS} parts"
        )
    files = []
    for part in parts[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        if _FILE_PART.search(head.lstrip(b"\r\n")):
            files.append(content)
    if len(files) > 1:
        raise InvalidRequestError(
            field="file", problem=f"came {len(files)} times: send one picture a request"
        )
    return files[0] if files else b""
