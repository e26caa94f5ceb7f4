"""Read a request's JSON body: its type, its size, its syntax."""

import asyncio
from collections.abc import Mapping
from typing import Final

import jiter
from starlette.types import Receive

from cavendish.domain.errors import (
    BodyTooLargeError,
    CavendishError,
    InvalidRequestError,
    NotJsonError,
)
from cavendish.entrypoints.api.bodies.paced_body import PacedBody

_THREAD_ABOVE_BYTES: Final = 256 * 1024
"""Larger bodies are parsed off the event loop: a few milliseconds and more."""
_PLAIN_JSON: Final = (None, b"application/json", b"")


class ClientGoneError(CavendishError):
    """The client hung up; nobody is left to answer."""


def check_media_type(headers: Mapping[bytes, bytes]) -> None:
    """Accept JSON, and a body of no said type. Raises NotJsonError."""
    content_type = headers.get(b"content-type")
    if content_type in _PLAIN_JSON:
        return
    media_type, _, parameters = content_type.partition(b";") if content_type else (b"", b"", b"")
    charset = parameters.replace(b'"', b"").replace(b" ", b"").lower()
    if media_type.strip().lower() != b"application/json":
        raise NotJsonError("The body must be JSON: send Content-Type: application/json")
    if b"charset=" in charset and b"charset=utf-8" not in charset and b"charset=us-ascii" not in charset:
        raise NotJsonError("JSON must be UTF-8: send Content-Type: application/json; charset=utf-8")


def check_length(headers: Mapping[bytes, bytes], *, max_bytes: int) -> None:
    """Refuse a body that says it is too large before any of it is read. Raises BodyTooLargeError."""
    length = headers.get(b"content-length")
    if length is not None and (len(length) > 15 or not length.isdigit() or int(length) > max_bytes):
        raise too_large(max_bytes)


def too_large(max_bytes: int) -> BodyTooLargeError:
    return BodyTooLargeError(
        f"The request body is too large: at most {max_bytes // 1024 // 1024} MB are taken"
    )


async def read_body(receive: Receive, *, max_bytes: int) -> bytes:
    """The whole body. Raises BodyTooLargeError as soon as it grows over the ceiling, ClientGoneError.

    Raises TooSlowError when it does not come.
    """
    receive = PacedBody(receive)
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body", False):
        body: bytes = message.get("body", b"")
        if len(body) > max_bytes:
            raise too_large(max_bytes)
        return body
    chunks = []
    size = 0
    while True:
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > max_bytes:
            raise too_large(max_bytes)
        if not message.get("more_body", False):
            return b"".join(chunks)
        message = await receive()


async def parse_json(body: bytes) -> object:
    """The JSON value of a body. Raises InvalidRequestError that says where it is broken."""
    if len(body) > _THREAD_ABOVE_BYTES:
        return await asyncio.to_thread(_parse, body)
    return _parse(body)


def _parse(body: bytes) -> object:
    if not body:
        raise InvalidRequestError(field="", problem="the body is empty; send a JSON object")
    try:
        value: object = jiter.from_json(
            body, catch_duplicate_keys=True, allow_inf_nan=False, cache_mode="keys"
        )
    except ValueError as error:
        problem = str(error)
        raise InvalidRequestError(
            field="",
            problem=f"the body is not valid JSON: {problem[:1].lower()}{problem[1:300]}",
            detail=f"Invalid JSON: {problem[:300]}",
        ) from error
    return value
