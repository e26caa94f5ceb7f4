"""Writes pictures as PNG or JPEG, without metadata."""

import io
from typing import Final

from PIL import Image

from cavendish.domain.picture_errors import PictureError, PictureProblem

JPEG_QUALITY: Final = 93
_FAST_ZLIB: Final = 1
"""13 % larger than level 6 and three times as fast: 0.1 s against 0.3 s for a noisy megapixel."""


def encode_png(picture: Image.Image) -> bytes:
    """PNG bytes; transparency is kept."""
    return _encode(picture, "PNG", compress_level=_FAST_ZLIB)


def encode_jpeg(picture: Image.Image) -> bytes:
    """JPEG bytes; what is transparent becomes white."""
    return _encode(on_white(picture), "JPEG", quality=JPEG_QUALITY)


def on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency."""
    if not picture.has_transparency_data:
        return picture if picture.mode in ("RGB", "L") else picture.convert("RGB")
    page = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    page.alpha_composite(picture.convert("RGBA"))
    return page.convert("RGB")


def _encode(picture: Image.Image, file_format: str, **choices: int) -> bytes:
    buffer = io.BytesIO()
    try:
        picture.save(buffer, file_format, **choices)
    except OSError as error:
        raise PictureError(
            PictureProblem.TOO_MANY_PIXELS,
            f"a picture of {picture.width} x {picture.height} pixels does not fit into a {file_format} file",
        ) from error
    return buffer.getvalue()
