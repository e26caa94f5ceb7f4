"""zlib's format at once, by libdeflate where the extra `speed` brought it: half the time and less."""

import zlib
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, cast

_FAST: Final[Any] = import_module("deflate") if find_spec("deflate") else None
_WIDEST_WINDOW: Final = 0x78
"""The first byte of a stream that may look back 32 KB, which libdeflate allows whatever it says."""


def crc32(content: bytes | memoryview) -> int:
    """The checksum of PNG's chunks."""
    return cast("int", _FAST.crc32(content) if _FAST else zlib.crc32(content))


def inflate(packed: bytes, size_bytes: int) -> bytes | bytearray | None:
    """What a zlib stream holds if that is just so many bytes, one at least, with a right checksum; or None.

    Never holds more than one byte beyond the size, whatever the stream would grow to.
    """
    if _FAST and packed[:1] == bytes([_WIDEST_WINDOW]):
        return _inflate_fast(packed, size_bytes)
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(packed, size_bytes + 1)
    except zlib.error:
        return None
    return content if inflater.eof and len(content) == size_bytes else None


def _inflate_fast(packed: bytes, size_bytes: int) -> bytearray | None:
    try:
        content = cast("bytearray", _FAST.zlib_decompress(packed, size_bytes))
    except _FAST.DeflateError:
        return None
    return content if len(content) == size_bytes else None
