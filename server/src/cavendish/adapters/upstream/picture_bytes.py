"""Pictures as bytes: whether they are whole, by signature and frame, and their data: URL form."""

import base64
import struct
from typing import Final

from cavendish.adapters.upstream.base64_field import decode_base64
from cavendish.adapters.upstream.upstream_failures import wrong_answer
from cavendish.domain.generation import ReferenceImage

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MAX_SIDE: Final = 1 << 16


def require_picture(provider: str, content: bytes) -> bytes:
    """`content` if it is a whole PNG, JPEG or WebP; ProviderError otherwise. Pixels are not decoded here."""
    if not content:
        raise wrong_answer(provider, "the picture is empty")
    if not is_whole_picture(content):
        raise wrong_answer(provider, f"{len(content)} bytes that are no whole PNG, JPEG or WebP")
    return content


def is_whole_picture(content: bytes) -> bool:
    """Whether the signature, the size in the header and the end of the file are there."""
    if content.startswith(_PNG):
        return _is_whole_png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return b"\xff\xda" in content and content.rfind(b"\xff\xd9") > content.find(b"\xff\xda")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 20 < int.from_bytes(content[4:8], "little") + 8 <= len(content) + 1
    return False


def _is_whole_png(content: bytes) -> bool:
    """Walks the chunks: no upstream's PNG has so many that this would cost anything."""
    if content[12:16] != b"IHDR" or len(content) < 33:
        return False
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width < _MAX_SIDE and 0 < height < _MAX_SIDE):
        return False
    position, has_pixels = len(_PNG), False
    while position + 12 <= len(content):
        length = int.from_bytes(content[position : position + 4], "big")
        kind = content[position + 4 : position + 8]
        position += 12 + length
        has_pixels = has_pixels or kind == b"IDAT"
        if kind == b"IEND":
            return has_pixels and position <= len(content)
    return False


def to_data_url(reference: ReferenceImage) -> str:
    """The reference as `data:image/png;base64,…`."""
    return f"data:{reference.media_type};base64,{base64.b64encode(reference.content).decode('ascii')}"


def read_data_url(provider: str, url: str) -> bytes:
    """The bytes of a base64 `data:` URL; ProviderError when it is none."""
    head, comma, data = url.partition(",")
    if not (comma and head.startswith("data:") and head.endswith(";base64")):
        raise wrong_answer(provider, "a data: address without base64")
    try:
        return decode_base64(data)
    except ValueError as error:
        raise wrong_answer(provider, "broken base64") from error
