"""The wire wrapper `{code, message, data}` of every answer."""

from typing import Final, NamedTuple

import msgspec

encode_json: Final = msgspec.json.Encoder().encode

_SUCCESS: Final = b'{"code":200,"message":"success","data":%b}'


class Answer(NamedTuple):
    """A whole answer: HTTP status, JSON body, and headers beyond those that every answer has."""

    status: int
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...] = ()


def success(data: object) -> Answer:
    """200 with `data` in the envelope."""
    return Answer(200, _SUCCESS % encode_json(data))


def success_json(data: bytes) -> bytes:
    """The envelope's bytes around `data`, which is JSON already."""
    return _SUCCESS % data


def encode_error(code: int, message: str, *, data: object = None) -> bytes:
    """An error's envelope; its `code` is the HTTP status."""
    return encode_json({"code": code, "message": message, "data": data})
