"""Reads a PNG file's chunks and drops those that are not the picture."""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from cavendish.adapters.pictures.exif_orientation import read_orientation
from cavendish.adapters.pictures.picture_file import PictureFile, PictureKind, broken

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
# Source: https://www.w3.org/TR/png-3/#4Concepts.FormatTypes (checked 2026-11-23).
_PICTURE_CHUNKS: Final = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"pHYs"}
)
_MAX_CHUNKS: Final = 50_000
_MAX_PROFILE_BYTES: Final = 4 * 1024 * 1024


def read_png(content: bytes) -> PictureFile:
    """Describe a PNG file; an animated one keeps only its default image. PictureError if it is broken."""
    width, height, depth = _read_header(content)
    clean = [PNG_SIGNATURE]
    kinds = set[bytes]()
    orientation, profile = 1, None
    for kind, start, end in _chunks(content):
        kinds.add(kind)
        if kind in _PICTURE_CHUNKS:
            clean.append(content[start:end])
        elif kind == b"eXIf":
            orientation = read_orientation(content[start + 8 : end - 4])
        elif kind == b"iCCP":
            profile = _unpack_profile(content[start + 8 : end - 4])
    if b"IDAT" not in kinds:
        raise broken(PictureKind.PNG, "it has no pixels")
    return PictureFile(
        kind=PictureKind.PNG,
        width=width,
        height=height,
        orientation=orientation,
        icc_profile=profile,
        is_animated=b"acTL" in kinds,
        has_deep_pixels=depth == 16,
        has_credentials=b"caBX" in kinds,
        clean=content if sum(map(len, clean)) == len(content) else b"".join(clean),
    )


def _read_header(content: bytes) -> tuple[int, int, int]:
    if len(content) < 33 or content[12:16] != b"IHDR":
        raise broken(PictureKind.PNG, "it has no header")
    width, height, depth = struct.unpack_from(">IIB", content, 16)
    if not (width and height):
        raise broken(PictureKind.PNG, "it is 0 pixels wide or high")
    return width, height, depth


def _chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Type, start and end of every chunk up to the last; a cut-off one is an error."""
    position = len(PNG_SIGNATURE)
    for _ in range(_MAX_CHUNKS):
        if position + 12 > len(content):
            raise broken(PictureKind.PNG, "it is cut off")
        (length,) = struct.unpack_from(">I", content, position)
        kind = content[position + 4 : position + 8]
        end = position + 12 + length
        if end > len(content):
            raise broken(PictureKind.PNG, "it is cut off")
        yield kind, position, end
        if kind == b"IEND":
            return
        position = end
    raise broken(PictureKind.PNG, "it has too many chunks")


def _unpack_profile(chunk: bytes) -> bytes | None:
    _, _, packed = chunk.partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(packed[1:], _MAX_PROFILE_BYTES)
    except zlib.error:
        return None
    return profile if unpacker.eof else None
