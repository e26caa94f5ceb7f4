"""The parts of a multipart form. Source: RFC 7578 and, for the delimiters, RFC 2046 section 5.1.1."""

import re
from typing import Final, NamedTuple

from cavendish.domain.errors import InvalidRequestError

_BOUNDARY: Final = re.compile(rb'boundary=(?:"([^"\r\n]{1,70})"|([!-~]{1,70}?))(?:;|\s|$)', re.IGNORECASE)
_DISPOSITION: Final = re.compile(rb"^content-disposition:([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_NAME: Final = re.compile(rb'\bname=(?:"([^"\r\n]*)"|([^;\s]+))', re.IGNORECASE)
_FILE_NAME: Final = re.compile(rb"\bfilename\*?=", re.IGNORECASE)


class FormPart(NamedTuple):
    name: str
    is_file: bool
    content: bytes


def is_form(content_type: bytes) -> bool:
    return content_type.partition(b";")[0].strip().lower() == b"multipart/form-data"


def parse_form(body: bytes, content_type: bytes, *, max_parts: int) -> list[FormPart]:
    """Its parts in their order. Raises InvalidRequestError."""
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise InvalidRequestError(field="Content-Type", problem="must name the form's boundary")
    delimiter = b"\r\n--" + (match[1] or match[2])
    parts = (b"\r\n" + body).split(delimiter, max_parts + 1)
    if len(parts) < 2 or not parts[-1].startswith(b"--"):
        raise InvalidRequestError(
            field="", problem=f"the body is no whole multipart form of at most {max_parts} parts"
        )
    return [_read_part(part) for part in parts[1:-1]]


def _read_part(part: bytes) -> FormPart:
    head, _, content = part.partition(b"\r\n\r\n")
    found = _DISPOSITION.search(head.lstrip(b"\r\n"))
    disposition = found[1] if found else b""
    name = _NAME.search(disposition)
    return FormPart(
        name=(name[1] or name[2] or b"").decode("utf-8", "replace") if name else "",
        is_file=_FILE_NAME.search(disposition) is not None,
        content=content,
    )
