"""Pictures that callers send inside the request, as `data:` URLs."""

import base64
import binascii
import re
from typing import Final

from cavendish.domain.errors import FailCode
from cavendish.domain.reference_errors import ReferenceImageError

MAX_REFERENCE_BYTES: Final = 10 * 1024 * 1024
_HEADER: Final = re.compile(
    r"data:image/[a-z0-9.+-]{1,40}(?:;[a-z0-9-]{1,20}=[a-z0-9-]{1,20})?;base64", re.IGNORECASE
)
_MAX_HEADER_LENGTH: Final = 100


def is_data_url(url: str) -> bool:
    """Whether an address carries its picture itself."""
    return url[:5].lower() == "data:"


def decode_data_url(url: str, *, max_bytes: int = MAX_REFERENCE_BYTES) -> bytes:
    """The bytes in a `data:image/…;base64,` address; ReferenceImageError if malformed or too large.

    Strict: standard base64 with padding, no white space. Too large is found before anything is decoded.
    """
    header, comma, _ = url[:_MAX_HEADER_LENGTH].partition(",")
    if not comma or not _HEADER.fullmatch(header):
        raise ReferenceImageError(
            FailCode.INVALID_IMAGE_URL, "the data URL must start with data:image/png;base64, or the like"
        )
    start = len(header) + 1
    size = (len(url) - start) // 4 * 3 - url[-2:].count("=")
    if size > max_bytes:
        raise too_large(max_bytes)
    try:
        content = base64.b64decode(url[start:], validate=True)
    except (binascii.Error, ValueError) as error:
        raise ReferenceImageError(
            FailCode.INVALID_IMAGE_URL,
            "the data URL is not valid base64; use the standard alphabet with padding",
        ) from error
    if not content:
        raise ReferenceImageError(FailCode.INVALID_IMAGE_URL, "the data URL is empty")
    return content


def too_large(max_bytes: int) -> ReferenceImageError:
    """The error for a picture of too many bytes."""
    return ReferenceImageError(
        FailCode.IMAGE_TOO_LARGE, f"the picture is larger than {_in_megabytes(max_bytes)}; send a smaller one"
    )


def _in_megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1024 / 1024:g} MB"
