"""Reference pictures as the wire takes them: an address, or the picture itself as a `data:` URL."""

import base64
import io
import os
from pathlib import Path
from typing import Final, TypeAlias

from PIL import Image as PillowImage

from cavendish_client.errors import ReferenceImageError

Reference: TypeAlias = str | os.PathLike[str] | bytes | PillowImage.Image
"""A URL, a path, the bytes of a picture file, or a Pillow image."""
MAX_REFERENCE_BYTES: Final = 10 * 1024 * 1024
_SCHEMES: Final = ("http://", "https://", "data:")
_JPEG_QUALITY: Final = 95


def reference_url(reference: Reference) -> str:
    """What stands for `reference` in `image_urls`. Raises ReferenceImageError before anything is sent."""
    if isinstance(reference, str) and reference.lower().startswith(_SCHEMES):
        return reference
    if isinstance(reference, PillowImage.Image):
        return _data_url(_encode(reference), name="the Pillow image")
    if isinstance(reference, bytes):
        return _data_url(reference, name=f"the {len(reference)} bytes given")
    path = Path(reference).expanduser()
    try:
        return _data_url(path.read_bytes(), name=str(path))
    except OSError as error:
        raise ReferenceImageError(f"Cannot read the reference picture {path}: {error.strerror}") from error


def picture_of(data_url: str) -> tuple[bytes, str]:
    """The bytes and media type of a `data:` URL. Raises ReferenceImageError where it is not one in base64."""
    head, _, content = data_url.partition(";base64,")
    try:
        return base64.b64decode(content, validate=True), head[len("data:") :]
    except ValueError as error:
        raise ReferenceImageError(f"Cannot use {data_url[:40]}…: not base64") from error


def picture_media_type(data: bytes) -> str | None:
    """The media type that a picture's first bytes tell, or None for anything but PNG, JPEG and WebP."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def _data_url(data: bytes, *, name: str) -> str:
    media_type = picture_media_type(data)
    if media_type is None:
        raise ReferenceImageError(f"Cannot use {name}: reference pictures are JPG, PNG or WebP")
    if len(data) > MAX_REFERENCE_BYTES:
        raise ReferenceImageError(
            f"Cannot use {name}: {len(data) / 1024 / 1024:.1f} MB, and at most "
            f"{MAX_REFERENCE_BYTES // 1024 // 1024} MB are taken; make it smaller"
        )
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _encode(picture: PillowImage.Image) -> bytes:
    """As PNG, which loses nothing; as JPEG or WebP where PNG is too large."""
    data = _save(picture, "PNG")
    if len(data) <= MAX_REFERENCE_BYTES:
        return data
    if picture.has_transparency_data:
        return _save(picture, "WEBP", quality=_JPEG_QUALITY)
    return _save(picture.convert("RGB"), "JPEG", quality=_JPEG_QUALITY)


def _save(picture: PillowImage.Image, kind: str, **options: int) -> bytes:
    file = io.BytesIO()
    try:
        picture.save(file, kind, **options)
    except OSError:  # a mode that PNG lacks, such as CMYK
        picture.convert("RGB").save(file, kind, **options)
    return file.getvalue()
