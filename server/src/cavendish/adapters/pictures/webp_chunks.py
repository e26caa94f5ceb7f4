"""Reads a WebP file's chunks and drops those that are not the picture."""

import struct
from collections.abc import Iterator
from typing import Final

from cavendish.adapters.pictures.exif_orientation import read_orientation
from cavendish.adapters.pictures.picture_file import PictureFile, PictureKind, broken

# Source: https://developers.google.com/speed/webp/docs/riff_container (checked 2026-11-23).
_ANIMATION_FLAG: Final = 0x02
_METADATA_FLAGS: Final = 0x20 | 0x08 | 0x04  # colour profile, EXIF, XMP
_MAX_CHUNKS: Final = 20_000
_PICTURE_CHUNKS: Final = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"})


def is_webp(content: bytes) -> bool:
    """Whether the bytes start like a WebP file."""
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def read_webp(content: bytes) -> PictureFile:
    """Describe a WebP file. PictureError if its structure is broken."""
    clean: list[bytes] = []
    size: tuple[int, int] | None = None
    orientation, profile, has_credentials, flags = 1, None, False, 0
    for kind, start, end in _chunks(content):
        body = content[start + 8 : end]
        size = size or _read_size(kind, body)
        if kind == b"VP8X":
            flags = body[0]
            kept = struct.pack("<4sIB", kind, len(body), flags & ~_METADATA_FLAGS) + body[1:]
            clean.append(kept + b"\0" * (len(kept) % 2))
        elif kind in _PICTURE_CHUNKS:
            clean.append(content[start:end])
        elif kind == b"EXIF":
            orientation = read_orientation(body)
        elif kind == b"ICCP":
            profile = body
        has_credentials = has_credentials or kind == b"C2PA"
    if size is None or 0 in size:
        raise broken(PictureKind.WEBP, "it has no picture in it")
    payload = b"WEBP" + b"".join(clean)
    return PictureFile(
        kind=PictureKind.WEBP,
        width=size[0],
        height=size[1],
        orientation=orientation,
        icc_profile=profile,
        is_animated=bool(flags & _ANIMATION_FLAG),
        has_credentials=has_credentials,
        clean=b"RIFF" + struct.pack("<I", len(payload)) + payload,
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Type, start and end, padding included, of every chunk that the file says it has."""
    if len(content) < 12:
        raise broken(PictureKind.WEBP, "it is cut off")
    (length,) = struct.unpack_from("<I", content, 4)
    if 8 + length > len(content) + 1:
        raise broken(PictureKind.WEBP, "it is cut off")
    position, stop = 12, min(8 + length, len(content))
    for _ in range(_MAX_CHUNKS):
        if position + 8 > stop:
            return
        kind = content[position : position + 4]
        (size,) = struct.unpack_from("<I", content, position + 4)
        end = position + 8 + size
        if end > stop:
            raise broken(PictureKind.WEBP, "it is cut off")
        yield kind, position, min(end + size % 2, stop)
        position = end + size % 2
    raise broken(PictureKind.WEBP, "it has too many chunks")


def _read_size(kind: bytes, body: bytes) -> tuple[int, int] | None:
    """Width and height, if this is the chunk that says them; the first one that does decides."""
    match kind:
        case b"VP8X" if len(body) >= 10:
            return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
        case b"VP8 " if len(body) >= 10 and body[3:6] == b"\x9d\x01\x2a":
            width, height = struct.unpack_from("<HH", body, 6)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L" if len(body) >= 5 and body[0] == 0x2F:
            (bits,) = struct.unpack_from("<I", body, 1)
            return 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF)
        case b"VP8X" | b"VP8 " | b"VP8L":
            raise broken(PictureKind.WEBP, "its header makes no sense")
        case _:
            return None
