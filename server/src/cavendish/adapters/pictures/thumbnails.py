"""Small pictures for galleries. Slow: call it in a thread."""

import io
from typing import Final

from PIL import Image

from cavendish.adapters.pictures.decoding import decode, in_plain_colours
from cavendish.adapters.pictures.picture_reader import read_picture_file

_QUALITY: Final = 78


def shrink(content: bytes, side_px: int) -> bytes:
    """A WebP of the picture, its shorter side at most `side_px`; PictureError if it cannot be decoded."""
    file = read_picture_file(content)
    picture = in_plain_colours(file, decode(file))
    factor = min(1.0, side_px / min(picture.size))
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    buffer = io.BytesIO()
    small.save(buffer, "WEBP", quality=_QUALITY, method=3)
    return buffer.getvalue()
