"""A name for every request, in its answer and in our logs."""

import itertools
import re
import secrets
from collections.abc import Callable
from typing import Final

_SANE: Final = re.compile(rb"[A-Za-z0-9._-]{1,128}")


def request_namer() -> Callable[[bytes | None], bytes]:
    """A function from the incoming `X-Request-Id`, if any, to the request's name.

    A sane incoming name is kept; else the name is this process's random prefix and a number.
    """
    names = map((secrets.token_hex(6).encode() + b"-%x").__mod__, itertools.count(1))

    def name(incoming: bytes | None) -> bytes:
        if incoming is not None and _SANE.fullmatch(incoming):
            return incoming
        return next(names)

    return name
