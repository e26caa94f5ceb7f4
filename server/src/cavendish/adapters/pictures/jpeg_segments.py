"""Reads a JPEG file's segments and drops those that are not the picture."""

import re
import struct
from collections.abc import Iterator
from typing import Final

from cavendish.adapters.pictures.exif_orientation import read_orientation
from cavendish.adapters.pictures.picture_file import PictureFile, PictureKind, broken

JPEG_SIGNATURE: Final = b"\xff\xd8\xff"
# Source: ITU-T T.81 table B.1 (checked 2026-11-23).
_FRAME_STARTS: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN_START: Final = 0xDA
_END: Final = 0xD9
_WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xDA)})
_MAX_SEGMENTS: Final = 5000
MAX_SCANS: Final = 50
"""Encoders make 20 at most. Each costs a pass over all pixels, however few its bytes: 0.1 s at the limit."""
_JFIF, _EXIF, _PROFILE, _JUMBF, _ADOBE, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEB, 0xEE, 0xFE
_DROPPED: Final = frozenset({*range(0xE1, 0xF0), _COMMENT}) - {_ADOBE}
_PROFILE_TAG: Final = b"ICC_PROFILE\0"
_MARKER: Final = re.compile(rb"\xff[^\x00\xff]")
_NEXT_MARKER_IN_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def read_jpeg(content: bytes) -> PictureFile:
    """Describe a JPEG file, without re-compressing it. PictureError if its structure is broken."""
    clean = [content[:2]]
    frame: tuple[int, int, int] | None = None
    orientation, has_credentials = 1, False
    profile_parts: list[tuple[int, bytes]] = []
    for marker, start, end in _segments(content):
        body = content[start + 4 : end]
        if marker not in _DROPPED:
            clean.append(content[start:end])
        if marker in _FRAME_STARTS:
            frame = frame or _read_frame(body)
        elif marker == _EXIF and body.startswith(b"Exif\0\0"):
            orientation = read_orientation(body)
        elif marker == _PROFILE and body.startswith(_PROFILE_TAG):
            profile_parts.append((body[12] if len(body) > 12 else 0, body[14:]))
        elif marker == _JUMBF:
            has_credentials = has_credentials or b"c2pa" in body
    if frame is None:
        raise broken(PictureKind.JPEG, "it has no picture in it")
    return PictureFile(
        kind=PictureKind.JPEG,
        width=frame[1],
        height=frame[0],
        orientation=orientation,
        icc_profile=b"".join(part for _, part in sorted(profile_parts)) or None,
        has_deep_pixels=frame[2] > 8,
        has_credentials=has_credentials,
        clean=content if sum(map(len, clean)) == len(content) else b"".join(clean),
    )


def _read_frame(body: bytes) -> tuple[int, int, int]:
    """Height, width and bits a channel."""
    if len(body) < 6:
        raise broken(PictureKind.JPEG, "its header is cut off")
    depth, height, width = struct.unpack_from(">BHH", body)
    if not (width and height):
        raise broken(PictureKind.JPEG, "it is 0 pixels wide or high")
    return height, width, depth


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of every segment, a scan with its compressed data; ends with the end marker."""
    position, scans = 2, 0
    for _ in range(_MAX_SEGMENTS):
        found = _MARKER.search(content, position)
        if found is None:
            raise broken(PictureKind.JPEG, "it is cut off")
        marker = content[found.end() - 1]
        scans += marker == _SCAN_START
        if scans > MAX_SCANS:
            raise broken(PictureKind.JPEG, f"it has more than {MAX_SCANS} scans")
        position = _segment_end(content, found.end() - 2, marker)
        yield marker, found.end() - 2, position
        if marker == _END:
            return
    raise broken(PictureKind.JPEG, "it has too many segments")


def _segment_end(content: bytes, start: int, marker: int) -> int:
    if marker in _WITHOUT_LENGTH:
        return start + 2
    if start + 4 > len(content):
        raise broken(PictureKind.JPEG, "it is cut off")
    length = int.from_bytes(content[start + 2 : start + 4])
    end = start + 2 + length
    if length < 2 or end > len(content):
        raise broken(PictureKind.JPEG, "it is cut off")
    if marker != _SCAN_START:
        return end
    next_marker = _NEXT_MARKER_IN_SCAN.search(content, end)
    if next_marker is None:
        raise broken(PictureKind.JPEG, "it is cut off")
    return next_marker.start()
