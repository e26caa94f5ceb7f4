"""Turns the HTTP library's errors into ours."""

from typing import Final
from urllib.parse import urlsplit

import httpx2

from cavendish_client.errors import ConnectionFailedError
from cavendish_client.http_exchange import Call

HTTP_FAULTS: Final = (httpx2.HTTPError, httpx2.InvalidURL)
_NEVER_SENT: Final = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.UnsupportedProtocol,
    httpx2.InvalidURL,
)


def as_connection_failure(fault: Exception, call: Call) -> ConnectionFailedError:
    """Names the host, and never the query or a header."""
    parts = urlsplit(call.url)
    place = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    if isinstance(fault, httpx2.TimeoutException):
        what = f"no answer within {call.timeout_s:g} s"
    else:
        what = str(fault) or type(fault).__name__
    return ConnectionFailedError(f"{place}: {what}", may_have_arrived=not isinstance(fault, _NEVER_SENT))
