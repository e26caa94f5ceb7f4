"""The `Range` header as far as pictures need it. Source: RFC 9110 §14 (checked 2026-11-23)."""

import re
from typing import Final

from cavendish.domain.errors import CavendishError

_ONE_RANGE: Final = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE | re.ASCII)


class UnsatisfiableRangeError(CavendishError):
    """The range lies behind the end."""


def parse_range(header: str | None, size_bytes: int) -> tuple[int, int] | None:
    """First byte and the one behind the last; None for everything.

    Several ranges at once, and what is no range at all, read as "everything", which is always allowed.
    """
    match = _ONE_RANGE.fullmatch(header) if header else None
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        return _suffix(int(match[2]), size_bytes)
    first = int(match[1])
    end = int(match[2]) + 1 if match[2] else size_bytes
    if end <= first and match[2]:
        return None
    if first >= size_bytes:
        raise UnsatisfiableRangeError
    return first, min(end, size_bytes)


def _suffix(length: int, size_bytes: int) -> tuple[int, int]:
    if length == 0 or size_bytes == 0:
        raise UnsatisfiableRangeError
    return max(0, size_bytes - length), size_bytes
