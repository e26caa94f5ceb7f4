"""Proves that a usual PNG decodes, at half the price of decoding it."""

import struct
from typing import Final

from cavendish.adapters.pictures.inflating import crc32, inflate

_CHANNELS: Final = {0: 1, 2: 3, 6: 4}
"""Of the colour types that are delivered as they are: grey, RGB, RGBA."""
_DECODED: Final = frozenset({b"PLTE", b"tRNS"})
_LAST_FILTER: Final = 4


def is_proven_png(content: bytes) -> bool:
    """Whether these whole chunks are an 8-bit grey, RGB or RGBA picture that no decoder can refuse.

    Every chunk has a right checksum, and the pixels inflate to just the rows that the header names,
    each with a known filter: undoing those cannot fail. False says nothing: the picture may still decode.
    Source: https://www.w3.org/TR/png-3/ (checked 2026-11-23).
    """
    width, height, depth, colour, packing, filtering, interlacing = struct.unpack_from(
        ">IIBBBBB", content, 16
    )
    channels = _CHANNELS.get(colour)
    if channels is None or depth != 8 or packing or filtering or interlacing:
        return False
    row_bytes = 1 + width * channels
    packed = _packed_pixels(content)
    if packed is None:
        return False
    rows = inflate(packed, row_bytes * height)
    return rows is not None and max(rows[::row_bytes]) <= _LAST_FILTER


def _packed_pixels(content: bytes) -> bytes | None:
    """What the IDAT chunks hold; None if a chunk is damaged or asks for more than a look at its checksum."""
    view, position, kind = memoryview(content), 8, b""
    found = []
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", content, position)
        kind = content[position + 4 : position + 8]
        end = position + 8 + length
        (checksum,) = struct.unpack_from(">I", content, end)
        if kind in _DECODED or crc32(view[position + 4 : end]) != checksum:
            return None
        if kind == b"IDAT":
            found.append(view[position + 8 : end])
        position = end + 4
    return b"".join(found)
