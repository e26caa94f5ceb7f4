"""Reads the one EXIF field that changes how a picture looks."""

import struct
from typing import Final

_ORIENTATION_TAG: Final = 0x0112
_SHORT: Final = 3
_MAX_ENTRIES: Final = 512


def read_orientation(exif: bytes) -> int:
    """The orientation, 1 to 8, in a TIFF block; 1 where it is absent or the block makes no sense.

    Source: CIPA DC-008 (Exif 2.32) 4.6.2 and TIFF 6.0 section 2 (checked 2026-11-23).
    """
    exif = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for index in range(min(count, _MAX_ENTRIES)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * index)
            if tag == _ORIENTATION_TAG and kind == _SHORT:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1
