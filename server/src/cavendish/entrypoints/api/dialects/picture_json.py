"""A picture within a JSON answer."""

import base64
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import msgspec

_FAST: Final[Any] = import_module("pybase64") if find_spec("pybase64") else base64


def picture_json(content: bytes) -> msgspec.Raw:
    """The base64 text of `content` as JSON, for `encode_json`, which would write `bytes` the same.

    With the extra `speed` that takes 0.2 ms instead of 1.2 for a picture of 1.3 MB.
    """
    return msgspec.Raw(b'"%b"' % _FAST.b64encode(content))
