"""Gives memory that a finished picture no longer needs back to the system."""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any, Final

_KEEP_BYTES: Final = 0


def give_back() -> None:
    """Return what is freed but kept: some 60 MB after a hundred pictures; nothing where there is no way."""
    trim = _trim()
    if trim is not None:
        trim(_KEEP_BYTES)


@cache
def _trim() -> Callable[[int], Any] | None:
    """The function of glibc, which keeps freed memory between live blocks; other systems have none."""
    try:
        trim: Callable[[int], Any] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return trim
